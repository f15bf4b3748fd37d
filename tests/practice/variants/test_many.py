"""Ten thousand variants of each packaged exercise: none of them lets a mistake pass."""

from fractions import Fraction

import pytest

from backsweep.practice.exercise.closeness import same
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.certify import is_short
from backsweep.practice.variants.seeds import LETTERS, is_seed
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS

COUNT = 10_000
INEXACT = ("activations/sigmoid-chain", "activations/tanh-chain")
BENT = ("activations/relu-chain",)


def seed(number):
    """The seeds in the order of their letters."""
    letters = []
    for _ in range(6):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    assert is_seed("".join(letters))
    return "".join(letters)


def passing(found):
    """The mistakes that give the right number: in their own step, or in an answer."""
    right = found.numbers
    for fault in found.here.faults:
        if same(fault.number(right), right[fault.step.id]):
            yield fault.id, fault.step.id
    for answer in found.exercise.answers:
        for fault, _ in found.here.seen_from(answer):
            if same(found.consequence(fault, answer)(right), right[answer.id]):
                yield fault.id, answer.id


def unshown(found):
    """The mistakes that are said to change nothing here, though they do."""
    shown, right = set(found.here.faults), found.numbers
    for fault in set(found.mistakes.all) - shown:
        if not same(fault.number(right), right[fault.step.id]):
            yield fault.id


@pytest.mark.parametrize("name", TASKS)
def test_no_mistake_passes_and_all_numbers_are_short(name):
    mistakes = mistakes_of(TASKS[name])
    met = set()
    for number in range(COUNT):
        found = variant(mistakes, seed(number))
        assert [*passing(found)] == [], found.given
        if len(found.here.faults) < len(mistakes.all):
            assert name in BENT
            assert [*unshown(found)] == [], found.given
        numbers = [found.numbers[step.id] for step in mistakes.needed]
        assert all(map(is_short, numbers)), found.given
        exact = all(isinstance(x, (int, Fraction)) for x in numbers)
        assert exact or name in INEXACT, found.given
        met.add(tuple(found.given.items()))
    assert len(met) > 50, "the same numbers again and again"
