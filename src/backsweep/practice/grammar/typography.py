"""Characters as books and telephones set them, and those that a keyboard has for them.

>>> "w1·a0 − ２²".translate(KEYBOARD)
'w1*a0 - 2²'
"""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
TIMES = "\N{MIDDLE DOT}\N{MULTIPLICATION SIGN}\N{DOT OPERATOR}\N{ASTERISK OPERATOR}"
OVER = "\N{FRACTION SLASH}\N{DIVISION SLASH}\N{DIVISION SIGN}"
LOW_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
KEYBOARD: dict[int, str | int] = {
    **FULL_WIDTH,
    **{ord(low): digit for low, digit in zip(LOW_DIGITS, "0123456789", strict=True)},
    **{ord(sign): "-" for sign in MINUS},
    **{ord(sign): "*" for sign in TIMES},
    **{ord(sign): "/" for sign in OVER},
    ord("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}"): "^",
}
"""One character for one, so that places in a text stay what they are."""
LOWERED = str.maketrans(RAISED_DIGITS + "⁺⁻", "0123456789+-")
SPOKEN = {
    "\N{GREEK SMALL LETTER SIGMA}": "sigmoid",
    "\N{SQUARE ROOT}": "sqrt",
    "\N{GREEK CAPITAL LETTER SIGMA}": "sum",
    "\N{N-ARY SUMMATION}": "sum",
}
"""Signs that are names of functions."""
