"""What a formula in prose is made of: how it looks, not what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Any part of a formula."""


@dataclass(frozen=True)
class Row(Part):
    """Parts one after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Name(Part):
    """A letter, or an ``upright`` word such as ``tanh``."""

    word: str
    upright: bool = False


@dataclass(frozen=True)
class Digits(Part):
    """A number as it was written."""

    digits: str


@dataclass(frozen=True)
class Sign(Part):
    """An operator, a relation, a bracket.

    ``limits`` go below and above some; ``front`` is the minus of ``-2``.
    """

    sign: str
    limits: bool = False
    front: bool = False


@dataclass(frozen=True)
class Words(Part):
    """Words of a sentence."""

    words: str


@dataclass(frozen=True)
class Space(Part):
    """Empty room, in em."""

    width: float


@dataclass(frozen=True)
class Fraction(Part):
    """One over the other."""

    top: Part
    bottom: Part


@dataclass(frozen=True)
class Root(Part):
    """A square root, or one of another ``degree``."""

    of: Part
    degree: Part | None = None


@dataclass(frozen=True)
class Scripts(Part):
    """A base with something below it, above it, or both."""

    base: Part
    below: Part | None = None
    above: Part | None = None


@dataclass(frozen=True)
class Accent(Part):
    """A sign over a base."""

    base: Part
    sign: str


@dataclass(frozen=True)
class Fenced(Part):
    """A part between brackets that grow with it; a bracket may be empty."""

    left: str
    of: Part
    right: str


@dataclass(frozen=True)
class Table(Part):
    """Rows of cells; ``kind`` is the environment's name."""

    kind: str
    rows: tuple[tuple[Part, ...], ...]
