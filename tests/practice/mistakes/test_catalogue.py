"""The catalogue is what the reference lists."""

import pytest

from backsweep.practice.mistakes.catalogue import KINDS
from backsweep.practice.mistakes.known import mistakes_of

from ..graphs import GRAPHS

NAMES = {kind.__name__.replace("_", "-") for kind in KINDS}
FOUND = {fault.kind for graph in GRAPHS.values() for fault in mistakes_of(graph).all}


def test_a_mistake_is_called_by_the_function_that_derives_it():
    assert FOUND <= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_kind_is_met_in_some_graph(name):
    assert name in FOUND


def test_every_kind_says_what_is_done():
    assert all((kind.__doc__ or "").strip().endswith(".") for kind in KINDS)
