"""What chains share, and what computing it once saves."""

import numpy as np
import pytest

from backsweep.explain.parts.work import Shared, Work, counted


def line(n):
    """One neuron per layer, ``n`` weights, no squish."""

    def cost(weights, a, y):
        for w in weights:
            a = w * a
        return (a - y) ** 2

    return cost, ([*range(1, n + 1)], 1, 2)


def test_the_output_side_factors_are_shared(seed):
    shared = {
        str(seed.links.symbol(x)): names for x, names in Shared(seed).users.items()
    }
    assert shared == {"dC/da3": ["w3", "w2", "w1"], "da3/da2": ["w2", "w1"]}
    text = str(Shared(seed))
    assert "dC/da3" in text and "w3, w2, w1" in text


def test_one_chain_alone_shares_nothing(tell):
    assert str(Shared(tell(lambda x: x**2, 3))) == "The chains share no factor."


def test_many_users_are_not_all_named(tell):
    cost, args = line(9)
    assert "and 3 more" in str(Shared(tell(cost, *args, wrt=["weights"])))


def test_the_lesson_takes_five_multiplications_where_chains_alone_take_six(seed):
    assert Work(seed).counts == {"sweep": 5, "ripples": 6, "chains": 6}


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 40])
def test_a_line_of_n_weights_takes_2n_less_1_or_the_sum_up_to_n(tell, n):
    cost, args = line(n)
    counts = Work(tell(cost, *args, wrt=["weights"])).counts
    assert counts["sweep"] == 2 * n - 1
    assert counts["ripples"] == counts["chains"] == n * (n + 1) // 2


def test_the_whole_gradient_is_set_against_one_forward_pass(seed):
    assert Work(seed).operations["forward"] == 5
    assert "for the whole gradient of 3 numbers" in Work(seed).text(200)


def test_one_is_not_told_as_several(tell):
    assert counted(1, "number") == "1 number"
    assert counted(2_000, "number") == "2,000 numbers"
    assert "gradient of 1 number." in Work(tell(lambda x: x * 2, 3)).text(200)


def test_times_are_measured_on_request(seed):
    work = Work(seed, measure=True)
    assert {*work.seconds} == {"forward", "value and gradient", "ripples"}
    assert all(seconds > 0 for seconds in work.seconds.values())
    assert "µs" in str(work) and "seconds" in work.data()
    assert "seconds" not in Work(seed).data()


def test_a_network_of_vectors_is_counted_number_by_number(layered):
    counts = Work(layered).counts
    assert counts["sweep"] < counts["ripples"] <= counts["chains"]


def test_no_path_is_no_work(tell):
    story = tell(lambda x: np.float64(2.0), 1.0)
    assert Work(story).counts == {"sweep": 0, "ripples": 0, "chains": 0}
    assert "gradient of 0 numbers" in Work(story).text(200)
