"""Numbers and times as parts of a sentence."""

from __future__ import annotations

from datetime import timedelta

SPANS = (("day", 86400), ("hour", 3600), ("minute", 60))


def counted(number: int, thing: str, things: str = "") -> str:
    """A number of things.

    >>> counted(1, "card"), counted(9, "card"), counted(2, "try", "tries")
    ('1 card', '9 cards', '2 tries')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def percent(share: float) -> str:
    """A share of a whole.

    >>> percent(0.931)
    '93\N{NO-BREAK SPACE}%'
    """
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def sentence(words: str) -> str:
    """Words with a capital in front and a full stop behind.

    >>> sentence("a card comes back")
    'A card comes back.'
    """
    return f"{words[:1].upper()}{words[1:]}."


def span(time: timedelta) -> str:
    """How long something takes, to the nearest unit that a person would name.

    >>> span(timedelta(minutes=9.6)), span(timedelta(days=2, hours=3))
    ('10 minutes', '2 days')
    """
    seconds = time.total_seconds()
    for unit, length in SPANS:
        if round(seconds / length):
            return counted(round(seconds / length), unit)
    return "a moment"
