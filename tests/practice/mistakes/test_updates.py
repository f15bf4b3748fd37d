"""The step of gradient descent."""

from fractions import Fraction

from .lists import of_kind, printed

WORKED = "backpropagation/worked-chain"


def test_every_way_to_get_a_step_wrong():
    kinds = ("uphill", "no-rate", "step-alone", "step-alone-down", "slope-alone")
    made = of_kind(WORKED, *kinds, "other-weight")
    assert made == {
        "uphill(w1_new)": "w1 + rate·(dC/dw1)",
        "no-rate(w1_new)": "w1 − dC/dw1",
        "step-alone(w1_new)": "rate·(dC/dw1)",
        "step-alone-down(w1_new)": "−rate·(dC/dw1)",
        "slope-alone(w1_new, dC/dw1)": "dC/dw1",
        "other-weight(w1_new, dC/dw3)": "w1 − rate·(dC/dw3)",
    }
    assert printed(WORKED, "uphill(w1_new)") == Fraction(9, 5)
    assert printed(WORKED, "no-rate(w1_new)") == -7


def test_a_step_of_an_array_can_use_the_entry_beside():
    made = of_kind("matrices/biases", "other-weight")
    assert made == {
        "other-weight(b_new[0], dC/db[1])": "b[0] − rate·(dC/db[1])",
        "other-weight(b_new[1], dC/db[0])": "b[1] − rate·(dC/db[0])",
    }
