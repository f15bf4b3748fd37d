r"""Typeset formulas as the plain ones that the reader knows: ``\frac{1}{2}``."""

from __future__ import annotations

import re

from .tokens import LONGEST_TEXT, check_length

NO_TEXT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what has no place in a formula, so that nothing is read across it."""
DEEPEST = 20
GROUP = r"\s*\{([^{}]*)\}"
STRUCTURE = re.compile(
    rf"\\[dt]?frac{GROUP}{GROUP}|\\[dt]?frac\s*(\d)\s*(\d)|\\sqrt{GROUP}|\^{GROUP}"
)
WORD = re.compile(r"\\(?:mathrm|text|operatorname)\s*\{(\w+)\}")
BELOW = re.compile(r"_\s*(?:\{(\w+)\}|([0-9]+|[A-Za-z]))")
TURNED = re.compile(r"\^\s*(?:\{\s*(?:T|\\top)\s*\}|T\b|\\top\b)")
COMMAND = re.compile(r"\\([A-Za-z]+|.)")
NUDGED = re.compile(r"\s*([d∂])\s*([A-Za-z]\w*)\s*")
KEPT = ("frac", "dfrac", "tfrac", "sqrt")
COMMANDS = {
    "cdot": "*",
    "times": "*",
    "approx": "≈",
    "partial": "∂",
    "sigma": " sigmoid",
    "ln": " log",
    "\\": ";",
    **{name: f" {name}" for name in ("tanh", "exp", "log", "max", "sum")},
    **dict.fromkeys(("left", "right", "quad", "qquad", ",", ";", ":", "!", " "), " "),
    **dict.fromkeys(("dots", "cdots", "ldots"), "…"),
}


def plain(text: str) -> str:
    r"""The formula on one line, as the reader takes it.

    >>> plain(r"\frac{\partial C}{\partial a_3} = 2(a_3 - y)^{2}")
    '(∂C/∂a3) = 2(a3 - y)^(2)'
    """
    check_length(text, LONGEST_TEXT)
    made = BELOW.sub(r"\1\2 ", WORD.sub(r"\1", text))
    made = COMMAND.sub(_command, TURNED.sub(".T", made)).replace("&", " ")
    made = _opened(made).replace("{", "(").replace("}", ")")
    return re.sub(r" (?=[^\w∂*=≈+-])|(?<=[(∂]) ", "", " ".join(made.split()))


def _command(found: re.Match[str]) -> str:
    name = found.group(1)
    return found.group() if name in KEPT else COMMANDS.get(name, NO_TEXT)


def _opened(text: str) -> str:
    """Fractions, roots and exponents with brackets in place of braces, from within."""
    for _ in range(DEEPEST):
        text, count = STRUCTURE.subn(_structure, text)
        if not count:
            break
    return text


def _structure(found: re.Match[str]) -> str:
    top, bottom, upper, lower, root, exponent = found.groups()
    if root is not None:
        return f" sqrt({root})"
    if exponent is not None:
        return f"^({exponent})"
    if upper is not None:
        return f"({upper}/{lower})"
    over, under = NUDGED.fullmatch(top), NUDGED.fullmatch(bottom)
    if over and under:
        return f"({''.join(over.groups())}/{''.join(under.groups())})"
    return f"(({top})/({bottom}))"
