"""What the formulas must know of a floating point format: its fields and constants."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..lane import Lane, fma, horner
from .coefficients import COEFFICIENTS

LN2_TAIL = 2.3190468138462996e-17  # ln(2) less its float64
LN2_TAIL32 = -1.904654299957768e-09  # ln(2) less its float32


@dataclass(frozen=True)
class Format:
    """A binary format of IEEE 754-2019, section 3.6."""

    name: str
    digits: int
    """Stored fraction bits."""
    bias: int
    """The exponent field of 1.0."""
    ln2: float
    """The format's nearest number to ln(2)."""
    ln2_tail: float
    """What that leaves of ln(2)."""
    round_shift: float
    """Adding it leaves a whole number in the low bits, rounded to nearest even."""

    @property
    def one(self) -> int:
        """The bits of 1.0."""
        return self.bias << self.digits

    def two_parts(self, near: float, rest: float = 0.0) -> tuple[float, float]:
        """Split the constant ``near + rest`` into its rounded value and what is left.

        Only float64 needs the `rest`: it lies beyond what a Python float can hold.
        """
        if self.digits == 52:
            return near, rest
        head = float(np.float32(near))
        return head, near - head


FORMATS = {
    np.dtype(np.float32): Format(
        "float32", 23, 127, float(np.float32(math.log(2))), LN2_TAIL32, 1.5 * 2.0**23
    ),
    np.dtype(np.float64): Format(
        "float64", 52, 1023, math.log(2), LN2_TAIL, 1.5 * 2.0**52
    ),
}


def format_of(x: Lane) -> Format:
    """Return the format of a float lane."""
    return FORMATS[x.dtype]


def polynomial(name: str, x: Lane) -> Lane:
    """Return the fitted polynomial `name` of x, with the coefficients of its format."""
    return horner(x, COEFFICIENTS[name][format_of(x).name])


def power_of_two(exponent: Lane, form: Format) -> Lane:
    """Return ``2.0 ** exponent`` for an integer lane within the normal exponents.

    Only the lowest bits of `exponent` count, so it may carry a `round_shift` above.
    """
    return ((exponent << form.digits) + form.one).from_bits()


def nearest_whole(x: Lane, scale: float) -> tuple[Lane, Lane]:
    """Return ``rint(x * scale)`` as a float, and as the low bits of an integer.

    Adding a large number and looking at the low bits avoids the conversion to int64,
    which AVX2 lacks (W. J. Cody and W. Waite, "Software Manual for the Elementary
    Functions", 1980).
    """
    shift = format_of(x).round_shift
    shifted = fma(x, scale, shift)
    return shifted - shift, shifted.bits()
