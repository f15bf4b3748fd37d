"""The drawing of layers: which values are boxes, and what each of them tells."""

import numpy as np
import pytest

from backsweep.explain.layering import MOST, layers, words
from backsweep.explain.run import run


def net(Ws, x, y):
    a = x
    for W in Ws:
        z = a @ W
        a = np.tanh(z)
    return np.mean((a - y) ** 2)


def deep(depth, scale=1.0):
    Ws = [np.eye(3) * scale for _ in range(depth)]
    return layers(run(net, (Ws, np.full((2, 3), 0.1), np.zeros((2, 3))), {}, ["Ws"]))


def labels(picture):
    return [str(one.label) for one in picture.layers]


def test_values_are_boxes_but_neither_parameters_nor_what_is_desired():
    assert labels(deep(2)) == ["x", "z⁽¹⁾", "a⁽¹⁾", "z⁽²⁾", "a⁽²⁾", "C"]


def test_links_lead_to_what_uses_a_value():
    names = dict(zip((one.key for one in deep(1).layers), labels(deep(1)), strict=True))
    found = [(names[by], names[of]) for by, of in deep(1).links]
    assert found == [("x", "z"), ("z", "a"), ("a", "C")]


def test_a_gain_is_the_ratio_of_two_desires():
    first, second = deep(1).layers[1:3]
    assert first.gain == pytest.approx(first.desire / second.desire)
    assert first.what == "matmul"
    assert first.shape == (2, 3)


def test_of_many_values_every_second_one_is_drawn():
    shown = labels(deep(20))
    assert len(shown) <= MOST
    assert [shown[0], *shown[-3:]] == ["x", "z⁽¹⁹⁾", "z⁽²⁰⁾", "C"]


def test_desires_below_what_squares_hold_are_told():
    first, *_ = [one for one in deep(50, 1e-2).layers if one.desire is not None]
    assert 0 < first.desire < 1e-170


def test_data_has_no_desire_unless_it_is_asked_for():
    assert deep(2).layers[0].desire is None


def test_nothing_between_is_nothing_to_draw():
    assert layers(run(lambda x: x @ x, (np.ones(3),), {})) is None


def test_the_drawing_is_told_in_words():
    assert words(deep(1)).startswith("4 values from x down to C")
