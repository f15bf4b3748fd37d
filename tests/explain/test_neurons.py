"""The picture of a network: its neurons in order, with their numbers."""

import numpy as np

from backsweep.explain.neurons import network, words


def facts(picture):
    """``{"a1": (column, row, value, desire, kind)}``."""
    return {
        str(n.label): (n.column, n.row, n.value, n.desire, n.kind)
        for n in picture.neurons
    }


def weight(picture, name):
    return next(one for one in picture.weights if str(one.weight) == name)


def test_the_lesson_is_drawn_with_its_numbers(seed):
    assert facts(network(seed)) == {
        "a0": (0, 0, 1, 8, "input"),
        "a1": (1, 0, 1, 8, "value"),
        "a2": (2, 0, 2, 4, "value"),
        "a3": (3, 1, 4, 2, "output"),
        "y": (3, 0, 3, -2, "input"),
        "C": (4, 0, 1, 1, "cost"),
    }


def test_a_weight_tells_its_chain(seed):
    one = weight(network(seed), "w1")
    assert (one.amount, one.rate, one.slope) == (1, 1, 8)
    assert [str(step) for step in one.steps] == [
        "2(a3 − y) · w3 · w2 · a0",
        "2 · 2 · 2 · 1",
    ]


def test_two_chains_are_added_up(branching):
    one = weight(network(branching), "w1")
    formulas, numbers = map(str, one.steps)
    assert formulas.count(" + ") == numbers.count(" + ") == 1
    assert one.slope == 56


def test_the_entries_of_an_array_stand_in_their_order(layered):
    picture = network(layered)
    hidden = [n for n in picture.neurons if str(n.label).startswith("h")]
    assert [str(n.label) for n in hidden] == ["h[0]", "h[1]", "h[2]"]
    assert [n.row for n in hidden] == [0, 1, 2]
    named = [str(one.weight) for one in picture.weights]
    first = [f"W1[{i},{k}]" for k in range(3) for i in range(2)]
    assert named == [*first, "W2[0,0]", "W2[1,0]", "W2[2,0]"]


def test_rates_are_those_of_the_targets(layered):
    picture = network(layered)
    value = {str(n.label): n.value for n in picture.neurons}
    one = weight(picture, "W1[1,2]")
    assert np.isclose(one.rate, one.amount * (1 - value["h[2]"] ** 2))


def test_a_variable_without_a_way_to_the_cost_is_not_drawn(tell):
    def cost(w, v, x):
        a = w * x
        return a**2 if v > 0 else a

    assert set(facts(network(tell(cost, 1.0, 2.0, 3.0)))) == {"x", "a", "C"}


def dense(depth, width):
    Ws = [np.eye(width) for _ in range(depth)]
    return Ws, np.ones(width), np.zeros(width)


def tanh_net(Ws, x, y):
    a = x
    for W in Ws:
        a = np.tanh(a @ W)
    return np.sum((a - y) ** 2)


def test_ten_layers_of_sixteen_are_drawn(tell):
    picture = network(tell(tanh_net, *dense(10, 16), wrt=["Ws"]))
    assert len(picture.weights) == 10 * 16 * 16
    assert len(picture.neurons) == 11 * 16 + 16 + 1


def test_what_is_too_wide_or_too_deep_is_not(tell):
    assert network(tell(tanh_net, *dense(1, 19), wrt=["Ws"])) is None
    assert network(tell(tanh_net, *dense(14, 2), wrt=["Ws"])) is None


def test_the_picture_is_told_in_words(seed):
    told = "Values flow from the inputs to C = 1; desires flow back."
    assert words(network(seed)) == f"6 values, 3 weights. {told}"


def test_one_weight_is_one(tell):
    assert words(network(tell(lambda w, x: (w * x) ** 2, 1.0, 2.0))).startswith(
        "2 values, 1 weight."
    )
