"""An exercise, box by box: each number is judged as soon as it is typed."""

from __future__ import annotations

from ..exercise.hints import LEVELS, hint
from ..exercise.steps import Kind, Step
from ..exercise.words import Words
from ..grading.answering import Turn
from ..grading.grade import Grade, Verdict
from ..lesson.pieces import Task
from ..memory.moments import now
from ..memory.records import ticket
from ..telling.layout import called
from ..telling.solving import worked
from ..telling.stating import computed, numbers
from ..telling.verdicts import SIGNS, sentence
from ..variants.seeds import PRINTED
from .screen import Screen
from .verdicts import tell

PHASES = {
    Kind.VALUE: "The way forward",
    Kind.FACTOR: "The way back",
    Kind.PATH: "The way back",
    Kind.SLOPE: "The way back",
    Kind.UPDATE: "A step against the slope",
}
SETTLED = (Verdict.RIGHT, Verdict.FOLLOWS)
HINT, LEAVE = "?", "-"


class Sheet:
    """An exercise on the screen, with what was typed in its boxes."""

    def __init__(self, screen: Screen, task: Task, turn: Turn):
        self.screen, self.task, self.turn = screen, task, turn
        self.typed = dict(turn.boxes)
        self.grade = Grade(turn.variant, self.typed)

    def work(self) -> Grade:
        """Ask every box until all answers are right, or they are given up."""
        self._state()
        self._round()
        while not self.grade.complete and self._is_tried_again():
            self._round()
        self._close()
        return self.grade

    def _state(self) -> None:
        """What is given, and how it is answered."""
        variant, screen = self.turn.variant, self.screen
        if variant.seed == PRINTED:
            screen.prose(self.task.intro)
        for words in computed(variant.exercise.graph):
            screen.say(*words)
        screen.space()
        screen.say("with ", ", ".join(map(_together, numbers(variant.given))))
        screen.space()
        if any(isinstance(number, float) for number in variant.numbers.values()):
            screen.say("Where a number has no end, give three significant digits.")
        keys = f"{HINT} gives a hint, {LEAVE} leaves a box out."
        screen.say(f"{keys} These are the numbers {variant.seed}.", style="dim")

    def _round(self) -> None:
        """Each box that is not settled yet."""
        phase = ""
        for step in self.turn.variant.exercise.steps:
            if phase != PHASES[step.kind]:
                phase = PHASES[step.kind]
                self.screen.space()
                self.screen.say(phase, style="bold")
            mark = self.grade.marks[step.id]
            if mark.typed:
                words = f"{_name(step)} = {mark.typed}"
                self.screen.say(words, mark=SIGNS[mark.verdict])
            if mark.verdict not in SETTLED:
                self._ask(step)

    def _ask(self, step: Step) -> None:
        """One box, until its number is settled, kept as it is, or left out."""
        while True:
            typed = self.screen.ask(f"  {_name(step)} = ")
            if typed == HINT:
                self._hint(step)
            elif typed == LEAVE:
                self._check(step, "")
                return
            elif typed:
                self._check(step, typed)
                tell(self.screen, self.grade, self.grade.marks[step.id])
                if self.grade.marks[step.id].verdict in SETTLED:
                    return
            elif self.typed.get(step.id):
                return
            else:
                self.screen.say(f"a number, {HINT} or {LEAVE}", style="dim", indent=4)

    def _check(self, step: Step, typed: str) -> None:
        """Grade what was typed; it is on disk before anything is said of it."""
        self.typed[step.id] = typed
        self.grade = self.turn.answered(self.typed, ticket(), now())

    def _hint(self, step: Step) -> None:
        variant = self.turn.variant
        level = min(self.turn.hints.get(step.id, 0) + 1, LEVELS)
        self.turn.hinted(step, level, now())
        words = hint(variant.exercise, step, level, variant.numbers)
        self.screen.say(*sentence(words), mark=str(level), indent=4)

    def _is_tried_again(self) -> bool:
        marks = self.grade.marks
        missing = [
            _name(step)
            for step in self.turn.variant.exercise.answers
            if marks[step.id].verdict is not Verdict.RIGHT
        ]
        self.screen.space()
        self.screen.say(f"Not right yet: {', '.join(missing)}.")
        key = self.screen.key("  Enter goes back to it, s shows the solution ", "\ns")
        return key == "\n"

    def _close(self) -> None:
        """What there is to say at the end."""
        self.screen.space()
        if not self.grade.complete:
            self.turn.given_up(ticket(), now())
            self._solve()
        elif self.grade.luck:
            self.screen.say("All right. Some slips would not show with these numbers.")
        else:
            self.screen.say("All right.", style="green")
        if self.turn.variant.seed == PRINTED and self.task.closing:
            self.screen.space()
            self.screen.prose(self.task.closing)

    def _solve(self) -> None:
        for words in worked(self.turn.variant):
            self.screen.say(*words)


def _together(words: Words) -> str:
    """On one line, whatever the width."""
    return "".join(map(str, words)).replace(" ", "\N{NO-BREAK SPACE}")


def _name(step: Step) -> str:
    """What stands before a box."""
    return "".join(map(str, called(step)))
