from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from backsweep.practice.export.errors import ExportMistake
from backsweep.practice.export.folder import MARK
from backsweep.practice.export.static import build_site

SEEDS = ["printed", "abc234"]
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Page(HTMLParser):
    """What a page links to, and whether an answer stands where it can be seen."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids, self.tags, self.open, self.seen = [], [], set(), [], ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "details" not in self.open or "summary" in self.open:
            self.seen += data


@pytest.fixture(scope="module")
def site(course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "practice"
    build_site(course, folder, SEEDS)
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in site.rglob("*.html")}


def test_there_is_a_page_for_each_lesson_its_cards_and_its_exercises(course, site):
    for lesson in course:
        found = {path.name for path in (site / lesson.name).iterdir()}
        tasks = {f"exercise-{task.label}.html" for task in lesson.tasks}
        assert found == {"index.html", "cards.html"} | tasks


def test_every_link_is_relative_and_leads_somewhere(pages):
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc, link
            target = (
                (path.parent / unquote(parts.path)).resolve() if parts.path else path
            )
            assert target.is_file(), f"{link} on {path}"


def test_nothing_runs_and_every_page_is_well_formed(pages):
    for page in pages.values():
        assert not page.open
        assert not {"script", "iframe", "object", "style"} & page.tags
        assert len(page.ids) == len(set(page.ids))


def test_answers_are_there_and_not_seen_before_they_are_asked_for(pages, site):
    lesson = pages[site / "backpropagation" / "index.html"]
    answer = "It costs about as much as one forward pass"
    assert answer not in lesson.seen
    assert answer in (site / "backpropagation" / "index.html").read_text("utf-8")


def test_an_exercise_has_its_variants_with_the_way_to_their_answers(pages, site):
    path = site / "backpropagation" / "exercise-worked-chain.html"
    page, html = pages[path], path.read_text("utf-8")
    assert "The printed numbers" in page.seen
    assert "Variant abc234" in page.seen
    assert html.count("<details>") == 2
    assert "The slope is positive" in html
    assert "The slope is positive" not in page.seen


def test_cards_are_printed_one_to_a_page_with_their_answers(site):
    html = (site / "backpropagation" / "cards.html").read_text("utf-8")
    style = (site / "style" / "cards.css").read_text("utf-8")
    assert html.count('class="sheet"') == 9
    assert "There is nothing else to it." in html
    assert "148mm 105mm" in style


def test_the_same_lessons_give_the_same_site(course, site, tmp_path):
    build_site(course, tmp_path / "again", SEEDS)
    for path in site.rglob("*"):
        if path.is_file():
            again = tmp_path / "again" / path.relative_to(site)
            assert again.read_bytes() == path.read_bytes()


def test_a_file_that_is_not_to_be_trusted_brings_no_script_and_no_secret(
    hostile, tmp_path
):
    build_site(hostile, tmp_path / "site", ["printed"])
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path)
        assert not {"script", "i", "b"} & page.tags
    assert (
        tmp_path / "site" / "lesson" / "chain link.png"
    ).read_bytes() == b"a picture"
    assert not [*(tmp_path / "site").rglob("secret.png")]


def test_a_teachers_own_folder_is_not_written_over(hostile, tmp_path):
    with pytest.raises(ExportMistake, match="we did not write"):
        build_site(hostile, tmp_path / "course", ["printed"])
    assert not (tmp_path / "course" / MARK).exists()
    assert (tmp_path / "course" / "lesson.md").exists()
