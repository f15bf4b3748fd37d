"""An exercise being worked: each answer is graded, written down, and only then told.

The room in the browser and the session in the terminal both answer through here, so
that the same work leaves the same traces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fsrs import Rating

from ..exercise.steps import Step
from ..memory.records import Attempt, Draft, Review
from ..memory.schedule import skill_rating
from ..memory.store import Store
from ..mistakes.fault import Fault
from ..mistakes.mistakes import Mistakes
from ..variants.followup import followup
from ..variants.seeds import after, fresh_seed
from ..variants.variant import Variant, variant
from .grade import Grade, Mark, Verdict

SAID = (Verdict.RIGHT, Verdict.FOLLOWS, Verdict.WRONG)
"""Verdicts on a number; what could not be read as one is no answer yet."""

RECENT = 200
"""So many attempts at a skill are looked through; a turn has a few dozen."""


@dataclass(frozen=True)
class Turn:
    """One turn at a skill: a variant, worked by the learner whose memory ``store`` is.

    ``turns`` is how often the skill had been reviewed when this turn began. If it has
    been since, in another tab, the answers are logged and the schedule is left alone.
    """

    store: Store
    skill: str
    variant: Variant
    turns: int | None = None

    def answered(self, typed: Mapping[str, str], ticket: str, now: datetime) -> Grade:
        """The marks of what stands in the boxes; all is on disk when this returns.

        ``typed`` is what was typed, by the id of the step; a box that says what it said
        before is no new attempt. When every answer is right, the skill is reviewed.
        """
        grade = Grade(self.variant, typed)
        with self.store.together():
            self._log(grade, ticket, now)
            if grade.complete:
                self._review(self._rating(), ticket, now)
            else:
                boxes = {mark.step.id: mark.typed for mark in grade.asked if mark.typed}
                self._keep(boxes, self.hints, now)
        return grade

    def hinted(self, step: Step, level: int, now: datetime) -> None:
        """Write down that a hint was opened: it counts, whatever is reloaded."""
        opened = max(level, self.hints.get(step.id, 0))
        self._keep(self.boxes, {**self.hints, step.id: opened}, now)

    def given_up(self, ticket: str, now: datetime) -> None:
        """Go on without the answers: the skill was not there yet."""
        with self.store.together():
            self._review(Rating.Again, ticket, now)

    def next_seed(self, grade: Grade) -> str:
        """The seed to go on with: its numbers tell apart what is left open here."""
        for step, suspects in self._open(grade):
            return followup(self.variant, suspects, step).seed
        return after(self.variant.seed)

    @property
    def boxes(self) -> Mapping[str, str]:
        """What stands in the boxes, by the id of the step."""
        return self._draft.boxes

    @property
    def hints(self) -> Mapping[str, int]:
        """The highest hint that is open, by the id of the step."""
        return self._draft.hints

    @property
    def _draft(self) -> Draft:
        seed = self.variant.seed
        found = self.store.drafts.of(self.skill, seed)
        return found or Draft(self.skill, seed, datetime.min)

    def _keep(
        self, boxes: Mapping[str, str], hints: Mapping[str, int], now: datetime
    ) -> None:
        draft = Draft(self.skill, self.variant.seed, now, boxes, hints)
        self.store.drafts.save(draft)

    def _log(self, grade: Grade, ticket: str, now: datetime) -> None:
        said = {one.step: one.typed for one in self._attempts()}
        self.store.attempts.record(
            self._attempt(mark, ticket, now)
            for mark in grade.asked
            if mark.verdict in SAID and mark.typed != said.get(mark.step.id)
        )

    def _attempt(self, mark: Mark, ticket: str, now: datetime) -> Attempt:
        return Attempt(
            ticket=f"{ticket}/{mark.step.id}/{mark.typed}",
            skill=self.skill,
            variant=self.variant.seed,
            step=mark.step.id,
            typed=mark.typed,
            right=mark.verdict is not Verdict.WRONG,
            time=now,
            mistakes=tuple(fault.id for fault in mark.suspects),
            hints=self.hints.get(mark.step.id, 0),
        )

    def _attempts(self) -> list[Attempt]:
        """The attempts of this turn: those since the skill was last reviewed."""
        reviews = self.store.reviews.of(self.skill)
        return [x for x in self._tried() if not reviews or x.time > reviews[-1].time]

    def _tried(self) -> list[Attempt]:
        """The attempts at this variant, in order of time."""
        tried, seed = self.store.attempts.of(self.skill, RECENT), self.variant.seed
        return [one for one in tried if one.variant == seed]

    def _rating(self) -> Rating:
        """By the first answers to what the exercise is about, and the hints taken."""
        first = {one.step: one.right for one in reversed(self._attempts())}
        answers = self.variant.exercise.answers
        wrong = sum(not first.get(step.id, True) for step in answers)
        return skill_rating(wrong, max([0, *self.hints.values()]))

    def _review(self, rating: Rating, ticket: str, now: datetime) -> None:
        review = Review(ticket, self.skill, rating, now)
        self.store.reviews.record(review, shown=self.turns)
        self.store.drafts.drop(self.skill, self.variant.seed)

    def _open(self, grade: Grade) -> Iterator[tuple[Step, list[Fault]]]:
        """The mistakes that the answers leave open, and the step where they show.

        A wrong number may come about in several ways, the one typed last first of all;
        a right one may be right by luck.
        """
        steps = {step.id: step for step in self.variant.exercise.steps}
        faults = {fault.id: fault for fault in self.variant.mistakes.all}
        for tried in reversed(self._tried()):
            suspects = [faults[name] for name in tried.mistakes if name in faults]
            if len(suspects) > 1 and tried.step in steps:
                yield steps[tried.step], suspects
        for name, lucky in grade.luck.items():
            yield steps[name], lucky


def turn(store: Store, skill: str, mistakes: Mistakes, seed: str = "") -> Turn:
    """A turn at a skill: at a ``seed``, at what was left unfinished, or fresh."""
    left = store.drafts.latest(skill)
    chosen = seed or (left.variant if left else fresh_seed())
    state = store.reviews.states().get(skill)
    return Turn(store, skill, variant(mistakes, chosen), state.turns if state else 0)
