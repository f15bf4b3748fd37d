"""Three hints for a step: what to look at, the rule that holds there, the number."""

from __future__ import annotations

from ...explain.formula.expression import (
    Call,
    Chain,
    Formula,
    Number,
    Power,
    Product,
    Rate,
    Sum,
)
from .arithmetic import Numbers
from .exercise import Exercise
from .steps import Kind, Step

LEVELS = 3
Words = tuple[str | Formula, ...]

MEANING = {
    Kind.VALUE: "this is one step of the way forward",
    Kind.PATH: "one way from the cost back: its factors multiplied",
    Kind.UPDATE: "a step against the slope",
}
RULES: dict[type[Formula], str] = {
    Product: "the rate of a product for one of its factors is the rest of it",
    Power: "the rate of a square is twice what is squared, times its own rate",
    Sum: "a sum moves as much as the part that moves",
    Call: "the rate of a squish is its slope, at the value that it is applied to",
}


def hint(exercise: Exercise, step: Step, level: int, numbers: Numbers) -> Words:
    """The hint of a level, 1 to 3; ``numbers`` are those of the variant."""
    if level == 1:
        return _where(step)
    if level == 2:
        return _rule(exercise, step)
    return (step.symbol, " = ", step.formula, " = ", Number(numbers[step.id]))


def _where(step: Step) -> Words:
    if isinstance(step.symbol, Rate) and step.kind is Kind.FACTOR:
        of, by = step.symbol.of, step.symbol.by
        return ("nudge ", by, " a little: how many times as much does ", of, " move?")
    if isinstance(step.formula, Chain):
        count = len(step.formula.factors)
        return (f"a chain of {count} factors: look for the values that pass it on",)
    if step.kind is Kind.SLOPE:
        return ("there is more than one way back from the cost: add what they bring",)
    return (MEANING.get(step.kind, "one factor of the chain"),)


def _rule(exercise: Exercise, step: Step) -> Words:
    if isinstance(step.symbol, Rate) and step.kind is Kind.FACTOR:
        made = {x.symbol: x.formula for x in exercise.derivation.forward}
        formula = made.get(step.symbol.of)
        if formula is not None:
            rule = RULES.get(type(formula), "find its rule of calculus")
            return (step.symbol.of, " = ", formula, ": ", rule)
    return (step.symbol, " = ", step.formula)
