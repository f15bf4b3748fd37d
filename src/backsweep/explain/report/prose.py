"""Words for LaTeX: its own signs escaped, those of mathematics as mathematics."""

from __future__ import annotations

from ..formula.latex import escaped
from ..formula.names import SPELLED

HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
MATHEMATICS = {
    **{sign: sign for sign in "<>|"},
    "−": "-",
    "·": r"\cdot",
    "×": r"\times",
    "±": r"\pm",
    "≈": r"\approx",
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "→": r"\to",
    "←": r"\gets",
    "‖": r"\|",
    "√": r"\surd",
    "∞": r"\infty",
    "∂": r"\partial",
    "Σ": r"\Sigma",
    **{letter: f"\\{name}" for letter, name in SPELLED.items()},
    **{high: f"^{low}" for high, low in zip(HIGH, "0123456789-", strict=True)},
}
SIGNS = str.maketrans(
    {sign: f"${command}$" for sign, command in MATHEMATICS.items()}
    # right after the end of a row these would be read as its options
    | {sign: f"{{{sign}}}" for sign in "[]*"}
)


def prose(words: str) -> str:
    r"""The words so that LaTeX prints them as they are.

    >>> print(prose("50% of w_1 ≈ 2·10⁻³"))
    50\% of w\_1 $\approx$ 2$\cdot$10$^-$$^3$
    """
    return escaped(words).translate(SIGNS)
