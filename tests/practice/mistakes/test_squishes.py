"""The slope of an activation: missing, or taken at the wrong point."""

from .lists import fault, of_kind, told

SIGMOID, TANH = "activations/sigmoid-chain", "activations/tanh-chain"
KINDS = ("slope-missing", "slope-at-output", "slope-of-input", "forgotten-square")


def test_those_of_a_sigmoid():
    assert of_kind(SIGMOID, *KINDS) == {
        "slope-missing(da1/dz1)": "1",
        "slope-at-output(da1/dz1, a1)": "sigmoid(a1)·(1 − sigmoid(a1))",
        "slope-of-input(da1/dz1, z1)": "z1·(1 − z1)",
    }


def test_those_of_a_tanh():
    made = of_kind(TANH, *KINDS)
    assert {id: x for id, x in made.items() if "da1" in id} == {
        "slope-missing(da1/dz1)": "1",
        "slope-at-output(da1/dz1, a1)": "1 − tanh(a1)²",
        "slope-of-input(da1/dz1, z1)": "1 − z1²",
        "forgotten-square(da1/dz1)": "1 − a1",
    }


def test_the_words_name_the_function():
    found = fault(SIGMOID, "slope-missing(da1/dz1)")
    assert told(found.words) == "you left sigmoid out, as if its slope were 1"
    found = fault("exp-and-log", "slope-missing(dl/de)")
    assert told(found.words) == "you left log out, as if its slope were 1"


def test_the_other_side_of_the_bend():
    made = of_kind("activations/relu-chain", "other-side")
    assert made == {"other-side(da1/dz1)": "0 if z1 > 0 else 1"}


def test_in_a_sweep_through_arrays():
    made = of_kind("tanh-layers", *KINDS)
    assert made["slope-at-output(dC/dz[0], h[0])"] == "dC/dh[0] · (1 − tanh(h[0])²)"
    assert made["forgotten-square(dC/dz[1])"] == "dC/dh[1] · (1 − h[1])"
    assert "other-side(dC/dz[0])" in of_kind("relu-layer", "other-side")
