"""A question with a few answers to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from ..exercise.words import Words


@dataclass(frozen=True)
class Option:
    """An answer: ``mistakes`` are the ids of the wrong derivations that lead to it."""

    id: str
    words: Words
    mistakes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "".join(map(str, self.words))


@dataclass(frozen=True)
class Question:
    """What is asked, what can be chosen, and the id of what is right."""

    id: str
    words: Words
    options: tuple[Option, ...]
    right: str

    def option(self, chosen: str) -> Option | None:
        """The option of that id."""
        return next((one for one in self.options if one.id == chosen), None)
