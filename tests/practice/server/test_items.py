"""Find the bug, and predict: pages that keep what was said, and then say what is so."""

import re
from random import Random

import pytest

from backsweep.practice.items.bug import Truth, bug
from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.store import Store
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.server.app import create_app

from .rooms import Clock, Visitor

AT = "/lesson/backpropagation/exercise/worked-chain"
BUG, PREDICT = f"{AT}/bug?seed=abc234", f"{AT}/predict?seed=abc234"
SKILL = "skill:backpropagation/worked-chain"
TICKET = "0" * 16
HERE = bug(mistakes_of(own_course().lessons[0].tasks[0].graph), "abc234")
WRONG, RIGHT = HERE.fault.step.id, str(HERE.right)
CARRIED = next(x.step.id for x in HERE.lines if x.truth is Truth.CARRIED)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "practice.sqlite") as store:
        yield store


@pytest.fixture
def visitor(store):
    return Visitor(create_app(own_course(), store, clock=Clock(), random=Random(0)))


def found(visitor, line, number, ticket=TICKET):
    said = {"line": line, "number": number, "ticket": ticket}
    return visitor.post(BUG, data=said)


@pytest.mark.parametrize("kind", ["bug", "predict"])
def test_an_address_without_a_seed_leads_to_one_with_a_fresh_seed(visitor, kind):
    answer = visitor.get(f"{AT}/{kind}")
    assert answer.status_code == 303
    assert re.fullmatch(rf"{AT}/{kind}\?seed=\w{{6}}", answer.headers["location"])


@pytest.mark.parametrize(
    "address", [f"{AT}/bug?seed=no", f"{AT}x/bug", f"{AT}x/predict"]
)
def test_other_addresses_are_no_pages(visitor, address):
    assert visitor.get(address).status_code in (303, 404)
    assert visitor.post(address, data={"ticket": TICKET}).status_code == 404


def test_the_page_of_a_bug_does_not_say_where_it_is(visitor):
    page = visitor.get(BUG).text
    assert page.count('name="line"') == 12
    assert "verdict" not in page and "carried" not in page and "In the line" not in page


def test_a_bug_found_and_put_right(visitor, store):
    page = found(visitor, WRONG, RIGHT).text
    assert "Found, and put right" in page and "In the line" in page
    (attempt,) = store.attempts.of(SKILL)
    assert (attempt.variant, attempt.step) == ("bug-abc234", WRONG)
    assert attempt.right and attempt.mistakes == ()


def test_a_bug_that_was_not_seen_is_kept_with_its_id(visitor, store):
    page = found(visitor, CARRIED, RIGHT).text
    assert "The bug is elsewhere" in page and "only because a line before it is" in page
    (attempt,) = store.attempts.of(SKILL)
    assert not attempt.right
    assert attempt.mistakes == (HERE.fault.id,)


def test_the_line_is_right_and_the_number_is_not(visitor, store):
    page = found(visitor, WRONG, str(HERE.numbers[WRONG])).text
    assert "That is the line, but not the number" in page
    assert HERE.fault.id in store.attempts.of(SKILL)[0].mistakes


@pytest.mark.parametrize("line, number", [(WRONG, "five"), ("", "5"), ("a1", "")])
def test_what_cannot_be_judged_is_asked_for_again(visitor, store, line, number):
    page = found(visitor, line, number).text
    assert 'name="number"' in page and "verdict" not in page
    assert store.attempts.of(SKILL) == ()


def test_a_page_sent_twice_counts_once(visitor, store):
    for _ in range(2):
        found(visitor, WRONG, RIGHT)
    assert len(store.attempts.of(SKILL)) == 1


def choices(page, place):
    """The option at a place of each question."""
    found = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"', page)
    return {name: [v for n, v in found if n == name][place] for name, _ in found}


def test_predictions_are_kept_one_by_one(visitor, store):
    said = choices(visitor.get(PREDICT).text, 0)
    page = visitor.post(PREDICT, data=said | {"ticket": TICKET}).text
    assert "What came out" in page and "measured, run again" in page
    assert [one.step for one in store.attempts.of(SKILL)] == list(said)
    assert {one.variant for one in store.attempts.of(SKILL)} == {"predict-abc234"}


def test_nothing_is_run_before_everything_is_predicted(visitor, store):
    page = visitor.get(PREDICT).text
    assert "What came out" not in page and "measured" not in page
    (name, value), *_ = choices(page, 0).items()
    again = visitor.post(PREDICT, data={name: value, "ticket": TICKET}).text
    assert "What came out" not in again and "checked" in again
    assert store.attempts.of(SKILL) == ()


def test_another_one_is_the_same_for_a_whole_class(visitor):
    pages = [found(visitor, "a1", "1", ticket=f"{k:016x}").text for k in range(2)]
    seeds = {re.search(r'href="\?seed=(\w{6})"', page)[1] for page in pages}
    assert len(seeds) == 1 and seeds != {"abc234"}
