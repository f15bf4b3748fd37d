"""Docstrings as Markdown: examples in fences, and roles of Sphinx as plain code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import griffe

ROLE = re.compile(r":(?:func|class|meth|mod):`~?(?:[\w.]*\.)?(\w+)`")
DIRECTIVE = re.compile(r"\s*# doctest:.*$")


class Fences(griffe.Extension):
    """Rewrite each docstring when its object is loaded."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Put the ``>>>`` blocks of the docstring into fences."""
        if obj.docstring is not None:
            plain = ROLE.sub(r"`\1`", obj.docstring.value)
            obj.docstring.value = "\n".join(fenced(plain.splitlines()))


def fenced(lines: list[str]) -> Iterator[str]:
    """The lines, with fences where an example begins and where it ends."""
    inside = False
    for line in lines:
        if line.startswith(">>> ") and not inside:
            inside = True
            yield "```pycon"
        elif inside and not line.strip():
            inside = False
            yield "```"
        yield "" if line == "<BLANKLINE>" else DIRECTIVE.sub("", line)
    if inside:
        yield "```"
