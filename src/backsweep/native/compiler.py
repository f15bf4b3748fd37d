"""From a program to something that runs it: translate, group, make steps, load."""

from __future__ import annotations

from ..program import Program
from .executable import Executable
from .groups import Schedule
from .steps import Step, steps_of
from .translate import Translation
from .values import Leaf


def compile_program(program: Program) -> Executable:
    """The program in native code."""
    translation, steps = plan(program)
    leaves = [value for value in translation.values if isinstance(value, Leaf)]
    return Executable(leaves, translation.results, steps, translation.checks)


def plan(program: Program) -> tuple[Translation, list[Step]]:
    """The values of a program, and the steps that compute them."""
    translation = Translation(program)
    results = [result.value for result in translation.results]
    schedule = Schedule(translation.values, results)
    return translation, [step for group in steps_of(schedule) for step in group]
