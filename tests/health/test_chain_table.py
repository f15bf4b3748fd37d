"""A chain as a table: whole, or by its ends."""

import math

import pytest

from backsweep.health.chain_table import ENDS, chain
from backsweep.health.record import BRANCHES, COST, SLOPE, WEIGHT, Link, Record


def record(slopes):
    """A network whose layers have these slopes, where chance would make it 0.5."""
    links = [Link("y", "sum", COST, 0.5)]
    for k, gain in enumerate(slopes):
        links.append(Link(f"z{k}", "tanh", SLOPE, gain, 0.5))
        links.append(Link(f"a{k}", "matmul", WEIGHT, 1.0, 1.0, 64, passes=1))
    return made(links)


def made(links):
    end = math.prod(one.gain for one in links)
    return Record("loss", 1.0, 1.0, end, links=tuple(links))


def table(record, short=False):
    """Its head and its rows, as text."""
    found = next(chain(record, short))
    head, *rows = (
        ["".join(map(str, x)) if isinstance(x, tuple) else str(x) for x in row]
        for row in (found.head, *found.rows)
    )
    return head, rows


def test_every_layer_has_a_row():
    assert [row[0] for row in table(record([0.5] * 40))[1][1:]] == [
        f"a{k}" for k in range(40)
    ]


@pytest.mark.parametrize("depth", [1, 2 * ENDS, 2 * ENDS + 1])
def test_a_short_chain_is_told_whole(depth):
    assert table(record([0.5] * depth)) == table(record([0.5] * depth), short=True)


def test_what_is_between_the_ends_is_one_row():
    found = record([0.5] * 40)
    _, rows = table(found, short=True)
    between = rows[1 + ENDS]
    assert len(rows) == 1 + ENDS + 1 + ENDS
    assert between[:3] == ["...", "32 layers, each", "0.5"]
    assert between[-2] == table(found)[1][36][-2]


def test_a_layer_that_is_not_as_chance_would_have_it_is_shown():
    slopes = [0.5] * 40
    slopes[20] = 0.01
    _, rows = table(record(slopes), short=True)
    assert [row[0] for row in rows[1 + ENDS : -ENDS]] == ["...", "a20", "..."]
    note = [*chain(record(slopes), short=True)][-1]
    assert "a20" in note.words[0]


def test_a_dead_layer_between_has_no_mean():
    slopes = [0.5] * 40
    slopes[20] = 0.0
    (between,) = (x for x in table(record(slopes), short=True)[1] if x[0] == "...")
    assert between[2] == ""
    assert between[-2] == "0"


def test_columns_in_which_nothing_stands_are_left_out():
    weightless = made([Link("a", "2 branches", BRANCHES, 1.1, passes=1)] * 3)
    assert table(weightless)[0] == ["back to", "through", "rest", "product", "so far"]
    assert "rest" not in table(record([0.5]))[0]
