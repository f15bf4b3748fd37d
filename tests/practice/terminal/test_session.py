"""A session in a terminal: what is due, in its order, and nothing is lost."""

import os
import pty
import select
import subprocess
import sys

from fsrs import Rating
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsweep.practice.lesson.course import own_course

from .conftest import CARD, CHAIN

KNOWN = ("", "2")
SESSION = (
    "import sys, pathlib\n"
    "from backsweep.practice.lesson.course import own_course\n"
    "from backsweep.practice.memory.store import Store\n"
    "from backsweep.practice.terminal.session import run_session\n"
    "run_session(own_course(), Store(pathlib.Path(sys.argv[1])))\n"
)


def test_it_says_what_there_is_to_do(typed, course):
    shown = typed(course(CARD, CHAIN))
    assert "1 card and 1 exercise, about 2 minutes." in shown
    assert "1 of 2 · " in shown


def test_it_ends_when_nothing_is_due(typed, course):
    shown = typed(course(CARD), *KNOWN)
    assert "Nothing is due now. Something comes back in 10 minutes." in shown
    assert "Nothing is due now." in typed(course(CARD))


def test_a_course_without_anything_to_practise_says_so(typed, course):
    assert "no cards and no exercises" in typed(course("Only prose.\n"))


def test_leaving_keeps_every_answer(typed, course, store):
    other = CARD.replace("rule", "other")
    assert "Every answer is kept." in typed(course(CARD, other), *KNOWN)
    assert len(store.reviews.all()) == 1
    assert "1 card, about 1 minute." in typed(course(CARD, other))


def test_an_unknown_card_comes_once_more(typed, course, store):
    shown = typed(course(CARD), "", "1", *KNOWN)
    assert shown.count("They multiply.") == 2
    ratings = [review.rating for review in store.reviews.all()]
    assert ratings == [Rating.Again, Rating.Good]


def test_a_line_that_is_no_answer_is_told(typed, course):
    assert "x is no answer here: 1 or 2" in typed(course(CARD), "", "x", "2")


def test_keys_that_were_pressed_ahead_wait_for_their_turn(tmp_path):
    """Enter and 2 at once: the answer is shown, then rated."""
    shown = _at_a_terminal(tmp_path, b"\r2", until=b"2 of 11")
    assert b"The chain rule, applied" in shown


def test_a_damaged_file_is_told(typed, course, store):
    store.message = "It was set aside."
    assert typed(course(CARD)).strip().startswith("It was set aside.")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(["", "1", "2", "?", "-", "v", "s", "1/0", "é", "8"])))
def test_whatever_is_typed_it_ends_politely(typed, lines):
    shown = typed(own_course(), *lines)
    assert "is kept" in shown or "due" in shown


def test_at_a_real_terminal_one_press_is_enough(tmp_path):
    """Enter shows the answer, 2 rates it, Ctrl-D leaves; no line is typed."""
    answer = _at_a_terminal(tmp_path, b"\r", until=b"2 knew it", rated=b"2")
    assert b"The chain rule, applied" in answer


def _at_a_terminal(folder, keys, until, rated=b""):
    """What a session shows at some keys; it is left politely then."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", SESSION, str(folder / "practice.sqlite")]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as one:
        os.close(theirs)
        _press(ours, b"", until=b"Enter shows the answer")
        shown = _press(ours, keys, until=until)
        if rated:
            _press(ours, rated, until=b"2 of 11")
        _press(ours, b"\x04", until=b"Every answer is kept.")
        assert one.wait(20) == 0
    os.close(ours)
    return shown


def _press(terminal, key, until):
    """Press a key, again and again as long as nobody reads it, until words appear."""
    shown = b""
    for _ in range(100):
        os.write(terminal, key)
        while select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 1024)
            if until in shown:
                return shown
    raise AssertionError(f"{until!r} does not come in {shown!r}")
