import re

import pytest

from backsweep.explain.report.blocks import Heading, Note, Paragraph, Section, Table
from backsweep.explain.report.latex import document, latex
from backsweep.explain.report.prose import prose

from .samples import FACTORS, FIGURE, LESSON, LONG, PROSE, REPORT, W1


def test_the_lesson_is_aligned():
    rates = r"\frac{dC}{da_3} \cdot \frac{da_3}{da_2} \cdot \frac{da_2}{da_1}"
    assert latex([LESSON]).splitlines() == [
        r"\begin{align*}",
        rf"  \frac{{dC}}{{dw_1}} &= {rates} \cdot \frac{{da_1}}{{dw_1}} \\",
        r"  &= 2(a_3 - y) \cdot w_3 \cdot w_2 \cdot a_0 \\",
        r"  &= 2 \cdot 2 \cdot 2 \cdot 1 \\",
        r"  &= 8",
        r"\end{align*}",
    ]


def test_a_long_step_goes_on_behind_its_equals_sign():
    lines = latex([LONG]).splitlines()
    assert lines[2].startswith(r"  &\quad {} \cdot w_{1")
    assert max(map(len, lines)) < 180


def test_words_and_formulas():
    assert latex([PROSE]) == (
        r"Nudge $w_1$ \& the cost moves $<$ 9 times as far, along the chain "
        r"$w_3 \cdot w_2 \cdot a_0$; 50\% of it is shared with the chains of the other "
        "weights."
    )
    assert latex([Note(("half of ", W1)), FIGURE]) == (
        "\\textbf{Note:} half of $w_1$\n\nOne neuron per layer"
    )


def test_a_table_has_three_rules():
    table = Table("Two", ("name", "is"), ((W1, "8"),), numeric=(1,))
    assert latex([table]).splitlines() == [
        r"\begin{table}[htbp]",
        r"\centering",
        r"\caption{Two}",
        r"\begin{tabular}{lr}",
        r"\toprule",
        r"name & is \\",
        r"\midrule",
        r"$w_1$ & 8 \\",
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]


def test_long_words_in_a_table_are_wrapped():
    wide = r"\begin{tabularx}{\linewidth}{lr>{\raggedright\arraybackslash}X}"
    assert wide in latex([FACTORS])


def test_sections_go_down_level_by_level():
    inner = Section("B", (Heading("C"),))
    assert latex([Section("A", (inner,), anchor="a")]).splitlines()[::2] == [
        r"\section{A}\label{a}",
        r"\subsection{B}",
        r"\subsubsection{C}",
    ]


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        (r"a_b {c} \d", r"a\_b \{c\} \textbackslash{}d"),
        ("100% & #1 ~ $2^3", r"100\% \& \#1 \textasciitilde{} \$2\textasciicircum{}3"),
        ("−2 · δ ≈ 10⁻³", r"$-$2 $\cdot$ $\delta$ $\approx$ 10$^-$$^3$"),
        ("[0] *", "{[}0{]} {*}"),
    ],
)
def test_words_are_escaped(words, escaped):
    assert prose(words) == escaped


def test_a_document_is_whole():
    text = document([Paragraph(("Rates multiply.",)), *REPORT])
    begun = re.findall(r"\\begin\{(.*?)\}", text)
    ended = re.findall(r"\\end\{(.*?)\}", text)
    assert sorted(begun) == sorted(ended)
    assert text.startswith(r"\documentclass")
    assert text.endswith("\\end{document}\n")
    assert text.isascii()
