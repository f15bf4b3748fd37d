import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.formula.expression import Number, Symbol
from backsweep.explain.report.blocks import Equation, Heading, Note, Paragraph, Table
from backsweep.explain.report.spans import columns
from backsweep.explain.report.text import styled, text

from .samples import FACTORS, FIGURE, LESSON, LONG, PROSE, REPORT, rate


def test_the_lesson_is_lined_up_at_its_equals_signs():
    lines = [
        "dC/dw1 = dC/da3 · da3/da2 · da2/da1 · da1/dw1",
        "       = 2(a3 − y) · w3 · w2 · a0",
        "       = 2 · 2 · 2 · 1",
        "       = 8",
    ]
    assert text([LESSON]).splitlines() == lines
    among_others = text([LESSON, LESSON]).splitlines()
    assert among_others[:4] == ["    " + line for line in lines]


def test_a_long_product_goes_on_below_its_first_factor():
    assert text([LONG], 40).splitlines()[:2] == [
        "dC/dw1 = w0 · w1 · w2 · w3 · w4 · w5",
        "         · w6 · w7 · w8 · w9 · w10 · w11",
    ]


def test_a_left_side_without_room_for_steps_stands_alone():
    equation = Equation(rate("the_cost", "the_first_weight"), (Number(8),))
    assert text([equation], 40).splitlines() == [
        "dthe_cost/dthe_first_weight",
        "     = 8",
    ]


def test_tables_are_lined_up():
    assert text([FACTORS]).splitlines() == [
        "Four factors",
        "factor   number  in words",
        "───────────────────────────────────────────────────",
        "dC/da3        2  the output's desire",
        "da3/da2       2  the desire flowing back through w3",
        "da1/dw1       1  the input feeding the weight",
    ]


def test_wide_signs_do_not_shift_a_table():
    table = Table("", ("name", "is"), (("重み", Number(2)), ("x̂", Number(-1))), (1,))
    assert text([table]).splitlines()[2:] == ["重み   2", "x̂     −1"]


def test_cells_too_wide_are_wrapped():
    assert text([FACTORS], 38).splitlines()[-2:] == [
        "da1/dw1       1  the input feeding the",
        "                 weight",
    ]


def test_headings_stand_close_to_what_they_head():
    blocks = [Heading("One"), Paragraph(("a",)), Note(("b ", Symbol("w")))]
    assert text(blocks) == "One\na\n\nNote: b w"


def test_sections_are_underlined_and_figures_told_in_words():
    told = text(REPORT)
    assert "The chain of w1\n═══════════════\n\n    dC/dw1 = " in told
    assert "A deep chain\n────────────\n" in told
    assert f"\n\n{FIGURE.words}\n\n" in told


@given(st.integers(24, 100))
def test_no_line_is_wider_than_asked_for(width):
    lines = text([PROSE, LESSON, LONG], width).splitlines()
    assert max(map(columns, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [30, 88])
def test_styles_change_nothing_but_the_looks(width):
    assert "".join(words for words, _ in styled(REPORT, width)) == text(REPORT, width)


def test_styles_tell_formulas_from_numbers():
    (_, left, *_), *_, (last, style) = [*styled([LESSON])], *styled([LESSON])
    assert left == ("dC/dw1", "formula")
    assert (last, style) == ("8", "number")
