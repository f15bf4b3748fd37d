"""The local rates of a step: its own, or one in each way of a sweep."""

from backsweep.practice.mistakes.local import local_rates

from .lists import mistakes


def rates(name, id):
    step = next(x for x in mistakes(name).exercise.steps if x.id == id)
    return [(str(x.rate), str(x.formula), x.is_whole) for x in local_rates(step)]


def test_a_factor_is_one():
    found = rates("backpropagation/worked-chain", "da3/da2")
    assert found == [("da3/da2", "w3", True)]


def test_a_product_of_factors_has_none():
    assert rates("backpropagation/worked-chain", "dC/dw1") == []
    assert rates("backpropagation/worked-chain", "a1") == []
    assert rates("backpropagation/worked-chain", "w1_new") == []


def test_a_step_of_a_sweep_has_one_in_each_way():
    assert rates("matrices/two-neurons", "dC/dx[0]") == [
        ("dz[0]/dx[0]", "W[0,0]", False),
        ("dz[1]/dx[0]", "W[1,0]", False),
    ]
