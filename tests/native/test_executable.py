"""Calling compiled programs: arguments, results, guards, NumPy steps and threads."""

import gc
import sys
import threading
import time
import weakref

import numpy as np
import pytest

from backsweep.graph import Operation, node
from backsweep.ops import ARGSORT, MATMUL, PICK, RESHAPE, SUM
from backsweep.program import GuardFailed


@pytest.fixture
def double(leaf, compiled):
    x = leaf(0, (3,))
    return compiled([x], [x * 2.0]).call


def test_a_result_is_a_tuple_of_arrays_and_numpy_scalars(leaf, compiled):
    x = leaf(0, (2, 3), "f4")
    total = node(SUM, (x,), ((0, 1),))
    array, number = compiled([x], [x + x, total])(np.ones((2, 3), "f4"))
    assert array.dtype == np.float32 and array.tolist() == [[2.0] * 3] * 2
    assert type(number) is np.float32 and number == 6.0


def test_a_program_may_give_nothing_or_take_nothing(compiled, leaf):
    assert compiled([leaf(0)], [])(1.0) == ()
    one = node(SUM, (np.multiply(leaf(0, (2,)), 0.0),), ((0,),))
    assert compiled([leaf(0, (2,))], [one])(np.ones(2)) == (0.0,)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0)[::2],
        np.asfortranarray(np.arange(6.0).reshape(2, 3))[:1].ravel(order="A"),
        np.arange(3.0)[::-1],
        np.array([0.0, 1.0, 2.0]).view(np.ndarray),
        np.frombuffer(b"x" + np.arange(3.0).tobytes(), np.uint8)[1:].view(np.float64),
        np.ma.masked_array([0.0, 1.0, 2.0]),
        np.arange(3.0).astype(">f8"),
    ],
)
def test_other_layouts_give_the_same(array, double):
    np.testing.assert_array_equal(double(array)[0], 2.0 * np.asarray(array))


@pytest.mark.parametrize("wrong", [np.ones(4), np.ones((3, 1)), np.ones(3, "f4"), 1.0])
def test_another_shape_or_dtype_raises(wrong, double):
    with pytest.raises(TypeError, match=r"argument 0 must be float64\[3\]"):
        double(wrong)


@pytest.mark.parametrize("arguments", [(), (np.ones(3), np.ones(3))])
def test_another_number_of_arguments_raises(arguments, double):
    with pytest.raises(TypeError, match="takes 1 arrays, not"):
        double(*arguments)


@pytest.mark.parametrize("number", [2.0, 2, np.float64(2), np.array(2.0), True])
def test_numbers_are_taken_for_arrays_of_no_dimensions(number, leaf, compiled):
    x = leaf(0)
    assert compiled([x], [x * x])(number)[0] == float(number) ** 2


@pytest.mark.parametrize("number", [0, -1, 7, -(2**63), 2**63 - 1, np.int64(5)])
def test_whole_numbers_too(number, leaf, compiled):
    x = leaf(0, (), "i8")
    assert compiled([x], [np.bitwise_or(x, 0)])(number)[0] == number


def test_a_whole_number_that_is_too_large_raises(leaf, compiled):
    x = leaf(0, (), "i8")
    with pytest.raises(OverflowError):
        compiled([x], [x + x])(2**63)


def test_a_fraction_is_no_whole_number(leaf, compiled):
    x = leaf(0, (), "i8")
    with pytest.raises(TypeError, match=r"must be int64\[\], not float64"):
        compiled([x], [x + x])(2.5)


def test_an_input_as_output_is_a_copy(leaf, compiled):
    x, array = leaf(0, (3,)), np.ones(3)
    first, second = compiled([x], [x, x])(array)
    array[0] = 5.0
    assert first[0] == second[0] == 1.0 and first is not second


