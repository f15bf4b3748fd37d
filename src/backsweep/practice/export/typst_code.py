"""Pieces of Typst code. Foreign words stand in it as strings only: they never run."""

from __future__ import annotations

import re
from collections.abc import Iterable

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})


def string(words: str) -> str:
    r"""Words as a string of Typst, which has two signs to escape.

    >>> print(string('a "#b" \\'))
    "a \"#b\" \\"
    """
    return f'"{CONTROL.sub("", words).translate(QUOTED)}"'


def content(words: str) -> str:
    """Words as content."""
    return f"[#{string(words)}]"


def call(function: str, *arguments: str, **options: str) -> str:
    """A call of a function that we name, with arguments that are code.

    >>> call("math.attach", "[x]", t="[2]")
    'math.attach([x], t: [2])'
    """
    named = (f"{name.replace('_', '-')}: {value}" for name, value in options.items())
    return f"{function}({', '.join([*arguments, *named])})"


def row(parts: Iterable[str]) -> str:
    """Parts one after the other, however many.

    >>> row(["[a]", "[b]"]), row(["[a]"]), row([])
    ('([a], [b]).join()', '[a]', '[]')
    """
    parts = [*parts]
    return f"({', '.join(parts)}).join()" if len(parts) > 1 else "".join(parts) or "[]"
