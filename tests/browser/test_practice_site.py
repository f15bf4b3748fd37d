"""The lessons as a site of plain files, from a web server that only hands them out."""

import io
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pypdf import PdfReader

from backsweep.practice.export.static import build_site
from backsweep.practice.lesson.course import own_course

from .conftest import LOOKS, PHONE


class Site(ThreadingHTTPServer):
    """A web server for the site in a folder; its ``address``, as a room has one."""

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), partial(Quiet, directory=folder))
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.paths = [f"/{one.relative_to(folder)}" for one in folder.rglob("*.html")]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "practice"
    build_site(own_course(), folder, ["printed"])
    with Site(folder) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield site
        site.shutdown()


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_readers_way(site, visit, obstacles, look):
    page = visit(site, "/", *look)
    for path in site.paths:
        page.goto(path)
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = 1)")
        assert obstacles(page) == {}, path


def test_from_the_contents_to_an_answer_without_scripts(site, visit):
    page = visit(site, "/", PHONE, scripts=False)
    for link in (".contents a", "a >> text=With numbers, and the answers"):
        with page.expect_event("load"):
            page.locator(link).first.click()
    answer = page.locator(".worked").first
    assert not answer.is_visible()
    page.locator("summary").first.click()
    assert answer.is_visible()


def test_no_answer_is_heard_before_it_is_asked_for(site, visit, heard):
    page = visit(site, "/backpropagation/index.html")
    assert "The cost is nested." not in heard(page)
    page.get_by_text("Show answer to question 2").click()
    assert "The cost is nested." in heard(page)


def test_its_cards_and_its_answers_print(site, visit):
    page = visit(site, "/backpropagation/cards.html")
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 9
    page.goto("/backpropagation/index.html")
    paper = PdfReader(io.BytesIO(page.pdf()))
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in paper.pages)
    assert "The cost is nested." in words
