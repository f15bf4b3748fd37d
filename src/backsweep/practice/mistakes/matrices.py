"""Mistakes with rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...explain.formula.expression import Rate, Symbol
from ..exercise.steps import Kind, Step
from .changes import symbols, transposed
from .fault import Fault
from .subject import Subject


def transposed_matrix(subject: Subject, step: Step) -> Iterator[Fault]:
    """A matrix used with its rows as columns."""
    changed = transposed(step.formula)
    there = {str(one) for one in symbols(changed)} <= subject.known_at(step)
    if step.kind is Kind.UPDATE or changed == step.formula or not there:
        return
    words = ("you exchanged the rows and the columns of the matrix",)
    yield Fault("transposed-matrix", step, changed, words, ("it is ", step.formula))


def transposed_result(subject: Subject, step: Step) -> Iterator[Fault]:
    """An entry of the gradient put where its mirror image belongs."""
    if not isinstance(step.symbol, Rate) or not isinstance(step.symbol.by, Symbol):
        return
    by = step.symbol.by
    mirrored = replace(step.symbol, by=replace(by, index=by.index[::-1]))
    other = subject.by_symbol.get(mirrored)
    if len(by.index) == 2 and other is not None and other != step:
        words = ("this is the entry on the other side of the diagonal, ", mirrored)
        why = ("row and column of the gradient are those of the weight: ", step.formula)
        yield Fault("transposed-result", step, other.formula, words, why, (mirrored,))
