import pytest

from backsweep.train import Options, Source
from backsweep.train.errors import WrongOption


@pytest.mark.parametrize(
    ("activation", "init"),
    [
        ("relu", "he"),
        ("gelu", "he"),
        ("tanh", "glorot"),
        ("sigmoid", "glorot"),
        ("identity", "glorot"),
    ],
)
def test_the_init_follows_the_activation(activation, init):
    assert Options(activation=activation).init == init


def test_the_rate_follows_the_optimiser():
    rates = {name: Options(optimiser=name).rate for name in ("sgd", "momentum", "adam")}
    assert rates == {"sgd": 0.1, "momentum": 0.03, "adam": 0.003}
    assert Options(optimiser="sgd", rate=0.5).rate == 0.5


def test_a_stated_spread_goes_with_normal():
    assert Options(init="normal", spread=0.3).spread_of(10, 20) == 0.3
    assert Options(init="normal").spread_of(10, 20) == 0.1
    assert Options(init="glorot").spread_of(30, 20) == pytest.approx(0.2)
    assert Options(init="he").spread_of(50, 20) == pytest.approx(0.2)
    with pytest.raises(WrongOption, match="spread"):
        Options(init="he", spread=0.3)


def test_a_batch_is_32_rows_or_all_of_them():
    assert Options().batch_for(1000) == 32
    assert Options().batch_for(20) == 20
    assert Options(batch=64).batch_for(1000) == 64


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"activation": "rleu"}, "did you mean 'relu'"),
        ({"optimiser": "sdg"}, "did you mean 'sgd'"),
        ({"init": "xavier"}, "glorot, he, normal"),
        ({"dtype": "float16"}, "float32, float64"),
        ({"layers": (64, 0)}, "layers is 0"),
        ({"layers": (6.5,)}, "layers is 6.5"),
        ({"batch": 0}, "batch is 0"),
        ({"epochs": 0}, "epochs is 0"),
        ({"seed": -1}, "seed is -1"),
        ({"rate": 0.0}, "rate is 0"),
        ({"rate": float("nan")}, "rate is nan"),
        ({"rate": float("inf")}, "rate is inf"),
        ({"init": "normal", "spread": -1.0}, "spread is -1"),
    ],
)
def test_a_value_that_means_nothing_is_named(wrong, told):
    with pytest.raises(WrongOption) as caught:
        Options(**wrong)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"data": "t.csv"}, "no target was named for t.csv"),
        ({"data": "t.csv", "target": "a", "ignore": ("a",)}, "'a' is among"),
        ({"data": "digits", "task": "clustering"}, "classification, regression"),
        ({"data": "digits", "gaps": "guess"}, "error, drop, fill"),
    ],
)
def test_a_source_that_means_nothing_is_named(wrong, told):
    with pytest.raises(WrongOption) as caught:
        Source(**wrong)
    assert told in str(caught.value)
