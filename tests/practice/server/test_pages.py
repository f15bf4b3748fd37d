import re

import pytest
from fsrs import Rating

from backsweep.practice.memory.records import Review

from .rooms import course

NAMES = ["first", "Zweite%20Stunde%3F"]


def seen(html):
    """The words of a page without its tags."""
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def form(html):
    """What the hidden fields of a page hold."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', html))


def rate(visitor, path, knew="yes"):
    """Rate the card at ``path``; gives where it leads."""
    fields = form(visitor.get(path).text) | {"knew": knew}
    return visitor.post(path, data=fields).headers["location"]


def test_a_newcomer_is_sent_to_the_first_lesson(visitor):
    words = seen(visitor.get("/").text)
    assert "come back for 4 cards and 2 exercises, about 3 minutes." in words
    assert "Read the first lesson" in words
    assert "1 question, 1 exercise, 3 cards" in words


def test_later_home_says_what_is_due(visitor, store, clock):
    rate(visitor, "/lesson/first/cards/1")
    clock.move(days=1)
    words = seen(visitor.get("/").text)
    assert "4 cards and 2 exercises, about 3 minutes." in words
    assert "Read the first lesson" not in words


def test_a_session_goes_on_where_it_was_left(visitor):
    visitor.post("/session/begin")
    first = form(visitor.get("/session").text)["item"]
    assert form(visitor.get("/session").text)["item"] == first
    rate(visitor, "/session")
    words = seen(visitor.get("/").text)
    assert "3 cards and 2 exercises left, about 3 minutes" in words and "Go on" in words


def test_a_session_sends_its_exercises_to_their_own_page(visitor):
    visitor.post("/session/begin")
    answer = visitor.get("/session")
    while answer.status_code == 200:
        rate(visitor, "/session")
        answer = visitor.get("/session")
    exercises = [f"/lesson/{name}/exercise/chain" for name in NAMES]
    assert answer.headers["location"] in exercises


def test_without_a_session_there_is_nothing_to_answer(visitor, store):
    assert "Done for now" in visitor.get("/session").text
    assert store.sitting.last() is None


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_hides_every_answer_and_nothing_else(visitor, name):
    html = visitor.get(f"/lesson/{name}").text
    hidden = re.findall(r"<details>.*?</details>", html, re.DOTALL)
    lesson = course().lessons[NAMES.index(name)]
    assert len(hidden) == len(lesson.checks) + len(lesson.cards)
    open_to_all = re.sub(r"<details>.*?</details>", "", html, flags=re.DOTALL)
    assert "Front 1 of" in open_to_all and "Back 1" not in open_to_all


def test_the_cards_of_a_lesson_follow_one_another(visitor):
    path, way = "/lesson/first/cards/1", []
    while not path.endswith("done"):
        path = rate(visitor, path)
        way.append(path.rpartition("/")[2])
    assert way == ["2", "3", "done"]
    assert "All cards seen" in visitor.get(path).text


@pytest.mark.parametrize("number", ["0", "4", "01", "-1", "one", "9" * 5000])
def test_there_are_no_other_cards(visitor, number):
    assert visitor.get(f"/lesson/first/cards/{number}").status_code == 404


def test_a_rating_is_kept_before_the_next_page(visitor, store, clock):
    rate(visitor, "/lesson/first/cards/1", knew="no")
    (review,) = store.reviews.all()
    assert (review.item, review.rating.name) == ("first/card-1", "Again")
    assert review.time == clock.time


def test_a_form_sent_twice_counts_once(visitor, store):
    fields = form(visitor.get("/lesson/first/cards/1").text) | {"knew": "yes"}
    for _ in range(2):
        answer = visitor.post("/lesson/first/cards/1", data=fields)
        assert answer.status_code == 303
    assert len(store.reviews.all()) == 1


def test_a_card_open_in_two_tabs_counts_once(visitor, store):
    tabs = [form(visitor.get("/lesson/first/cards/1").text) for _ in range(2)]
    for fields, knew in zip(tabs, ("no", "yes"), strict=True):
        visitor.post("/lesson/first/cards/1", data=fields | {"knew": knew})
    assert [review.counted for review in store.reviews.all()] == [True, False]


def test_what_is_held_fills_and_fades(visitor, clock):
    assert "% held" not in visitor.get("/").text
    rate(visitor, "/lesson/first/cards/1")
    assert "25 % held" in seen(visitor.get("/").text)
    clock.move(days=300)
    assert re.search(r"1\d % held", seen(visitor.get("/").text))


def test_when_all_is_done_it_says_when_to_come_back(visitor, store, clock):
    for item in visitor.app.state.room.items:
        store.reviews.record(Review(item.id, item.id, Rating.Good, clock.time))
    words = seen(visitor.get("/").text)
    assert "Nothing is due. Something comes back in 10 minutes." in words
    assert "Begin" not in words


@pytest.mark.parametrize(("choice", "sheets"), [("", 3), ("?print=back", 6)])
def test_each_card_is_a_sheet_or_two(visitor, choice, sheets):
    html = visitor.get(f"/lesson/first/cards/print{choice}").text
    assert html.count('class="sheet"') == sheets
    assert html.count("Front") == html.count("Back 1 ") + 3


def test_pictures_beside_a_lesson_are_shown_and_nothing_else_is(visitor, tmp_path):
    (tmp_path / "chain.png").write_bytes(b"\x89PNG")
    (tmp_path / "notes.txt").write_text("for the teacher alone")
    (tmp_path.parent / "outside.png").write_bytes(b"\x89PNG")
    assert visitor.get("/beside/first/chain.png").content == b"\x89PNG"
    for path in ("notes.txt", "first.md", "%2e%2e/outside.png", "none.png", "%00.png"):
        assert visitor.get(f"/beside/first/{path}").status_code == 404
