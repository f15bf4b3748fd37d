"""Reports for LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..formula.expression import Formula
from ..formula.latex import latex as formula_latex
from .blocks import (
    Block,
    Cell,
    Equation,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
    parts,
)
from .pieces import pieces
from .prose import prose
from .spans import columns as width
from .spans import length, spans

LINE = 60
"""A longer step of an equation is broken: so much fits beside the left side."""
WORDS = 24
"""A column of longer texts is given lines, and what room there is."""
WIDE = r">{\raggedright\arraybackslash}X"
GAP = 3
"""An operator between two pieces, with its spaces."""
SIGNS = {"": "", "·": r"\cdot ", "+": "+ ", "−": "- "}
LEVELS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph")
PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage[margin=25mm]{geometry}
\usepackage{amsmath, amssymb, booktabs, tabularx}
\setlength{\parindent}{0pt}
\setlength{\belowcaptionskip}{6pt}
\renewcommand{\arraystretch}{1.3}
\setlength{\parskip}{6pt plus 2pt}
\begin{document}
"""


def latex(blocks: Sequence[Block]) -> str:
    r"""The report for a document with ``amsmath``, ``booktabs`` and ``tabularx``.

    >>> print(latex([Section("Rates & chains", (Paragraph(("They multiply.",)),))]))
    \section{Rates \& chains}
    <BLANKLINE>
    They multiply.
    """
    return "\n\n".join(_block(block, 0) for block in blocks)


def document(blocks: Sequence[Block]) -> str:
    r"""The report as a document that compiles as it stands.

    >>> print(document([Paragraph(("Rates multiply.",))])[-31:].strip())
    Rates multiply.
    \end{document}
    """
    return f"{PREAMBLE}{latex(blocks)}\n\\end{{document}}\n"


def _block(block: Block, level: int) -> str:
    match block:
        case Heading(words):
            return _heading(words, level)
        case Note(words):
            return rf"\textbf{{Note:}} {_inline(words)}"
        case Paragraph(words):
            return _inline(words)
        case Figure(words=words):
            return prose(words)
        case Equation():
            return _equation(block)
        case Table():
            return _table(block)
        case Section():
            return _section(block, level)


def _section(section: Section, level: int) -> str:
    label = f"\\label{{{section.anchor}}}" if section.anchor else ""
    inside = (_block(block, level + 1) for block in section.blocks)
    return "\n\n".join([_heading(section.title, level) + label, *inside])


def _heading(words: str, level: int) -> str:
    return f"\\{LEVELS[min(level, len(LEVELS) - 1)]}{{{prose(words)}}}"


def _inline(cell: Cell) -> str:
    return "".join(
        prose(part) if isinstance(part, str) else f"${formula_latex(part)}$"
        for part in parts(cell)
    )


def _equation(block: Equation) -> str:
    lines = [line for step in block.steps for line in _step(step)]
    lines[0] = f"{formula_latex(block.left)} {lines[0]}"
    inside = " \\\\\n".join(f"  {line}" for line in lines)
    return f"\\begin{{align*}}\n{inside}\n\\end{{align*}}"


def _step(step: Formula) -> list[str]:
    """A step, broken before an operator where the line would be too long."""
    if width(str(step)) <= LINE:
        return [f"&= {formula_latex(step)}"]
    lines, taken = ["&="], 0
    for sign, part in pieces(step):
        room = width(str(part)) + GAP
        if taken and taken + room > LINE:
            lines, taken = [*lines, r"&\quad {}"], 0
        lines[-1] += f" {SIGNS[sign]}{formula_latex(part)}"
        taken += room
    return lines


def _table(block: Table) -> str:
    """A caption over three rules; long words share what room the page has."""
    columns = [_column(c, n in block.numeric) for n, c in enumerate(block.columns)]
    kind, room = ("tabularx", r"{\linewidth}") if WIDE in columns else ("tabular", "")
    lines = (
        r"\begin{table}[htbp]",
        r"\centering",
        f"\\caption{{{prose(block.caption)}}}",
        f"\\begin{{{kind}}}{room}{{{''.join(columns)}}}",
        r"\toprule",
        _row(block.head),
        r"\midrule",
        *map(_row, block.rows),
        r"\bottomrule",
        f"\\end{{{kind}}}",
        r"\end{table}",
    )
    return "\n".join(lines)


def _column(cells: Iterable[Cell], numeric: bool) -> str:
    if numeric:
        return "r"
    return WIDE if any(length(spans(cell)) > WORDS for cell in cells) else "l"


def _row(row: Sequence[Cell]) -> str:
    return " & ".join(map(_inline, row)) + r" \\"
