import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from backsweep.explain.report.blocks import Section
from backsweep.explain.report.page import page

from .samples import FIGURE, REPORT


class Tags(HTMLParser):
    """The tags of a page, each closed in its turn."""

    def __init__(self, text: str):
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.seen if name == tag]


def test_every_tag_is_closed_in_its_turn():
    assert Tags(page(REPORT)).open == []


def test_a_page_says_its_language_width_and_title():
    tags = Tags(page(REPORT, "Why w1 < 8"))
    assert tags.all("html") == [{"lang": "en-GB"}]
    assert tags.all("meta")[1]["content"] == "width=device-width, initial-scale=1"
    assert "<title>Why w1 &lt; 8</title>" in page(REPORT, "Why w1 < 8")
    assert "<h1>Why w1 &lt; 8</h1>" in page(REPORT, "Why w1 < 8")


def test_contents_and_skip_link_lead_somewhere():
    tags = Tags(page(REPORT))
    targets = {attrs.get("id") for _, attrs in tags.seen}
    links = [attrs["href"] for attrs in tags.all("a")]
    assert links == ["#main", "#chain-w1", "#section-3", "#section-4"]
    assert {link.removeprefix("#") for link in links} <= targets


@pytest.mark.parametrize(("count", "navs"), [(2, 0), (3, 1)])
def test_few_sections_need_no_contents(count, navs):
    sections = [Section(f"Part {number}", ()) for number in range(count)]
    assert len(Tags(page(sections)).all("nav")) == navs


def test_a_drawing_comes_before_the_contents():
    sections = [Section(f"Part {number}", ()) for number in range(3)]
    tags = [tag for tag, _ in Tags(page([FIGURE, *sections])).seen]
    assert tags.index("figure") < tags.index("nav") < tags.index("section")


def test_no_heading_is_skipped():
    levels = [int(tag[1]) for tag, _ in Tags(page(REPORT)).seen if tag in "h1h2h3h4"]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_ids_are_given_once():
    ids = [attrs["id"] for _, attrs in Tags(page(REPORT)).seen if "id" in attrs]
    assert len(ids) == len(set(ids)) == 9


def test_nothing_runs_and_nothing_is_fetched():
    assert re.findall(r"<script|<link|\bsrc=|https?:|url\(|@import", page(REPORT)) == []
