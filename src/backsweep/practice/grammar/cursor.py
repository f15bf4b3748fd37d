"""A place in a row of tokens, moved along by whoever reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import Unreadable
from .tokens import Token

T = TypeVar("T")


class Cursor:
    """Walks through ``tokens``, which end with one of kind ``"end"``."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens, self.place = tokens, 0

    @property
    def next(self) -> Token:
        """The token that is read next."""
        return self.tokens[self.place]

    @property
    def last(self) -> Token:
        """The token that was read last; at the beginning, the end."""
        return self.tokens[self.place - 1]

    @property
    def done(self) -> bool:
        """Whether everything was read."""
        return self.next.kind == "end"

    def take(self) -> Token:
        """Reads a token, whatever it is."""
        token = self.next
        self.place += not self.done
        return token

    def accept(self, *signs: str) -> Token | None:
        """Reads one of ``signs`` if it comes next."""
        found = self.next.kind == "sign" and self.next.text in signs
        return self.take() if found else None

    def expect(self, wanted: str) -> Token:
        """Reads the sign ``wanted``, or says that it is missing."""
        token = self.accept(wanted)
        if token is None:
            raise self.missing(repr(wanted))
        return token

    def a(self, kind: str, called: str) -> Token:
        """Reads a token of this kind, which messages call ``called``."""
        if self.next.kind != kind:
            raise self.missing(called)
        return self.take()

    def several(self, read: Callable[[], T], separator: str = ",") -> tuple[T, ...]:
        """Reads one or more, with ``separator`` between them."""
        found = [read()]
        while self.accept(separator):
            found.append(read())
        return tuple(found)

    def missing(self, wanted: str) -> Unreadable:
        """The error that something else was expected here."""
        found = "the text ends" if self.done else f"{self.next.text!r} is not expected"
        return Unreadable(found, where=self.next.place, cure=f"write {wanted} here")

    def finish(self) -> None:
        """Makes sure that nothing is left."""
        if not self.done:
            raise self.missing("a sign such as + or *, or nothing more,")
