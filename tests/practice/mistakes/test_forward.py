"""Slips on the way forward."""

from .lists import fault, of_kind, told


def test_of_a_product():
    made = of_kind("target-first", "added-values", "dropped-value")
    assert made == {
        "added-values(a)": "w + x",
        "dropped-value(a, w)": "x",
        "dropped-value(a, x)": "w",
    }


def test_of_a_square():
    made = of_kind("target-first", "sign-forward", "not-squared", "doubled")
    assert made == {
        "sign-forward(C)": "(y + a)²",
        "not-squared(C)": "y − a",
        "doubled(C)": "2(y − a)",
    }
    found = fault("target-first", "not-squared(C)")
    assert told(found.words) == "you forgot to square"


def test_of_another_power():
    assert str(fault("cube", "doubled(s)").formula) == "3x"
    found = fault("cube", "not-squared(s)")
    assert told(found.words) == "you did not raise to the power 3"


def test_of_a_fraction():
    assert of_kind("division", "upside-down") == {"upside-down(q)": "b/a"}


def test_of_a_squish():
    found = fault("activations/sigmoid-chain", "squish-missing(a1)")
    assert told(found.words) == "you passed the value on without sigmoid"


def test_there_are_none_where_the_way_forward_is_not_asked():
    values = ("added-values", "dropped-value", "not-squared")
    assert of_kind("backpropagation/vanishing-chain", *values) == {}
