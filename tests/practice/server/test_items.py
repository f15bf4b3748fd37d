"""Find the bug, and predict: pages that keep what was said, and then say what is so."""

import re
from datetime import timedelta
from random import Random

import pytest
from fsrs import Rating

from backsweep.practice.items.bug import Truth, bug
from backsweep.practice.items.predict import prediction
from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.records import Review
from backsweep.practice.memory.store import Store
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.server.app import create_app

from .rooms import Clock, Visitor

AT = "/lesson/backpropagation/exercise/worked-chain"
BUG, PREDICT = f"{AT}/bug?seed=abc234", f"{AT}/predict?seed=abc234"
SKILL = "skill:backpropagation/worked-chain"
TICKET = "0" * 16
SENT = {"ticket": TICKET, "turns": "0"}
MISTAKES = mistakes_of(own_course().lessons[0].tasks[0].graph)
HERE = bug(MISTAKES, "abc234")
WRONG, RIGHT = HERE.fault.step.id, str(HERE.right)
CARRIED = next(x.step.id for x in HERE.lines if x.truth is Truth.CARRIED)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "practice.sqlite") as store:
        yield store


@pytest.fixture
def visitor(store):
    return Visitor(create_app(own_course(), store, clock=Clock(), random=Random(0)))


def found(visitor, line, number, ticket=TICKET, turns=0):
    said = {"line": line, "number": number, "ticket": ticket, "turns": turns}
    return visitor.post(BUG, data=said)


def ratings(store):
    return [review.rating.name for review in store.reviews.of(SKILL)]


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
    assert visitor.post(address, data=SENT).status_code == 404


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
    page = visitor.post(PREDICT, data=said | SENT).text
    assert "What came out" in page and "measured, run again" in page
    assert [one.step for one in store.attempts.of(SKILL)] == list(said)
    assert {one.variant for one in store.attempts.of(SKILL)} == {"predict-abc234"}


def test_nothing_is_run_before_everything_is_predicted(visitor, store):
    page = visitor.get(PREDICT).text
    assert "What came out" not in page and "measured" not in page
    (name, value), *_ = choices(page, 0).items()
    again = visitor.post(PREDICT, data=SENT | {name: value}).text
    assert "What came out" not in again and "checked" in again
    assert store.attempts.of(SKILL) == ()


def test_another_one_is_the_same_for_a_whole_class(visitor):
    pages = [found(visitor, "a1", "1", ticket=f"{k:016x}").text for k in range(2)]
    seeds = {re.search(r'href="\?seed=(\w{6})"', page)[1] for page in pages}
    assert len(seeds) == 1 and seeds != {"abc234"}


# The skill is reviewed, and comes in other forms.


def test_what_is_right_at_the_first_try_is_good(visitor, store):
    found(visitor, WRONG, RIGHT)
    assert ratings(store) == ["Good"]
    assert visitor.get(BUG).status_code == 200


def test_what_is_wrong_comes_again_though_it_is_put_right_then(visitor, store):
    found(visitor, CARRIED, RIGHT)
    found(visitor, WRONG, RIGHT, ticket="1" * 16, turns=1)
    assert ratings(store) == ["Again"] and len(store.attempts.of(SKILL)) == 2


def test_a_prediction_is_good_if_all_of_it_is_right(visitor, store):
    asked = prediction(MISTAKES, "abc234").questions
    visitor.post(PREDICT, data=SENT | {one.id: one.right for one in asked})
    assert ratings(store) == ["Good"]


def test_a_prediction_that_fails_in_one_question_comes_again(visitor, store):
    first, *asked = prediction(MISTAKES, "abc234").questions
    wrong = next(x.id for x in first.options if x.id != first.right)
    said = {one.id: one.right for one in asked} | {first.id: wrong}
    visitor.post(PREDICT, data=SENT | said)
    assert ratings(store) == ["Again"]


def test_what_another_tab_did_meanwhile_is_not_counted_twice(visitor, store):
    asked = prediction(MISTAKES, "abc234").questions
    found(visitor, WRONG, RIGHT)
    visitor.post(PREDICT, data=SENT | {one.id: one.right for one in asked})
    assert ratings(store) == ["Good"]


def test_to_look_or_to_predict_is_no_opportunity(visitor, store):
    found(visitor, WRONG, RIGHT)
    assert store.attempts.opportunities(SKILL) == ()


def test_a_session_goes_on_after_it(visitor, store):
    assert 'href="/session"' not in found(visitor, WRONG, RIGHT).text
    visitor.post("/session/begin")
    store.sitting.begin(Clock()(), [SKILL])
    assert 'href="/session">Go on' in found(visitor, CARRIED, RIGHT).text


def test_in_sessions_a_skill_fades_from_worked_to_bug_to_predict(visitor, store):
    clock, came = Clock(), []
    for day in range(6):
        store.sitting.begin(clock(), [SKILL])
        came.append(visitor.get("/session").headers["location"].removeprefix(AT))
        review = Review(
            f"t{day}", SKILL, Rating.Good, clock() - timedelta(days=9 - day)
        )
        store.reviews.record(review)
    assert came == ["", "", "", "/bug", "/predict", ""]
