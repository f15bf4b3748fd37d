import json
from fractions import Fraction

import pytest

from backsweep.explain.report.html import html
from backsweep.explain.report.latex import latex
from backsweep.explain.report.part import Part
from backsweep.explain.report.text import text

from .samples import REPORT


class Lesson(Part):
    def blocks(self):
        return REPORT

    def data(self):
        return {"name": "w1 → C", "share": Fraction(1, 3), "rates": (2, float("inf"))}


def test_one_content_four_ways():
    lesson = Lesson()
    assert str(lesson) == repr(lesson) == lesson.text() == text(REPORT)
    assert lesson.text(40) == text(REPORT, 40)
    assert lesson.html() == html(REPORT)
    assert lesson.latex() == latex(REPORT)
    assert lesson.page("Why 8").count("Why 8") == 2


def test_json_is_strict():
    told = Lesson().json(indent=None)
    assert told == '{"name": "w1 → C", "share": "1/3", "rates": [2, "inf"]}'
    assert json.loads(Lesson().json()) == json.loads(told)


def test_a_notebook_gets_all_it_may_choose_from():
    assert Lesson()._repr_html_() == html(REPORT)
    assert Lesson()._repr_mimebundle_() == {
        "text/plain": text(REPORT),
        "text/html": html(REPORT),
        "text/latex": latex(REPORT),
    }


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"include": ["text/plain"]}, {"text/plain"}),
        ({"exclude": ["text/html"]}, {"text/plain", "text/latex"}),
        ({"include": ["text/html", "image/png"]}, {"text/html"}),
    ],
)
def test_a_notebook_may_choose(wanted, left):
    assert set(Lesson()._repr_mimebundle_(**wanted)) == left
