"""Values of a JSON file from anywhere, each taken only as what it should be.

A check takes a value and its path in the file, and gives what the value means.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from ..errors import StoreMistake
from .moments import moment

Made = TypeVar("Made")
Check = Callable[[Any, str], Any]

_YEARS = range(1970, 2200)
"""Outside of these the scheduler's own arithmetic would run out of calendar."""


def wrong(path: str, should: str) -> StoreMistake:
    """The error for a value that is not what it should be."""
    return StoreMistake(
        f"the file cannot be imported: {path} should be {should}",
        where=path,
        why="a file is taken in whole or not at all",
        cure="export it again; nothing here has been changed",
    )


def text(value: Any, path: str) -> str:
    """Text that can be stored, which half of a surrogate pair cannot."""
    if not isinstance(value, str) or value != value.encode(errors="replace").decode():
        raise wrong(path, "a text")
    return value


def flag(value: Any, path: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise wrong(path, "true or false")
    return value


def time(value: Any, path: str) -> datetime:
    """A time that states its zone."""
    try:
        stated = datetime.fromisoformat(text(value, path))
    except ValueError:
        raise wrong(path, "a time such as 2026-11-24T10:11:12+00:00") from None
    if stated.tzinfo is None or stated.year not in _YEARS:
        raise wrong(path, "a time with its zone, from 1970 to 2199")
    return moment(str(stated))


def seconds(value: Any, path: str) -> float | None:
    """How long something took, if that is known."""
    if value is None:
        return None
    if type(value) not in (int, float) or not 0 <= value < math.inf:
        raise wrong(path, "a number of seconds, or null")
    return float(value)


def one_of(names: Mapping[str, Made]) -> Check:
    """A check for one of several names; it gives what the name stands for."""

    def check(value: Any, path: str) -> Made:
        if not isinstance(value, str) or value not in names:
            raise wrong(path, f"one of {', '.join(names)}")
        return names[value]

    return check


def count(value: Any, path: str) -> int:
    """How many of something, within reason."""
    if type(value) is not int or not 0 <= value <= 1_000_000:
        raise wrong(path, "a whole number from 0 to a million")
    return value


def several(each: Check) -> Check:
    """A check for a list of what ``each`` checks."""

    def check(value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise wrong(path, "a list")
        return tuple(each(one, f"{path}[{n}]") for n, one in enumerate(value))

    return check


def named(each: Check) -> Check:
    """A check for an object whose values are what ``each`` checks."""

    def check(value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise wrong(path, "an object")
        return {text(k, path): each(one, f"{path}.{k}") for k, one in value.items()}

    return check


def record(make: Callable[..., Made], fields: Mapping[str, Check]) -> Check:
    """A check for an object with just ``fields``; it gives what ``make`` makes."""

    def check(value: Any, path: str) -> Made:
        if not isinstance(value, dict) or set(value) != set(fields):
            raise wrong(path, f"an object with {', '.join(fields)}")
        parts = {k: field(value[k], f"{path}.{k}") for k, field in fields.items()}
        return make(**parts)

    return check
