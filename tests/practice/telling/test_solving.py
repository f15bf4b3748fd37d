"""The worked solution, which is for who has finished."""

import pytest

from backsweep.practice.grading.grade import Grade
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.telling.solving import luck, shared, worked
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS


def printed(name):
    return variant(mistakes_of(TASKS[name]), "printed")


CHAIN, PATHS = printed("backpropagation/worked-chain"), printed("branches/two-paths")


def lines(of):
    return ["".join(map(str, words)) for words in worked(of)]


@pytest.mark.parametrize(
    "line",
    ["a2 = w2·a1 = 2·1 = 2", "dC/da3 = 2(a3 − y) = 2(4 − 3) = 2"],
)
def test_a_step_has_its_formula_its_numbers_and_its_result(line):
    assert line in lines(CHAIN)


def test_a_path_is_multiplied_out_and_then_added_as_one_number():
    *_, first, second, slope = lines(PATHS)
    assert first == "dC/ds · ds/db · db/da1 · da1/dw1 = 14 · 1 · 5 · 2 = 140"
    assert second.endswith(" = 14 · 1 · (−3) · 2 = −84")
    assert slope.endswith(" = 140 − 84 = 56")


def test_what_two_chains_have_in_common_is_named_once():
    assert list(map(str, shared(CHAIN.exercise))) == ["dC/da3"]


def test_luck_counts_the_wrong_ways_to_an_answer():
    answers = {step.id: str(CHAIN.numbers[step.id]) for step in CHAIN.exercise.answers}
    assert "wrong ways lead to dC/dw1 = 8" in "".join(
        map(str, luck(Grade(CHAIN, answers)))
    )
    assert luck(Grade(CHAIN, {})) == ()
