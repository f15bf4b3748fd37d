"""Every learner who makes a single mistake is told which, at once or soon after."""

import pytest

from backsweep.practice.grading.grade import Grade, Verdict
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.followup import followup
from backsweep.practice.variants.variant import variant

from ..graphs import TASKS
from ..learners import Learner

SEEDS = [f"chain{letter}" for letter in "23456789"]
FOLLOWUPS = 2


@pytest.fixture(params=TASKS)
def mistakes(request):
    return mistakes_of(TASKS[request.param])


@pytest.fixture(params=SEEDS)
def found(mistakes, request):
    return variant(mistakes, request.param)


def test_who_fills_every_box_is_told_at_once(found):
    for fault in found.here.faults:
        grade = Grade(found, Learner(fault).everything(found))
        (wrong,) = grade.wrong
        assert wrong.step.id == fault.step.id
        assert fault in wrong.suspects
        prints = found.here.prints
        assert {prints[one.id] for one in wrong.suspects} == {prints[fault.id]}
        others = set(grade.variant.exercise.steps) - {fault.step}
        assert all(is_fine(grade.marks[step.id]) for step in others)


def is_fine(mark):
    return mark.verdict in (Verdict.RIGHT, Verdict.FOLLOWS)


def test_who_gives_answers_alone_is_told_after_two_more_variants(found):
    seen = (
        pair for answer in found.exercise.answers for pair in visible(found, answer)
    )
    for fault in dict.fromkeys(seen):
        learner, variant_now, suspects = Learner(fault), found, None
        for _ in range(1 + FOLLOWUPS):
            mark = first_wrong(variant_now, learner)
            assert fault in mark.suspects
            suspects = suspects & {*mark.suspects} if suspects else {*mark.suspects}
            if suspects <= alike(variant_now, fault, mark.step):
                break
            variant_now = followup(variant_now, suspects, mark.step)
        assert suspects <= alike(variant_now, fault, mark.step), fault.id


def visible(found, answer):
    """The mistakes that change an answer."""
    return (fault for fault, _ in found.here.seen_from(answer))


def first_wrong(found, learner):
    """What somebody is told first who types the answers and nothing else."""
    return Grade(found, learner.answers(found)).wrong[0]


def alike(found, fault, step):
    """The mistakes that no numbers tell from one at a step, on this side of bends."""
    prints = dict(found.here.seen_from(step))
    return {one for one, its in prints.items() if its == prints[fault]}
