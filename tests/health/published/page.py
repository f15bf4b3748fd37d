"""The page of published numbers, and of what Backsweep sees in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backsweep.explain.formula.numbers import spelled

from .case import Case, Seen
from .papers import PAPERS

TITLE = """# Published cases

What the literature says of gradients in deep networks, in numbers, and what Backsweep
sees. Every run of the tests computes each of them anew; `python tools/published.py`
writes this page. `<` and `>` are bounds.
"""
HEAD = ("case", "expected", "tolerance", "seen")
NAMED = re.compile(r".*?\d{4}")


def page() -> str:
    """A section for each paper, a row for each case."""
    return "\n".join([TITLE, *(line for paper in PAPERS for line in section(paper))])


def section(paper: Any) -> Iterator[str]:
    """Who found it, where, what it is about, and its cases."""
    named = NAMED.match(paper.PAPER)
    assert named is not None
    about = paper.__doc__.partition("\n")[0]
    yield from (f"## {named[0]}", "", about, "", f"*{paper.PAPER}*", "")
    yield from (row(*HEAD), "|---|--:|--:|--:|")
    yield from (row(*cells(case, told(case.seen()))) for case in paper.CASES)
    yield ""


def cells(case: Case, seen: str) -> tuple[str, ...]:
    """A case as a row of the table."""
    bound = f"`{case.beyond}` " if case.beyond else ""
    off = told(case.tolerance) if case.tolerance else ""
    return case.what, bound + told(case.expected), off, seen


def row(*texts: str) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(texts)} |"


def told(value: Seen) -> str:
    """A text as it is; a number in four digits."""
    return value if isinstance(value, str) else spelled(value)
