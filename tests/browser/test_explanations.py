"""Whole explanations as pages: read, stepped through, printed, on a phone."""

import re
from functools import cache

import pytest

from .conftest import DESKTOP, LOOKS, PHONE
from .explained import EXPLAINED
from .test_drawing import focus, lit

SMALL = sorted(EXPLAINED.keys() - {"dense net", "deep net"})


@cache
def explained(name):
    """An explanation and its page, made once."""
    made = EXPLAINED[name]()
    return made, made.page()


@pytest.fixture(params=EXPLAINED)
def written(request):
    return explained(request.param)[1]


def test_nothing_runs_and_nothing_is_fetched(written):
    assert re.findall(r"<script|<link|\bsrc=|url\(|@import|\son\w+=", written) == []


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_readers_way(page_of, violations, sideways, written, look):
    page = page_of(written, *look)
    assert violations(page) == []
    assert sideways(page) == 0


def test_every_page_has_its_drawing_first(page_of, written):
    page = page_of(written)
    assert page.locator("main > :first-child").evaluate("one => one.tagName") == (
        "FIGURE"
    )
    assert page.locator("h1").count() == 1


def test_every_page_prints(page_of, written):
    assert page_of(written).pdf().startswith(b"%PDF")


@pytest.mark.parametrize("name", SMALL)
def test_the_tab_key_reaches_every_weight(page_of, tab_stops, name):
    weights = explained(name)[1].count('aria-label="weight ')
    stops = tab_stops(page_of(explained(name)[1]))
    assert sum((one or "").startswith("weight ") for one in stops) == weights > 0


def test_a_weight_lights_its_chain(page_of):
    page = page_of(explained("lesson")[1])
    page.focus("[aria-label^='weight w2']")
    assert len(lit(page)) == 3
    assert page.locator(".caption:visible math").first.text_content() == "dCdw2"


def test_a_weight_with_two_chains_lights_both(page_of):
    page = page_of(explained("branching")[1])
    page.focus("[aria-label^='weight w1']")
    assert len(lit(page)) == 5
    assert "+" in page.locator(".caption:visible").inner_text()


def test_a_neuron_of_a_dense_net_lights(page_of):
    page = page_of(explained("dense net")[1])
    focus(page, "n40")
    assert page.locator(".caption.n40").is_visible()


def test_the_contents_lead_to_their_sections(page_of):
    page = page_of(explained("lesson")[1])
    page.get_by_role("link", name="What the chains share").click()
    top = page.get_by_role("heading", name="What the chains share").bounding_box()["y"]
    assert 0 <= top < 200


def test_the_contents_stay_in_sight_on_a_wide_screen(page_of):
    page = page_of(explained("lesson")[1], DESKTOP)
    page.evaluate("window.scrollTo(0, 2000)")
    box = page.get_by_role("navigation").locator("ol").bounding_box()
    text = page.locator("main > section").first.bounding_box()
    assert 0 < box["y"] < 100
    assert box["x"] + box["width"] < text["x"]


@pytest.mark.parametrize("name", ["small net", "deep net"])
def test_a_phone_shows_every_section_in_its_width(page_of, name):
    page = page_of(explained(name)[1], PHONE)
    right = "one => one.getBoundingClientRect().right"
    sections = page.locator("main > section").all()
    assert all(section.evaluate(right) <= PHONE for section in sections)
    assert len(sections) > 1
