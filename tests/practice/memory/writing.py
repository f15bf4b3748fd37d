"""A process that answers for ever, and says after each answer that it is kept.

python writing.py FILE NAME [HOW MANY]
"""

import itertools
import sys

from fsrs import Rating

from backsweep.practice.memory.moments import now
from backsweep.practice.memory.records import Attempt, Review
from backsweep.practice.memory.store import Store


def answer(store, number, ticket):
    item = f"chain/{number % 9}"
    store.reviews.record(Review(ticket, item, Rating.Good, now()))
    attempt = Attempt(ticket, "skill:chain/a", ticket, "a1", "4", True, now())
    store.attempts.record([attempt])


def main(path, name, many=sys.maxsize):
    with Store(path) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in itertools.islice(itertools.count(), int(many)):
            answer(store, number, f"{name}{number}")
            print(f"{name}{number}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
