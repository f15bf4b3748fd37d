"""Lessons in Sphinx and Jupyter Book: their fences as directives.

A book reads the same file as the room. Add this module to the extensions of Sphinx,
after ``myst_parser``, or to ``extra_extensions`` in Jupyter Book's ``_config.yml``.
Questions are open there, answers when asked for, and exercises state their graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..lesson.directives import Directive, directives
from ..lesson.faults import PRACTICE

FENCE = ":" * 40
"""Longer than any inside."""

OPENED = '<details class="answer"><summary>Show answer</summary>'
CLOSED = "</details>"


class Practice(SphinxDirective):
    """What a learner answers; the second part opens when it is asked for."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The title, what is asked, the network to work on, and the hidden answer."""
        one = self._read()
        asked, *answers = one.parts
        box = nodes.container(classes=["practice", one.name])
        box += [*self._titled(one), *self.parse_text_to_nodes(asked.source)]
        box += _stated(one) if one.name == "exercise" else []
        for answer in answers:
            box += _hidden(self.parse_text_to_nodes(answer.source))
        return [box]

    def _read(self) -> Directive:
        opening = " ".join([f"{FENCE}{{{self.name}}}", *self.arguments])
        return next(directives("\n".join([opening, *self.content, FENCE])))

    def _titled(self, one: Directive) -> Iterable[nodes.Node]:
        if one.title:
            words, troubles = self.parse_inline(one.title)
            yield nodes.rubric("", "", *words)
            yield from troubles


def _stated(one: Directive) -> list[nodes.Node]:
    """The graph and its numbers, as the author wrote them."""
    given = [f"given {one.text('given')}"] if one.text("given") else []
    text = "\n".join([*one.text("graph", "\n").split("; "), *given])
    return [nodes.literal_block(text, text, language="text")]


def _hidden(answer: Iterable[nodes.Node]) -> list[nodes.Node]:
    """An answer that is closed at first; on paper it stands open."""
    opened, closed = (nodes.raw("", x, format="html") for x in (OPENED, CLOSED))
    return [opened, *answer, closed]


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx know the directives, in place of others of the same names."""
    for name in PRACTICE:
        app.add_directive(name, Practice, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
