import re
from xml.etree import ElementTree

import pytest

from backsweep.explain.formula.expression import Number, Symbol
from backsweep.explain.formula.mathml import math
from backsweep.explain.report.blocks import (
    Equation,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
)
from backsweep.explain.report.html import html

from .samples import FACTORS, FIGURE, LESSON, LONG, RATES, REPORT, W1, rate


def shown(*blocks) -> str:
    """The fragment without its styles."""
    return re.sub("<style>.*</style>", "", html(blocks), flags=re.DOTALL)


def tree(*blocks) -> ElementTree.Element:
    return ElementTree.fromstring(shown(*blocks))


def test_a_paragraph_holds_its_formulas():
    assert shown(Paragraph(("Nudge ", W1, "."))) == (
        '<div class="backsweep"><p>Nudge <math><msub><mi>w</mi><mn>1</mn></msub></math>'
        "\N{WORD JOINER}.</p></div>"
    )


def test_a_heading_and_a_note():
    assert shown(Heading("a < b"), Note(("1 & 2",))) == (
        '<div class="backsweep"><h2>a &lt; b</h2>'
        '<p role="note"><strong>Note</strong> 1 &amp; 2</p></div>'
    )


def test_an_equation_says_its_left_side_once():
    equation = Equation(W1, (Number(1), Symbol("x")))
    assert shown(equation) == (
        f'<div class="backsweep"><div class="equation"><div>{math(W1)}</div>'
        "<span>=</span><div><math><mn>1</mn></math></div>"
        "<span>=</span><div><math><mi>x</mi></math></div></div></div>"
    )


def test_the_lesson_ends_in_8():
    (equation,) = tree(LESSON)
    left, *steps = equation.findall("div")
    assert [one.text for one in equation.findall("span")] == ["="] * 4
    assert "".join(steps[-1].itertext()) == "8"
    assert len(left.findall(".//mfrac")) == 1
    assert len(steps[0].findall(".//mfrac")) == 4


def test_equations_that_follow_one_another_stand_together():
    assert [one.get("class") for one in tree(LESSON, LESSON)] == ["equations"]
    assert [one.get("class") for one in tree(LESSON)] == ["equation"]


def test_a_rate_in_a_table_keeps_to_one_line():
    table = Table("Two", ("factor", "is"), ((rate("C", "w"), Number(2)),))
    head = tree(table).find("div/table/tbody/tr/th")
    assert "".join(head.itertext()).strip("\N{WORD JOINER}") == "dC/dw"
    assert head.find(".//mfrac") is None


def test_a_long_chain_may_be_wrapped_between_its_factors():
    pieces = tree(LONG).findall(".//span[@class='piece']")
    assert ["".join(piece.itertext()) for piece in pieces][:3] == [
        "w0",
        "·\xa0w1",
        "·\xa0w2",
    ]
    assert len(pieces) == 100


def test_a_formula_that_cannot_be_wrapped_is_scrolled_by_keyboard_too():
    (piece,) = tree(Paragraph((Symbol("an_uncommonly_long_name"),) * 1)).iter("p")
    assert piece.find("span") is None
    (box,) = tree(Paragraph((Symbol("an_even_more_uncommon_name"),))).iter("span")
    assert (box.get("role"), box.get("tabindex")) == ("group", "0")
    assert box.get("aria-label") == "an_even_more_uncommon_name"


def test_a_table_names_its_columns_and_rows():
    table = tree(FACTORS).find("div/table")
    assert table.findtext("caption") == "Four factors"
    heads = [(th.get("scope"), th.get("class")) for th in table.findall("thead/tr/th")]
    assert heads == [("col", None), ("col", "number"), ("col", None)]
    rows = table.findall("tbody/tr")
    assert [row[0].tag + row[0].get("scope") for row in rows] == ["throw"] * 3
    assert [row[1].get("class") for row in rows] == ["number"] * 3


def test_an_empty_head_is_no_head():
    table = Table("Two", ("", "is"), (("a", "1"),))
    assert [cell.tag for cell in tree(table).find("div/table/thead/tr")] == ["td", "th"]


def test_only_a_wide_table_stops_the_tab_key():
    narrow = Table("Two", ("a", "b"), ((W1, Number(2)),))
    wide = Table("Many", tuple("abcdefgh"), ((*RATES, *RATES),))
    assert tree(narrow).find("div").get("tabindex") is None
    assert tree(wide).find("div").attrib == {
        "class": "table",
        "role": "group",
        "tabindex": "0",
        "aria-label": "Many",
    }


def test_a_figure_is_drawn_and_told():
    assert f"<figure>{FIGURE.svg}<figcaption>One neuron per layer" in shown(FIGURE)


def test_a_section_is_labelled_by_its_title():
    inner = Section("In", (Heading("Deep"),))
    section = tree(Section("Out", (inner,), anchor="out")).find("section")
    assert section.attrib == {"id": "out", "aria-labelledby": "out-title"}
    assert section.find("h2").attrib == {"id": "out-title"}
    assert section.findtext("section/h3") == "In"
    assert section.findtext("section/h4") == "Deep"


def test_two_fragments_on_one_page_share_no_ids():
    def ids(*blocks) -> set[str]:
        return {each.get("id") for each in tree(*blocks).iter() if each.get("id")}

    first, second = Section("Same", (Heading("a"),)), Section("Same", (Heading("b"),))
    assert len(ids(first, first)) == 4
    assert not ids(first) & ids(second)


@pytest.mark.parametrize(
    "banned", ["<script", "src=", "http:", "https:", "url(", "@import", " on"]
)
def test_nothing_runs_and_nothing_is_fetched(banned):
    tags = "".join(re.findall("<[^>]*>", html(REPORT)))
    style = re.search("<style>(.*)</style>", html(REPORT), re.DOTALL)
    assert banned not in tags
    assert banned == " on" or banned not in style[1]


@pytest.mark.parametrize("hostile", ["<script>x</script>", '"><img onerror="x"', "&"])
def test_every_text_is_escaped(hostile):
    table = Table(hostile, (hostile, "b"), ((hostile, "c" * 60),))
    blocks = (
        Heading(hostile),
        Paragraph((hostile,)),
        Note((hostile,)),
        Figure("<svg></svg>", hostile),
        table,
        Section(hostile, (), anchor=hostile),
        Equation(rate(hostile, "w"), (Symbol(hostile),)),
    )
    parsed = tree(*blocks)
    assert {each.tag for each in parsed.iter()}.isdisjoint({"script", "img"})
    assert "".join(parsed.itertext()).count(hostile) >= 9


def test_styles_reach_nothing_outside():
    style = re.search("<style>(.*)</style>", html(()), re.DOTALL)[1]
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    top, depth, start = [], 0, 0
    for place, char in enumerate(plain):
        if char == "{" and depth == 0:
            top.append(plain[start:place].strip())
        depth += (char == "{") - (char == "}")
        start = place + 1 if char == "}" and depth == 0 else start
    assert top
    assert all(rule.startswith("@media") or ".backsweep" in rule for rule in top)
