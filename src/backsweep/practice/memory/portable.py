"""Progress as one JSON file, to keep, to read, or to take to another machine.

Only the logs and drafts are in it: the states of items follow from the log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from fsrs import Rating

from .checked import (
    count,
    flag,
    named,
    one_of,
    record,
    seconds,
    several,
    text,
    time,
    wrong,
)
from .moments import stamp
from .records import Attempt, Draft, Review
from .store import Store

FORMAT = "backsweep-practice"
VERSION = 1

LARGEST = 128 * 1024 * 1024
"""No file has more bytes than this: a million answers or so."""


@dataclass(frozen=True)
class Contents:
    """What an exported file has."""

    reviews: tuple[Review, ...]
    attempts: tuple[Attempt, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class Added:
    """How much of an imported file was new."""

    reviews: int
    attempts: int
    drafts: int


_REVIEW = {
    "ticket": text,
    "item": text,
    "rating": one_of({rating.name: rating for rating in Rating}),
    "time": time,
    "seconds": seconds,
    "counted": flag,
}
_ATTEMPT = {
    "ticket": text,
    "skill": text,
    "variant": text,
    "step": text,
    "typed": text,
    "right": flag,
    "time": time,
    "mistakes": several(text),
    "hints": count,
}
_DRAFT = {
    "skill": text,
    "variant": text,
    "time": time,
    "boxes": named(text),
    "hints": named(count),
}
_CONTENTS = {
    "reviews": several(record(Review, _REVIEW)),
    "attempts": several(record(Attempt, _ATTEMPT)),
    "drafts": several(record(Draft, _DRAFT)),
}


def exported(store: Store) -> str:
    """Everything in ``store``, one answer on each line."""
    with store.together():
        reviews = [_named(review) for review in store.reviews.all()]
        logs = {
            "reviews": reviews,
            "attempts": list(map(vars, store.attempts.all())),
            "drafts": list(map(vars, store.drafts.all())),
        }
    heading = f'"format": "{FORMAT}", "version": {VERSION}'
    return "{" + ",\n".join([heading, *map(_lines, logs, logs.values())]) + "}\n"


def imported(store: Store, file: bytes) -> Added:
    """Add what ``file`` has and ``store`` has not; all of it, or nothing.

    The same file a second time changes nothing. What both have is known by its ticket,
    and of two drafts of one exercise the newer is kept.
    """
    contents = read(file)
    with store.together():
        return Added(
            reviews=store.reviews.merge(contents.reviews),
            attempts=store.attempts.record(contents.attempts),
            drafts=store.drafts.merge(contents.drafts),
        )


def read(file: bytes) -> Contents:
    """What an exported file has, every value of it checked."""
    if len(file) > LARGEST:
        raise wrong("file", f"smaller than {LARGEST // 2**20} MiB")
    value = _parsed(file)
    if not isinstance(value, dict) or value.pop("format", None) != FORMAT:
        raise wrong("file.format", FORMAT)
    if value.pop("version", None) != VERSION:
        raise wrong("file.version", f"{VERSION}; update Backsweep to read others")
    contents: Contents = record(Contents, _CONTENTS)(value, "file")
    return contents


def _named(review: Review) -> dict[str, Any]:
    return vars(review) | {"rating": review.rating.name}


def _lines(name: str, records: list[dict[str, Any]]) -> str:
    lines = ",\n".join(json.dumps(one, default=stamp) for one in records)
    return f'"{name}": [\n{lines}\n]'


def _parsed(file: bytes) -> Any:
    try:
        return json.loads(file, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise wrong(place, f"JSON ({error.msg.lower()})") from None
    except (ValueError, RecursionError) as error:
        raise wrong("file", f"JSON ({error})") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
