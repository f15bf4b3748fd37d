"""A hundred thousand stored answers do not slow the room down."""

import time
from itertools import count

import pytest

from backsweep.practice.memory.progress import progress
from backsweep.practice.memory.session import begin, remaining, session
from backsweep.practice.memory.store import Store

from .made import after, attempt, card, review, skill

MANY = 50_000
ITEMS = [card(f"{n}", f"lesson {n % 9}") for n in range(300)]
SKILLS = [skill(f"{n}", f"lesson {n % 9}") for n in range(12)]
MISTAKES = [f"dropped-factor(da{n}/da{n - 1})" for n in range(1, 40)]
LATER = after(minutes=MANY)
YEARS_LATER = after(days=9000)
NUMBER = count()


def many_reviews():
    for n in range(MANY):
        yield review(f"t{n}", ITEMS[n * 7 % 300].id, time=after(minutes=n))


def many_attempts():
    for n in range(MANY):
        yield attempt(
            f"t{n}",
            step=f"s{n % 8}",
            skill=SKILLS[n // 8 % 12].id,
            variant=f"{n // 8}",
            time=after(minutes=n),
            right=n % 3 == 0,
            mistakes=(MISTAKES[n % 39], MISTAKES[n % 38]) if n % 3 else (),
        )


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("progress") / "practice.sqlite") as store:
        store.reviews.merge(many_reviews())
        store.attempts.record(many_attempts())
        yield store


QUERIES = {
    "states": lambda store: store.reviews.states(),
    "opportunities": lambda store: store.attempts.opportunities(SKILLS[0].id),
    "mistakes": lambda store: store.attempts.mistakes(),
    "latest answers": lambda store: store.attempts.of(SKILLS[0].id, limit=100),
    "reviews of a card": lambda store: store.reviews.of(ITEMS[0].id),
    "progress": lambda store: progress([*ITEMS, *SKILLS], store, LATER),
    "session": lambda store: begin(ITEMS, store, YEARS_LATER),
    "next": lambda store: remaining(session(ITEMS, store, YEARS_LATER), store)[0],
    "review": lambda store: store.reviews.record(
        review(f"late {next(NUMBER)}", ITEMS[0].id, time=LATER)
    ),
    "attempt": lambda store: store.attempts.record(
        [attempt(f"late {next(NUMBER)}", time=LATER)]
    ),
}


def quickest(call, times=7):
    taken = []
    for _ in range(times):
        start = time.thread_time()
        call()
        taken.append(time.thread_time() - start)
    return min(taken)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_each_thing_asked_of_a_full_store_takes_less_than_20_ms(full, query):
    assert quickest(lambda: query(full)) < 0.020


def test_a_full_store_opens_in_less_than_half_a_second(full):
    assert quickest(lambda: Store(full.path).close(), times=3) < 0.5
