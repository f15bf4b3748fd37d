from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.exercise.closeness import apart
from backsweep.practice.export.frozen import decimal, frozen, tolerance


@pytest.fixture(scope="module")
def printed(first):
    return next(frozen(first, ["printed"]))


def text(words):
    return "".join(map(str, words))


def test_a_variant_for_every_exercise_and_seed(course):
    names = [one.name for one in frozen(course, ["printed", "abc234"])]
    tasks = sum(len(lesson.tasks) for lesson in course)
    assert len(set(names)) == len(names) == 2 * tasks
    assert names[:2] == [
        "backpropagation/worked-chain/printed",
        "backpropagation/worked-chain/abc234",
    ]


def test_the_same_seed_gives_the_same_numbers(first):
    one, other = (next(frozen(first, ["abc234"])) for _ in range(2))
    assert one.given == other.given


def test_it_asks_for_the_answers(printed):
    assert [text(question.wanted) for question in printed.questions] == [
        "Find dC/dw1.",
        "Find dC/dw3.",
        "Find w1 after one step of gradient descent with learning rate 0.1.",
    ]


def test_it_is_worked_out_with_its_numbers(printed):
    lines = [text(words) for words in printed.worked]
    assert "C = (a3 − y)² = (4 − 3)² = 1" in lines
    assert "da3/da2 = w3 = 2" in lines
    assert lines[-1] == "w1_new = w1 − rate·(dC/dw1) = 1 − 0.1·8 = 0.2"


def test_numbers_that_pass_as_right_are_no_slips(printed):
    [question, *_] = printed.questions
    numbers = [slip.number for slip in question.slips]
    assert question.number == 8
    assert 8 not in numbers
    assert 4 in numbers


def test_mistakes_that_give_the_same_number_are_told_together(printed):
    [question, *_] = printed.questions
    [four] = [slip for slip in question.slips if slip.number == 4]
    told = text(four.words)
    assert "you left out the 2 in front" in told
    assert "you left out the factor da3/da2" in told


def test_no_two_slips_can_be_taken_for_each_other(course):
    for one in frozen(course, ["abc234"]):
        for question in one.questions:
            numbers = [question.number, *(slip.number for slip in question.slips)]
            for place, number in enumerate(numbers):
                assert all(apart(number, other) for other in numbers[:place])


@given(st.integers(-(10**4), 10**4), st.sampled_from([1, 2, 5, 8, 40]))
def test_what_ends_soon_is_written_out(top, bottom):
    number = Fraction(top, bottom)
    assert Fraction(decimal(number)) == number
    assert tolerance(number) == 0


@given(st.floats(1e-6, 1e6) | st.fractions(1, 10, max_denominator=999))
def test_what_does_not_is_right_to_three_digits(number):
    rounded = float(f"{float(number):.3g}")
    assert abs(float(decimal(number)) - number) <= 1e-5 * number
    assert tolerance(number) == 0 or abs(rounded - number) <= tolerance(number)