def test_outputs_do_not_share_memory(leaf, compiled):
    x = leaf(0, (2, 3))
    y = x * 2.0
    outputs = [
        y,
        y,
        node(RESHAPE, (y,), ((6,),)),
        node(PICK, (y,), (((0, 1, 1),) * 2,)),
    ]
    results = compiled([x], outputs)(np.ones((2, 3)))
    for k, result in enumerate(results):
        assert not any(np.shares_memory(result, other) for other in results[:k])


def test_arguments_are_not_changed(leaf, compiled):
    w, a = leaf(0, (20, 20)), leaf(1, (20, 20))
    run = compiled([w, a], [w - 0.1 * node(MATMUL, (a, a)), a + w])
    arrays = [np.full((20, 20), 2.0), np.full((20, 20), 3.0)]
    run(*arrays)
    assert (arrays[0] == 2.0).all() and (arrays[1] == 3.0).all()


class TestRecycling:
    """Result arrays are used again when, and only when, nobody else can see them."""

    def test_a_training_loop_goes_between_two_sets(self, leaf, compiled):
        run = compiled([x := leaf(0, (100,))], [x * 0.5]).call
        state, seen = np.ones(100), set()
        for _ in range(20):
            (state,) = run(state)
            seen.add(state.ctypes.data)
        assert len(seen) == 2

    def test_results_that_are_kept_stay_as_they_are(self, double):
        kept = [double(np.full(3, float(k)))[0] for k in range(50)]
        assert [array[0] for array in kept] == [2.0 * k for k in range(50)]

    @pytest.mark.parametrize("hold", [lambda a: a[1:], memoryview, lambda a: a.T[::-1]])
    def test_what_is_seen_through_a_view_is_not_used_again(self, hold, double):
        view = hold(double(np.ones(3))[0])
        for k in range(10):
            double(np.full(3, 7.0 + k))
        assert np.asarray(view).tolist()[0] == 2.0

    def test_nor_what_a_weak_reference_watches(self, double):
        watched = weakref.ref(double(np.ones(3))[0])
        for k in range(10):
            double(np.full(3, 7.0 + k))
        array = watched()
        assert array is None or array[0] == 2.0

    def test_nor_an_array_that_was_given_another_form(self, double):
        array = double(np.ones(3))[0]
        array.shape = (3, 1)
        del array
        other = double(np.ones(3))[0]
        other.flags.writeable = False
        del other
        results = [double(np.ones(3))[0] for _ in range(5)]
        assert all(r.shape == (3,) and r.flags.writeable for r in results)

    def test_what_is_kept_to_be_used_again_goes_with_the_program(self, leaf, compiled):
        run = compiled([x := leaf(0, (3,))], [x * 2.0])
        array = run(np.ones(3))[0]
        held = sys.getrefcount(array)
        del run
        gc.collect()
        assert sys.getrefcount(array) == held - 1


def test_the_function_outlives_the_program_object(leaf, compiled):
    call = compiled([x := leaf(0, (3,))], [x * 2.0]).call
    gc.collect()
    assert call(np.ones(3))[0].tolist() == [2.0] * 3


class TestGuards:
    def test_a_decision_that_falls_as_before_goes_on(self, leaf, compiled):
        x = leaf(0)
        run = compiled([x], [x * 2.0], [(np.greater(x, 0.0), True)])
        assert run(3.0) == (6.0,)

    @pytest.mark.parametrize("dtype, expected, found", [("f8", 2.0, 3.0), ("i8", 2, 3)])
    def test_a_failed_guard_tells_which_and_what_it_met(
        self, dtype, expected, found, leaf, compiled
    ):
        x = leaf(0, (), dtype)
        guards = [(x + x, 2 * expected), (x * x, expected**2)]
        run = compiled([x], [x - x], guards)
        assert run(np.dtype(dtype).type(expected)) == (0,)
        assert run(np.dtype(dtype).type(found)) == GuardFailed(0, 2 * found)

    def test_a_truth_value(self, leaf, compiled):
        x = leaf(0)
        flags = [np.greater(x, 0.0), np.less(x, 5.0)]
        run = compiled([x], [x * 2.0], [(flags[0], True), (flags[1], True)])
        assert run(9.0) == GuardFailed(1, False)
        assert run(-1.0) == GuardFailed(0, False)
        assert run(1.0) == (2.0,)

    def test_nan_is_never_what_was_expected(self, leaf, compiled):
        x = leaf(0)
        run = compiled([x], [x], [(x * 1.5, np.nan)])
        failed = run(np.nan)
        assert isinstance(failed, GuardFailed) and np.isnan(failed.value)

    def test_an_array_as_decision(self, leaf, compiled):
        x = leaf(0, (3,))
        expected = np.array([True, False, True])
        run = compiled([x], [x * 2.0], [(np.greater(x, 0.0), expected)])
        assert run(np.array([1.0, -1.0, 2.0]))[0].tolist() == [2.0, -2.0, 4.0]
        failed = run(np.array([1.0, 1.0, 2.0]))
        assert failed.number == 0 and failed.value.tolist() == [True] * 3


