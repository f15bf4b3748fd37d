"""What the lab has no room for, or no name for."""

from __future__ import annotations

from ...errors import BacksweepError


class OutOfBounds(BacksweepError, ValueError):
    """A number that the lab has no room for."""

    why = "the lab works everything out as you look at it"


class UnknownRecipe(BacksweepError, KeyError):
    """A way to draw weights that has no such name."""

    why = "weights are drawn by a known recipe, or with a spread of your own"


class BeyondFloats(BacksweepError, ArithmeticError):
    """Signals so large or so small that no float can hold them."""

    why = "what is multiplied at every layer leaves the range of floats sooner or later"
