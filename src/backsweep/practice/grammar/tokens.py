"""Text as words, numbers and signs, each with the place where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import normalize

from ..errors import Unreadable
from .typography import FRACTIONS, KEYBOARD, LOWERED, RAISED_DIGITS, SPOKEN

LONGEST_TEXT = 2000
MOST_DIGITS = 30
LARGEST_EXPONENT = 60

NUDGED = r"[d∂][A-Za-z][A-Za-z0-9_]*(?:\[[0-9, ]*\])?"
RATE = rf"(?P<rate>{NUDGED}[ ]*/[ ]*{NUDGED})|"
TOKEN = rf"""
    (?P<number> (?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+) (?:[eE][-+]?[0-9]+)? | [{FRACTIONS}] )
  | (?P<name> [A-Za-z][A-Za-z0-9_]* | [{"".join(SPOKEN)}] )
  | (?P<raised> [⁺⁻]?[{RAISED_DIGITS}]+ )
  | (?P<turned> \.T\b | ᵀ )
  | (?P<sign> \*\* | [-+*/@^()\[\],;≈\n] | =(?![=<>]) )
  | [^\S\n]+
  | (?P<unknown> [<>!:=]+ | \.{{2,}} | . )
"""
WITHOUT_RATES = re.compile(TOKEN, re.VERBOSE | re.DOTALL)
WITH_RATES = re.compile(RATE + TOKEN, re.VERBOSE | re.DOTALL)


@dataclass(frozen=True)
class Token:
    """A word, number or sign; ``start`` and ``end`` are its place in the text.

    Its ``kind`` is the name of its group in the pattern, or ``"end"``.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def place(self) -> str:
        """Where it stands, for a message: ``at 'foo', character 12``."""
        if self.kind == "end":
            return "at the end"
        return f"at {self.text!r}, character {self.start + 1}"

    def touches(self, other: Token) -> bool:
        """Whether ``other`` follows without a space."""
        return self.end == other.start and other.kind != "end"


def tokens(
    text: str, longest: int = LONGEST_TEXT, rates: bool = False
) -> tuple[Token, ...]:
    """The tokens of ``text``; what the language does not have is ``"unknown"``.

    Signs as people type them become those of a keyboard. With ``rates``, ``dC/dw1`` is
    one token.

    >>> [token.text for token in tokens("w1·a0 − 0.5²")]
    ['w1', '*', 'a0', '-', '0.5', '2', '']
    """
    check_length(text, longest)
    pattern = WITH_RATES if rates else WITHOUT_RATES
    matches = pattern.finditer(text.translate(KEYBOARD))
    found = [_token(one) for one in matches if one.lastgroup]
    return (*found, Token("end", "", len(text), len(text)))


def check_length(text: str, longest: int) -> None:
    """Refuses a text that is too long to be looked at quickly."""
    if len(text) > longest:
        raise Unreadable(
            f"{len(text)} characters are too many",
            where=f"after character {longest}",
            cure=f"write at most {longest}",
        )


def _token(found: re.Match[str]) -> Token:
    kind, text = found.lastgroup or "", found.group()
    written = text.translate(LOWERED) if kind == "raised" else text
    return Token(kind, SPOKEN.get(written, written), *found.span())


def number(token: Token) -> Fraction:
    """The number that a token is, exactly.

    >>> number(tokens("0.1")[0]), number(tokens("½")[0])
    (Fraction(1, 10), Fraction(1, 2))
    """
    mantissa, _, power = token.text.lower().partition("e")
    if len(mantissa) > MOST_DIGITS or len(power) > MOST_DIGITS:
        raise _too_long(token, f"{MOST_DIGITS} digits")
    if abs(int(power or 0)) > LARGEST_EXPONENT:
        raise _too_long(token, f"an exponent of {LARGEST_EXPONENT}")
    return Fraction(normalize("NFKC", token.text).replace("\N{FRACTION SLASH}", "/"))


def _too_long(token: Token, most: str) -> Unreadable:
    where = f"at character {token.start + 1}"
    return Unreadable("the number is too long", where=where, cure=f"use at most {most}")
