"""Three hints for a step: what to look at, the rule that holds there, the number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...explain.formula.expression import Chain, Formula, Number, Rate, Sum, Symbol
from ...explain.formula.trees import parts
from .arithmetic import Numbers
from .exercise import Exercise
from .rules import rule
from .steps import Kind, Step
from .words import Words

LEVELS = 3


def hint(exercise: Exercise, step: Step, level: int, numbers: Numbers) -> Words:
    """The hint of a level, 1 to 3; ``numbers`` are those of the variant."""
    if level == LEVELS:
        found = Number(numbers[step.id])
        way: Words = () if step.formula == step.symbol else (" = ", step.formula)
        return (step.symbol, *way, " = ", found)
    return _hints(exercise, step)[level - 1]


def _hints(exercise: Exercise, step: Step) -> tuple[Words, Words]:
    """What to look at, and the rule; of a factor not yet what the rule comes to."""
    symbol, formula = step.symbol, step.formula
    if step.kind is Kind.VALUE:
        used = [*dict.fromkeys(_symbols(formula))]
        return (symbol, " is made from ", *listed(used)), (symbol, " = ", formula)
    if step.kind is Kind.UPDATE:
        start = next(_symbols(formula))
        where: Words = ("the step starts at ", start, " and goes against the slope")
        return where, (symbol, " = ", formula)
    if fed := [*_fed(formula)]:
        assert isinstance(symbol, Rate)
        return _swept(symbol.by, fed)
    if isinstance(formula, Chain):
        return _chain(formula)
    if isinstance(formula, Sum) and any(_has_rates(term) for term in formula.terms):
        count = len(formula.terms)
        ways: Words = (
            f"there are {count} ways back from the end: look at each of them",
        )
        return ways, ("add what each way brings: ", formula)
    return _factor(exercise, step)


def _factor(exercise: Exercise, step: Step) -> tuple[Words, Words]:
    assert isinstance(step.symbol, Rate)
    of, by = step.symbol.of, step.symbol.by
    made = {one.symbol: one.formula for one in exercise.derivation.forward}
    nudge = ("nudge ", by, " a little, and see how many times as much ", of, " moves")
    if of not in made:
        return nudge, rule(of, by)
    return nudge, (of, " = ", made[of], ": ", *rule(made[of], by))


def _chain(chain: Chain) -> tuple[Words, Words]:
    """Where a chain passes, and what is multiplied there."""
    links = [link for link in reversed(chain.factors) if isinstance(link, Rate)]
    passed = listed([link.of for link in links])
    passes = ("from ", links[0].by, " the way goes to ", *passed, ": a factor for each")
    return passes, ("multiply ", *listed(chain.factors))


def _swept(by: Formula, fed: Sequence[Formula]) -> tuple[Words, Words]:
    """What a value feeds, and what comes back from there."""
    feeds: Words = (by, " feeds ", *listed(fed))
    if len(fed) == 1:
        (one,) = fed
        back = ("multiply the slope of ", one, " by how fast ", one, " moves with ", by)
        return (*feeds, " and nothing else"), back
    each = ("for each, multiply its slope by how fast it moves with ", by, "; then add")
    return (*feeds, ": something comes back from each"), (*feeds, ": ", *each)


def _fed(formula: Formula) -> Iterator[Formula]:
    """The values whose slopes a step of the sweep through arrays goes on with."""
    for term in formula.terms if isinstance(formula, Sum) else (formula,):
        if isinstance(term, Chain) and not isinstance(term.factors[-1], Rate):
            first = term.factors[0]
            assert isinstance(first, Rate)
            yield first.by


def _has_rates(formula: Formula) -> bool:
    return isinstance(formula, Rate) or any(map(_has_rates, parts(formula)))


def _symbols(formula: Formula) -> Iterator[Symbol]:
    """The values in a formula, in the order in which they are read."""
    if isinstance(formula, Symbol):
        yield formula
    elif not isinstance(formula, Rate):
        for part in parts(formula):
            yield from _symbols(part)


def listed(formulas: Sequence[Formula]) -> Words:
    """``a``, ``b`` and ``c``."""
    words: list[str | Formula] = []
    for place, one in enumerate(formulas):
        last = place == len(formulas) - 1
        words += [one] if not place else [" and " if last else ", ", one]
    return tuple(words)