class TestNumpySteps:
    def test_an_operation_without_lowering_is_a_call_in_between(
        self, random, leaf, agrees
    ):
        x = leaf(0, (4, 5))
        order = node(ARGSORT, (np.tanh(x),), (1,))
        agrees([x], [order * 2, order, x * 2.0], random.normal(size=(4, 5)))

    def test_it_may_keep_what_it_is_given(self, leaf, compiled):
        kept = []
        op = Operation(
            "keep", lambda x: kept.append(x) or x, lambda i, p: (i[0].shape, i[0].dtype)
        )
        x = leaf(0, (3,))
        run = compiled([x], [node(op, (x + 1.0,)) * 2.0])
        for k in range(5):
            run(np.full(3, float(k)))
        assert [array[0] for array in kept] == [1.0, 2.0, 3.0, 4.0, 5.0]

    def test_its_error_comes_out_and_the_program_still_works(self, leaf, compiled):
        def refuse(x):
            if x[0] < 0:
                raise ValueError("below zero")
            return x

        op = Operation("refuse", refuse, lambda i, p: (i[0].shape, i[0].dtype))
        x = leaf(0, (3,))
        run = compiled([x], [node(op, (x + 1.0,)) * 2.0])
        for _ in range(5):
            with pytest.raises(ValueError, match="below zero"):
                run(np.full(3, -5.0))
            assert run(np.ones(3))[0].tolist() == [4.0] * 3


class TestThreads:
    def test_two_threads_may_call_one_program(self, random, leaf, compiled):
        a, b = leaf(0, (64, 64)), leaf(1, (64, 64))
        run = compiled([a, b], [np.tanh(node(MATMUL, (a, b))) + a]).call
        inputs = [[random.normal(size=(64, 64)) for _ in range(2)] for _ in range(2)]
        expected = [np.tanh(a @ b) + a for a, b in inputs]
        wrong = []

        def work(k):
            for _ in range(2000):
                if not np.allclose(run(*inputs[k])[0], expected[k]):
                    wrong.append(k)

        threads = [threading.Thread(target=work, args=(k,)) for k in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong

    def test_two_threads_may_compile_at_once(self, leaf, compiled):
        x, results = leaf(0, (7,)), []

        def work(k):
            run = compiled([x], [np.tanh(x) * (k + 0.25)])
            results.append((k, run(np.ones(7))[0][0]))

        threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(results) == 8
        assert all(np.isclose(y, np.tanh(1) * (k + 0.25)) for k, y in results)

    def test_other_threads_go_on_during_a_long_run(self, leaf, compiled):
        x = leaf(0, (1_000_000,))
        y = x
        for _ in range(30):
            y = np.tanh(y)
        run, array, turns = compiled([x], [y]).call, np.ones(1_000_000), 0
        run(array)
        done = threading.Event()

        def long() -> None:
            run(array)
            done.set()

        thread = threading.Thread(target=long)
        thread.start()
        while not done.is_set():
            time.sleep(0)
            turns += 1
        thread.join()
        assert turns > 100
