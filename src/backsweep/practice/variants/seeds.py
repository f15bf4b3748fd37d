"""Seeds that can be read out over a table: six letters and digits, none alike."""

from __future__ import annotations

import hashlib
import random
import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 6
PRINTED = "printed"
"""The seed of the numbers that the lesson itself prints."""


def fresh_seed() -> str:
    """A seed that nobody has had before.

    >>> len(fresh_seed())
    6
    """
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def is_seed(text: str) -> bool:
    """Whether it could be a seed."""
    return text == PRINTED or (len(text) == LENGTH and set(text) <= set(LETTERS))


def after(seed: str, why: str = "") -> str:
    """The seed that follows: the same everywhere, so that a series can be shared."""
    number = int.from_bytes(hashlib.sha256(f"{seed}/{why}".encode()).digest()[:8])
    draw = random.Random(number)
    return "".join(draw.choice(LETTERS) for _ in range(LENGTH))


def generator(*names: object) -> random.Random:
    """Random numbers that are the same wherever the names are."""
    return random.Random("/".join(map(str, names)))
