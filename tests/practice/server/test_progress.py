import json
import re
import time
from datetime import timedelta

import pytest
from fsrs import Rating

from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.items import items, skill_item
from backsweep.practice.memory.portable import exported
from backsweep.practice.memory.records import Attempt, Review
from backsweep.practice.memory.store import Store
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.server.app import create_app

from .rooms import MORNING, Visitor, app_of
from .test_pages import seen

COURSE = own_course()
TASK = COURSE.lessons[0].tasks[0]
CHAIN = skill_item(TASK).id
MANY = 100_000


def opened(path, clock):
    return Visitor(create_app(COURSE, Store(path), clock=clock))


@pytest.fixture
def lessons(tmp_path, clock):
    """A visitor of a room with the lessons of the package."""
    visitor = opened(tmp_path / "lessons.sqlite", clock)
    yield visitor
    visitor.app.state.room.store.close()


@pytest.fixture
def kept(lessons):
    return lessons.app.state.room.store


def words(visitor):
    return seen(visitor.get("/progress").text)


def review(number, item, at=MORNING):
    return Review(f"r{number}", item, Rating.Good, at)


def attempt(number, right=False, mistakes=(), skill=CHAIN, day=0, step="a1"):
    return Attempt(
        f"a{number}",
        skill,
        f"v{day}",
        step,
        "4",
        right,
        MORNING + timedelta(days=day),
        mistakes,
    )


def test_a_newcomer_is_told_what_will_be_here(lessons):
    told = words(lessons)
    assert "Nothing to show yet." in told
    assert "Skills" not in told and "What comes back" not in told
    assert "Save a copy" in told


def test_what_is_held_is_the_sum_of_the_chances(lessons, kept, clock):
    for number, item in enumerate(items(COURSE)[:10]):
        kept.reviews.record(review(number, item.id))
    assert f"You hold about 10 of {len(items(COURSE))} cards" in words(lessons)
    clock.move(days=60)
    assert "You hold about 6 of" in words(lessons)


def test_what_is_due_first_stands_first_with_its_chance_to_come(lessons, kept, clock):
    card, skill = items(COURSE)[0], items(COURSE)[9]
    kept.reviews.record(review(1, card.id))
    clock.move(hours=1)
    kept.reviews.record(review(2, skill.id, clock.time))
    html = lessons.get("/progress").text
    told = seen(html)
    assert re.search("Now, from Backprop.* In 10 minutes, from Backprop", told)
    assert told.index("In terms of calculus") < told.index("Work a chain")
    assert re.search(r'aria-label="From 100.% now to \d\d.%"', html)
    assert re.search(r"Not seen yet: \d+ cards and exercises", told)


def test_a_skill_shows_its_tries_and_those_ahead(lessons, kept):
    shares = [(False, False), (True, False), (True, True)]
    kept.attempts.record(
        attempt(f"{day}{step}", right, day=day, step=f"s{step}")
        for day, tries in enumerate(shares)
        for step, right in enumerate(tries)
    )
    html = lessons.get("/progress").text
    assert "3 tries. Right at once: 0 % at first, 100 % at last." in seen(html)
    assert 'aria-label="Right at once: 0\xa0%, 50\xa0%, 100\xa0%"' in html
    assert html.count('class="try"') == 3 and html.count("h12m4 0") == 7
    assert "/lesson/backpropagation/exercise/worked-chain" in html


def test_a_slip_that_comes_back_is_told_in_words(lessons, kept, clock):
    fault = mistakes_of(TASK.graph).all[2]
    kept.attempts.record(attempt(n, mistakes=(fault.id,), day=n) for n in range(2))
    clock.move(days=4)
    html = lessons.get("/progress").text
    assert "you left out" in seen(html)
    assert "Work a chain, then take a step , 2 times, last 3 days ago" in seen(html)
    assert fault.id not in html


def test_what_happened_once_is_no_habit(lessons, kept):
    kept.attempts.record([attempt(1, mistakes=("added-values(a1)",))])
    assert "Slips" not in words(lessons)


def test_a_slip_of_an_edited_lesson_is_told_as_such(lessons, kept):
    kept.attempts.record(attempt(n, mistakes=("gone(a9)",), day=n) for n in range(2))
    assert "A slip that this exercise no longer has" in words(lessons)


def test_slips_in_another_course_are_not_told_here(lessons, kept):
    other = {"skill": "skill:other/x", "mistakes": ("added-values(a1)",)}
    kept.attempts.record(attempt(n, **other) for n in range(3))
    assert "Slips" not in words(lessons)


