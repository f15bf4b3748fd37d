"""Small things that the tests of memory share."""

from datetime import UTC, datetime, timedelta

from fsrs import Rating

from backsweep.practice.memory.items import SKILL, Item, Kind
from backsweep.practice.memory.records import Attempt, Draft, Review

MORNING = datetime(2026, 11, 24, 10, 11, 12, tzinfo=UTC)
CARD = "chain/four-factors"
CHAIN = "skill:chain/worked"


def after(**passed):
    return MORNING + timedelta(**passed)


def review(ticket, item=CARD, rating=Rating.Good, time=MORNING, **more):
    return Review(ticket, item, rating, time, **more)


def attempt(ticket, step="dC/dw1", typed="4", right=False, time=MORNING, **more):
    whole = {"skill": CHAIN, "variant": "a1"} | more
    return Attempt(ticket, step=step, typed=typed, right=right, time=time, **whole)


def draft(time=MORNING, variant="a1", **boxes):
    return Draft(CHAIN, variant, time, boxes, {"dC/dw1": 2})


def card(name, lesson="chain", minutes=0.1):
    return Item(f"{lesson}/{name}", Kind.CARD, lesson, name, minutes)


def skill(name, lesson="chain", minutes=1.5):
    return Item(f"{SKILL}{lesson}/{name}", Kind.SKILL, lesson, name, minutes)


def files(folder):
    return sorted(path.name for path in folder.iterdir())
