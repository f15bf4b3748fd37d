"""One factor that is another number than it should be."""

from .lists import fault, of_kind, printed, told

WORKED = "backpropagation/worked-chain"


def test_the_forgotten_two():
    found = fault(WORKED, "forgotten-two(dC/da3)")
    assert str(found.formula) == "a3 − y"
    assert told(found.words) == "you left out the 2 in front"
    assert told(found.why) == "the rate is 2(a3 − y), with the 2"


def test_the_forgotten_three_of_a_cube():
    assert told(fault("cube", "forgotten-two(ds/dx)").words).startswith(
        "you left out the 3"
    )


def test_the_two_can_be_forgotten_behind_a_minus_and_in_a_sweep():
    assert str(fault("target-first", "forgotten-two(dC/da)").formula) == "−(y − a)"
    found = fault("matrices/two-neurons", "forgotten-two(dC/dz[0])")
    assert str(found.formula) == "z[0] − y[0]"


def test_the_sign():
    assert printed(WORKED, "sign(dC/da3)") == -2
    assert told(fault("target-first", "sign(dC/da)").words) == "you left out the minus"
    assert str(fault("division", "sign(dq/db)").formula) == "q/b"


def test_the_cost_instead_of_its_slope():
    assert printed(WORKED, "value-for-slope(dC/da3, C)") == 1


def test_the_power_kept():
    assert of_kind("half-of-a-square", "power-kept") == {
        "power-kept(dC/da, (a − y)²)": "(a − y)²"
    }
    assert str(fault("cube", "power-kept(ds/dx, x³)").formula) == "3x³"


def test_what_is_nudged_in_place_of_what_it_meets():
    found = fault(WORKED, "own-value(da3/dw3, w3)")
    assert told(found.why) == "nudge w3 a little, and a3 moves a2 times as much"
    assert told(fault("branches/two-paths", "own-value(ds/db, b)").why).endswith(
        "s moves just as much"
    )


def test_the_weight_in_place_of_its_input_in_a_sweep():
    found = fault("matrices/two-neurons", "own-value(dC/dW[0,1], W[0,1])")
    assert str(found.formula) == "dC/dz[0] · W[0,1]"


def test_a_part_of_the_rate_left_out():
    assert of_kind("activations/sigmoid-chain", "inner-dropped") == {
        "inner-dropped(da1/dz1, a1)": "1 − a1"
    }