def test_the_surest_slips_are_told_first_and_five_are_enough(lessons, kept):
    ids = [fault.id for fault in mistakes_of(TASK.graph).all[:7]]
    kept.attempts.record(attempt(f"t{n}", mistakes=tuple(ids)) for n in range(3))
    kept.attempts.record(attempt(f"s{n}", mistakes=(ids[6],)) for n in range(2))
    told = words(lessons).partition("Slips that come back")[2]
    assert [int(n) for n in re.findall(r"(\d) times, last", told)] == [5, 3, 3, 3, 3]


def test_a_copy_goes_in_again_elsewhere(lessons, kept, visitor, store):
    kept.reviews.record(review(1, items(COURSE)[0].id))
    kept.attempts.record([attempt(1)])
    answer = lessons.get("/progress/export")
    name = 'attachment; filename="backsweep-practice-2026-11-24.json"'
    assert answer.headers["content-disposition"] == name
    assert answer.headers["content-type"] == "application/json"
    told = seen(visitor.post("/progress/import", files={"file": answer.content}).text)
    assert "Added 1 review, 1 answer and 0 drafts." in told
    assert exported(store) == exported(kept) == answer.text
    told = seen(visitor.post("/progress/import", files={"file": answer.content}).text)
    assert "Nothing was added" in told


@pytest.mark.parametrize(
    ("file", "what"),
    [
        (b"", "line 1, column 1 should be JSON"),
        (b"{}", "file.format should be backsweep-practice"),
        (b"\xff\xfe", "The file cannot be imported"),
        (b"[" * 100_000, "The file cannot be imported"),
    ],
)
def test_a_file_that_is_no_copy_is_told_as_such(visitor, store, file, what):
    answer = visitor.post("/progress/import", files={"file": file})
    told = seen(answer.text)
    assert answer.status_code == 400
    assert what in told
    assert "A file is taken in whole or not at all." in told
    assert "Export it again; nothing here has been changed." in told
    assert store.reviews.all() == ()


def test_words_in_a_file_are_only_words(visitor):
    file = {"format": "backsweep-practice", "version": 1, "reviews": []}
    nasty = file | {"attempts": [], "drafts": ["<script>alert(1)</script>"]}
    answer = visitor.post("/progress/import", files={"file": json.dumps(nasty)})
    assert answer.status_code == 400
    assert "<script>" not in answer.text


def test_no_file_is_a_bad_request(visitor):
    assert visitor.post("/progress/import", data={"file": "x"}).status_code == 400
    assert visitor.post("/progress/import").status_code == 400


def test_a_large_copy_goes_in_and_a_larger_one_does_not(visitor):
    answer = visitor.post("/progress/import", files={"file": b" " * 19 * 2**20})
    assert answer.status_code == 400
    answer = visitor.post("/progress/import", files={"file": b" " * 64 * 2**20})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/", "/progress"])
def test_a_damaged_file_that_was_set_aside_is_told(tmp_path, clock, path):
    (tmp_path / "practice.sqlite").write_bytes(b"no database" * 999)
    app = app_of(tmp_path, clock)
    told = seen(Visitor(app).get(path).text)
    assert "The file of progress was damaged. It was set aside as" in told
    app.state.room.store.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The path of a store with a hundred thousand answers."""
    path = tmp_path_factory.mktemp("full") / "practice.sqlite"
    known = items(COURSE)
    faults = [fault.id for fault in mistakes_of(TASK.graph).all]
    with Store(path) as store:
        store.reviews.merge(
            review(n, known[n % len(known)].id, MORNING + timedelta(minutes=n))
            for n in range(MANY // 2)
        )
        store.attempts.record(
            attempt(
                n,
                n % 3 == 0,
                (faults[n % len(faults)],),
                f"skill:{COURSE.lessons[n % 4].tasks[n % 2].id}",
                n // 32,
                f"s{n % 8}",
            )
            for n in range(MANY // 2)
        )
    return path


def test_a_hundred_thousand_answers_are_shown_in_50_ms(full, clock):
    clock.move(days=1600)
    visitor = opened(full, clock)
    answers = [timed(visitor) for _ in range(6)]
    visitor.app.state.room.store.close()
    assert min(answers) < 0.050


def timed(visitor):
    start = time.perf_counter()
    assert visitor.get("/progress").status_code == 200
    return time.perf_counter() - start
