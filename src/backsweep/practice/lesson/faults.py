"""What can be wrong with a directive as it is written, each fault by its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import LessonMistake
from .directives import Directive, Option

PRACTICE = {
    "selfcheck": ("label", "class"),
    "exercise": ("label", "class", "graph", "given", "ask"),
    "flashcard": ("label", "class", "graph", "given"),
}
"""The directives of practice, and the options that each may have."""
PARTS = {
    "selfcheck": ("question", "answer"),
    "flashcard": ("front", "back"),
}
"""What the two parts of a body are called where there have to be two."""
LABEL = re.compile(r"\w[\w.-]{0,79}")


def at(path: Path, line: int) -> str:
    """A place in a lesson, as mistakes name it."""
    return f"{path}, line {line}"


def faults(one: Directive, path: Path) -> Iterator[LessonMistake]:
    """Everything about a directive that keeps it from being read."""
    if not one.closed:
        yield _unclosed(one, path)
    elif one.name in PRACTICE and one.inside:
        yield _misplaced(one, path)
    elif one.name in PRACTICE:
        for option in one.options:
            yield from _option(option, one.name, path)
        yield from _missing(one, path)


def _missing(one: Directive, path: Path) -> Iterator[LessonMistake]:
    yield from _empty(one, path)
    if one.name == "exercise" and not one.text("graph"):
        yield LessonMistake(
            "an exercise has no graph",
            where=at(path, one.line),
            cure="state what is computed: `:graph: C = (a1 - y)**2; a1 = w1*a0`",
        )


def _unclosed(one: Directive, path: Path) -> LessonMistake:
    """A fence whose end is missing, or comes only after another one's beginning."""
    return LessonMistake(
        f"the fence of this {one.name or 'directive'} is not closed",
        where=at(path, one.line),
        why="all that follows would belong to it",
        cure="end it with a line of as many colons as it begins with",
    )


def _misplaced(one: Directive, path: Path) -> LessonMistake:
    return LessonMistake(
        f"{_a(one.name)} stands inside something else",
        where=at(path, one.line),
        why="a list, a quotation or a note cannot hold what is practised",
        cure="begin its line at the margin, outside other fences",
    )


def _option(option: Option, name: str, path: Path) -> Iterator[LessonMistake]:
    known = PRACTICE[name]
    where = at(path, option.line)
    if option.key not in known:
        near = difflib.get_close_matches(option.key, known, n=1, cutoff=0.5)
        hint = f"did you mean `:{near[0]}:`? " if near else ""
        yield LessonMistake(
            f"{_a(name)} has no option `{option.key}`",
            where=where,
            why="an option that is misspelt would be lost without a word",
            cure=f"{hint}its options are {', '.join(known)}",
        )
    elif option.key == "label" and not LABEL.fullmatch(option.value):
        yield LessonMistake(
            f"{option.value!r} is not a label",
            where=where,
            why="it becomes part of an address",
            cure="use letters, digits and hyphens, at most 80",
        )


def _empty(one: Directive, path: Path) -> Iterator[LessonMistake]:
    """A part that is missing."""
    for place, name in enumerate(PARTS.get(one.name, ())):
        if place >= len(one.parts) or not one.parts[place].source:
            yield LessonMistake(
                f"{_a(one.name)} has no {name}",
                where=at(path, one.line),
                why="a line `---` parts what is asked from what is revealed",
                cure="write {}, a line `---`, and {}".format(*PARTS[one.name]),
            )
            return


def repeated(label: str, first: int, where: str) -> LessonMistake:
    """A label that another piece of the lesson has already."""
    return LessonMistake(
        f"the label `{label}` is used twice",
        where=where,
        why="what was learned is kept under the label",
        cure=f"give this one another label: the first is on line {first}",
    )


def _a(name: str) -> str:
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"
