"""Reports on a gradient's health as pages: read, printed, on a phone."""

import re
from functools import cache

import pytest

from .conftest import LOOKS, PHONE
from .examined import EXAMINED

DRAWN = sorted(EXAMINED.keys() - {"not finite"})
BEGINS = {
    "healthy": "Healthy: ",
    "deep": "Vanishing: ",
    "residual": "Healthy: ",
    "recurrent": "Vanishing: ",
    "dead": "Dead: ",
    "not finite": "Non-finite: ",
}


@cache
def page_for(name):
    """A report's page, made once."""
    return EXAMINED[name]().page()


@pytest.fixture(params=EXAMINED)
def written(request):
    return page_for(request.param)


def test_nothing_runs_and_nothing_is_fetched(written):
    assert (
        re.findall(r"<script|<link|\bsrc=|url\((?!#)|@import|\son\w+=", written) == []
    )


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_readers_way(page_of, violations, sideways, written, look):
    page = page_of(written, *look)
    assert violations(page) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("name", EXAMINED)
def test_the_verdict_comes_first(page_of, name):
    first = page_of(page_for(name)).locator("main > :first-child")
    assert first.evaluate("one => one.tagName") == "P"
    assert first.inner_text().startswith(BEGINS[name])


@pytest.mark.parametrize("name", DRAWN)
def test_then_the_picture_and_then_the_contents(page_of, name):
    page = page_of(page_for(name))
    second, third = (page.locator(f"main > :nth-child({n})") for n in (2, 3))
    assert second.evaluate("one => one.tagName") == "FIGURE"
    assert third.evaluate("one => one.tagName") == "NAV"


def test_every_page_prints(page_of, written):
    assert page_of(written).pdf().startswith(b"%PDF")


@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_has_the_colours_of_the_page(page_of, dark):
    """Its words and lines stand out from paper and night alike."""
    page = page_of(page_for("deep"), dark=dark)
    ink = page.evaluate("getComputedStyle(document.body).color")
    for kind, chosen in (("fill", "text"), ("stroke", "path[clip-path]")):
        colours = page.eval_on_selector_all(
            f"figure svg {chosen}",
            f"all => all.map(one => getComputedStyle(one).{kind})",
        )
        assert ink in colours
        assert "rgb(0, 0, 0)" not in colours


@pytest.mark.parametrize("name", DRAWN)
def test_words_of_the_picture_stay_large_enough_on_a_phone(page_of, name):
    page = page_of(page_for(name), PHONE)
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('figure svg text')].map(text =>"
        " parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"
    )
    assert smallest > 9


@pytest.mark.parametrize("name", DRAWN)
def test_words_of_the_picture_do_not_run_into_one_another(page_of, name):
    page = page_of(page_for(name), PHONE)
    boxes = page.evaluate(
        "[...document.querySelectorAll('figure svg text')].map(text => {"
        " const {left, right, top, bottom} = text.getBoundingClientRect();"
        " return [left, right, top + 1, bottom - 1]; })"
    )
    assert len(boxes) > 8
    for n, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:n]:
            across = min(right, other[1]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[2])
            assert min(across, down) <= 0


def test_a_readers_software_is_told_what_is_drawn(page_of, heard):
    page = page_of(page_for("deep"))
    assert page.get_by_role("img", name="The factors over depth").count() == 1
    assert heard(page).count("Vanishing: ") >= 2
