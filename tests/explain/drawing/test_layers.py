"""Layers below one another, with their desires on a logarithmic scale."""

from dataclasses import replace
from itertools import pairwise
from math import inf, nan
from xml.etree import ElementTree

import pytest

from backsweep.explain.drawing.layers import TIMES, tens
from backsweep.explain.drawing.picture import Layers
from backsweep.explain.drawing.svg import drawing

from . import networks


def bars(picture):
    tree = ElementTree.fromstring(drawing(picture))
    found = [one for one in tree.iter() if one.get("class") == "length"]
    return [float(one.get("width")) for one in found if float(one.get("x")) > 10]


def test_equal_gains_make_equal_steps():
    first, *_, last = steps = [b - a for a, b in pairwise(bars(networks.layers()))]
    assert first > 5
    assert steps == pytest.approx([last] * len(steps), abs=0.02)


def test_a_layer_says_all_there_is_to_say():
    told = drawing(networks.layers(2))
    assert f"h1, tanh, 64{TIMES}512, size 19, desire 0.6" in told
    assert f"x, input, 64{TIMES}512, size 20, desire 0.18, gain 0.3" in told
    assert f"←{TIMES}0.3" in told


@pytest.mark.parametrize("desire", [None, 0.0, nan, inf])
def test_a_desire_without_a_logarithm_has_words_but_no_bar(desire):
    first, *others = networks.layers(4).layers
    picture = Layers((replace(first, desire=desire), *others), ())
    assert len(bars(picture)) == 3
    expected = {None: "no desire", 0.0: ">0<", nan: "nan", inf: "∞"}
    assert expected[desire] in drawing(picture)


def test_little_change_looks_little():
    axis = tens(networks.layers(4, shrink=0.99))
    assert axis.high - axis.low >= 3
    lengths = bars(networks.layers(4, shrink=0.99))
    assert max(lengths) - min(lengths) < 5


def test_links_past_a_layer_are_arcs():
    markup = drawing(networks.layers())
    assert markup.count('class="head"') == len(networks.layers().links)
    assert sum("C" in part[:40] for part in markup.split('class="line thin" d="M')) == 3


def test_a_hundred_layers_stand_below_one_another():
    tree = ElementTree.fromstring(drawing(networks.layers(100, shrink=0.9)))
    boxes = [float(one.get("y")) for one in tree.iter() if one.get("class") == "rim"]
    assert all(b - a > 42 for a, b in pairwise(boxes))
    assert len(boxes) == 100
