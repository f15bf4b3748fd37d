"""Which values are neurons, and on which connections the weights lie."""

import numpy as np
import pytest

from backsweep.explain.second import second_run
from backsweep.explain.story import Story
from backsweep.explain.wiring import Wiring

from .conftest import sigmoid


def connections(story):
    """``{"x -w-> a", "a -> C"}``: every connection with its weight."""
    wiring = Wiring(story)
    name = {one: str(wiring.links.formula(one)) for one in wiring.links.values}
    weights = {pair: f"-{name[one]}-" for pair, one in wiring.carried.items()}
    return {
        f"{name[by]} {weights.get((by, of), '-')}> {name[of]}"
        for by, of in wiring.connections
    }


def columns(story):
    """The names of the neurons, column by column."""
    wiring = Wiring(story)
    found = [[] for _ in range(max(wiring.columns.values()) + 1)]
    for one, column in wiring.columns.items():
        found[column].append(str(wiring.links.formula(one)))
    return found


def one_layer(w, b, x, y):
    a = np.tanh(w * x + b)
    return (a - y) ** 2


def looped(Ws, x):
    a = x
    for W in Ws:
        a = np.tanh(a @ W)
    return np.sum(a**2)


def test_the_lessons_weights_lie_between_its_neurons(seed):
    assert connections(seed) == {
        "a0 -w1-> a1",
        "a1 -w2-> a2",
        "a2 -w3-> a3",
        "a3 -> C",
        "y -> C",
    }
    assert columns(seed) == [["a0"], ["a1"], ["a2"], ["y", "a3"], ["C"]]


def test_what_is_squished_is_within_its_neuron(tell):
    story = tell(one_layer, 0.5, 0.1, 1.0, 1.0, wrt=["w", "b"])
    assert connections(story) == {"x -w-> a", "b -> a", "a -> C", "y -> C"}


def test_a_skip_is_a_connection_of_its_own(branching):
    assert {"a1 -v-> a3", "a1 -w2-> a2", "a2 -w3-> a3"} <= connections(branching)


@pytest.mark.parametrize("shape", [(2,), (1, 2)])
def test_layers_from_a_list_are_told_apart(tell, shape):
    Ws = [np.eye(2) + 0.1, np.eye(2) - 0.2]
    story = tell(looped, Ws, np.full(shape, 0.5), wrt=["Ws"])
    row = "0," * (len(shape) - 1)
    assert connections(story) == {
        *(
            f"x[{row}{i}] -Ws[0][{i},{k}]-> a⁽¹⁾[{row}{k}]"
            for i in range(2)
            for k in range(2)
        ),
        *(
            f"a⁽¹⁾[{row}{i}] -Ws[1][{i},{k}]-> a⁽²⁾[{row}{k}]"
            for i in range(2)
            for k in range(2)
        ),
        *(f"a⁽²⁾[{row}{k}] -> C" for k in range(2)),
    }


def test_hidden_neurons_without_a_name_are_found(tell):
    def cost(W1, W2, x):
        out = np.tanh(x @ W1) @ W2
        return np.sum(out**2)

    story = tell(cost, np.ones((1, 2)), np.ones((2, 1)), np.ones(1), wrt=["W1", "W2"])
    hidden = [f"tanh(x @ W1)[0,{k}]" for k in range(2)]
    assert connections(story) == {
        *(f"x[0] -W1[0,{k}]-> {one}" for k, one in enumerate(hidden)),
        *(f"{one} -W2[{k},0]-> out[0]" for k, one in enumerate(hidden)),
        "out[0] -> C",
    }


def test_a_weight_used_again_lies_on_every_connection(tell):
    def cost(w, x):
        a = np.tanh(w * x)
        b = np.tanh(w * a)
        return b**2

    assert connections(tell(cost, 0.5, 2.0)) == {"x -w-> a", "a -w-> b", "b -> C"}


def test_a_residual_connection_keeps_its_weight(tell):
    def cost(w, x):
        h = x + sigmoid(w * x)
        return h**2

    assert connections(tell(cost, 0.5, 2.0)) == {"x -w-> h", "h -> C"}


def test_several_inputs_each_have_their_weight(tell):
    def cost(w1, w2, u, v):
        a = w1 * u + w2 * v
        return a**2

    story = tell(cost, 1.0, 2.0, 3.0, 4.0)
    assert connections(story) == {"u -w1-> a", "v -w2-> a", "a -> C"}


def test_two_weights_from_one_value_have_a_connection_each(tell):
    def cost(w1, w2, x):
        a = w1 * x + w2 * x**2
        return np.exp(a)

    assert connections(tell(cost, 1.0, 2.0, 0.5)) == {
        "x -> x²",
        "x -w1-> a",
        "x² -w2-> a",
        "a -> C",
    }


def test_what_a_softmax_is_made_of_are_neurons(tell):
    def cost(W, x):
        p = np.exp(x @ W) / np.sum(np.exp(x @ W))
        return np.sum(p**2)

    story = tell(cost, np.array([[0.5, 1.0]]), np.ones(1), wrt=["W"])
    assert connections(story) == {
        *(f"x[0] -W[0,{k}]-> exp(x @ W)[{k}]" for k in range(2)),
        *(f"exp(x @ W)[{i}] -> p[{k}]" for i in range(2) for k in range(2)),
        *(f"p[{k}] -> C" for k in range(2)),
    }


def test_of_two_weights_multiplied_one_is_a_neuron(tell):
    def cost(U, V, y):
        return np.sum((U @ V - y) ** 2)

    story = tell(cost, np.ones((1, 1)), np.ones((1, 1)), 2.0, wrt=["U", "V"])
    assert connections(story) == {"U[0,0] -V[0,0]-> C", "y -> C"}


def test_without_weights_every_operation_is_drawn(tell):
    story = tell(lambda p, q: np.sin(p + q) * np.exp(p), 1.0, 2.0)
    assert len(Wiring(story).neurons) > 4
    assert Wiring(story).carried == {}


def test_a_slope_is_wired_too(seed):
    found = connections(Story(second_run(seed.run, seed.node("w1"))))
    assert {"a0 -> δw1", "a0 -w1-> a1", "a3 -> δa3", "δa3 -w3-> δa2"} <= found


def test_where_room_is_short_a_squish_and_what_it_squishes_are_one_neuron(tell):
    def cost(w1, w2, x, y):
        z = w1 * x
        a = np.tanh(z)
        o = w2 * a
        return (o - y) ** 2

    story = tell(cost, 0.5, 2.0, 1.0, 3.0)
    loose, tight = Wiring(story), Wiring(story, tight=True)

    def told(wiring):
        return {str(wiring.links.formula(one)) for one in wiring.neurons}

    assert told(loose) - told(tight) == {"z"}
    weights = {str(tight.links.formula(w)) for w in tight.carried.values()}
    assert weights == {"w1", "w2"}
