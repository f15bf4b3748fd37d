"""The practice room as it is met: by keyboard, without scripts, on paper, killed."""

import io

import pytest
from pypdf import PdfReader

from .conftest import DESKTOP, LOOKS, PHONE
from .practice_room import PracticeRoom, follow

LESSON = "/lesson/backpropagation"
CARDS = f"{LESSON}/cards"
LESSONS = [f"/lesson/{name}" for name in ("activations", "branches", "matrices")]
PAGES = ["/", LESSON, *LESSONS, f"{CARDS}/4", f"{CARDS}/done", f"{CARDS}/print", "/no"]
PAGES += ["/progress"]
ANSWER = "The chain rule, applied layer by layer"


def rate(page, name):
    """Say of an open card whether one knew it."""
    follow(page, name, "button")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_learners_way(calm_room, visit, obstacles, path, look):
    assert obstacles(visit(calm_room, path, *look)) == {}


@pytest.mark.parametrize("look", LOOKS)
def test_an_open_card_can_be_read_too(calm_room, visit, obstacles, look):
    page = visit(calm_room, f"{CARDS}/4", *look)
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Knew it").is_visible()
    assert obstacles(page) == {}


SMALL = """() =>
    [...document.querySelectorAll(".button, button, summary, nav a, .mark")]
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([_, box]) => box.width && (box.height < 44 || box.width < 30))
    .map(([name, _]) => name)"""


@pytest.mark.parametrize("path", PAGES)
def test_a_thumb_hits_what_it_aims_at(calm_room, visit, path):
    assert visit(calm_room, path, PHONE).evaluate(SMALL) == []


def test_the_cards_by_keyboard_alone(room, visit):
    page = visit(room, f"{CARDS}/1")
    for number in range(1, 10):
        assert page.title().startswith(f"Card {number} of 9")
        page.keyboard.press("Space" if number % 2 else "Enter")
        with page.expect_event("load"):
            page.keyboard.press("2" if number % 3 else "1")
    assert page.url.endswith("/cards/done")


def test_a_key_says_nothing_of_a_card_that_is_not_open(calm_room, visit):
    page = visit(calm_room, f"{CARDS}/1")
    page.evaluate("addEventListener('submit', () => { window.said = true; })")
    page.keyboard.press("2")
    assert not page.evaluate("window.said")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Knew it").wait_for()
    assert page.title().startswith("Card 1 of 9")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_cards_without_scripts(room, visit, width):
    page = visit(room, LESSON, width, scripts=False)
    follow(page, "Go through them")
    for _ in range(9):
        page.get_by_text("Show answer").click()
        rate(page, "Knew it")
    assert page.get_by_role("heading", name="All cards seen").is_visible()


def test_a_lessons_answers_without_scripts(calm_room, visit):
    page = visit(calm_room, LESSON, scripts=False)
    answer = page.get_by_text("The cost is nested.")
    assert not answer.is_visible()
    page.get_by_text("Show answer to question 2").click()
    assert answer.is_visible()


def words(page):
    """What a PDF page says, in one line."""
    return " ".join(page.extract_text().split())


def millimetres(page):
    return tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:])


def test_nine_cards_are_nine_pages(calm_room, visit):
    page = visit(calm_room, LESSON)
    follow(page, "Print")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {millimetres(sheet) for sheet in paper.pages} == {(148, 105)}
    assert len(paper.pages) == 9
    for number, sheet in enumerate(paper.pages, 1):
        assert f"{number} of 9" in words(sheet)
    assert "what is backpropagation? The chain rule, applied" in words(paper.pages[0])


def test_answers_on_the_back_are_pages_of_their_own(calm_room, visit):
    page = visit(calm_room, f"{CARDS}/print", scripts=False)
    follow(page, "Answers on the back")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 18
    assert ANSWER not in words(paper.pages[0])
    assert ANSWER in words(paper.pages[1])


def test_a_printed_lesson_has_its_answers(calm_room, visit):
    paper = PdfReader(io.BytesIO(visit(calm_room, LESSON).pdf()))
    read = " ".join(map(words, paper.pages))
    assert "The cost is nested." in read and ANSWER in read


def session_card(page):
    return page.locator(".front").inner_text()


def test_a_session_survives_a_reload_and_a_power_cut(room, visit):
    page = visit(room, "/")
    follow(page, "Begin", "button")
    first = session_card(page)
    page.keyboard.press("Space")
    page.reload()
    assert session_card(page) == first
    page.keyboard.press("Space")
    rate(page, "Knew it")
    second = session_card(page)
    room.kill()
    room.reopen()
    page.reload()
    assert session_card(page) == second != first


def test_an_answer_to_a_room_that_was_killed_meanwhile_still_counts(room, visit):
    page = visit(room, "/")
    follow(page, "Begin", "button")
    first = session_card(page)
    room.kill()
    room.reopen()
    page.keyboard.press("Space")
    rate(page, "Knew it")
    assert session_card(page) != first


@pytest.mark.parametrize("look", LOOKS)
def test_progress_can_be_read_by_all(room, visit, obstacles, look):
    page = visit(room, f"{CARDS}/1", *look)
    for _ in range(2):
        page.get_by_text("Show answer").click()
        rate(page, "Knew it")
    follow(page, "Progress")
    assert page.get_by_text("You hold about 2 of").is_visible()
    assert page.get_by_role("img", name="From 100 % now").count() == 3
    assert obstacles(page) == {}


def test_progress_is_carried_to_another_room_without_scripts(room, visit, tmp_path):
    page = visit(room, f"{CARDS}/1", scripts=False)
    page.get_by_text("Show answer").click()
    rate(page, "Knew it")
    follow(page, "Progress")
    with page.expect_download() as copy:
        page.get_by_role("link", name="Save a copy").click()
    elsewhere = PracticeRoom(tmp_path / "elsewhere.sqlite")
    page = visit(elsewhere, "/progress", scripts=False)
    assert page.get_by_text("Nothing to show yet.").is_visible()
    page.get_by_label("A saved copy").set_input_files(copy.value.path())
    follow(page, "Add", "button")
    assert page.get_by_text("Added 1 review").is_visible()
    assert page.get_by_text("You hold about 1 of").is_visible()
    elsewhere.kill()
