"""``backsweep vanish``: the vanishing lab, as a table, a picture or JSON."""

from __future__ import annotations

import json as encoded
from dataclasses import asdict, dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..health.lab.curve import Curve
from ..health.lab.data import data
from ..health.lab.network import network
from ..health.lab.plain import plain
from ..health.lab.words import expectation, words
from .mistakes import Mistake, ours_in_one_line
from .showing import PIPED, WIDEST, write
from .values import number
from .vanish_table import table

PICTURES = (".png", ".svg")
CHAIN, DEEP, WIDE, GLOROT = 5, 30, 64, "glorot"
"""What is shown unless it is asked for: the lesson's chain, or a deep network."""


@dataclass(frozen=True)
class Network:
    """What was typed about a network; ``None`` for what was not."""

    activation: str | None = None
    width: int | None = None
    init: str | None = None
    seed: int | None = None

    @property
    def given(self) -> list[str]:
        """The options that were typed."""
        return [
            f"--{name}" for name, value in asdict(self).items() if value is not None
        ]


def run_vanishing(
    factor: str | None, depth: int | None, asked: Network, out: Path | None, json: bool
) -> None:
    """Work the curve out and show it; what goes wrong is told in one line."""
    _check(factor, asked, out)
    curve = ours_in_one_line(lambda: _curve(factor, depth, asked))
    if json:
        print(encoded.dumps(data(curve), indent=2, ensure_ascii=False))
    else:
        _show(curve)
    if out is not None:
        from ..health.lab.drawing import draw

        write(out, draw(curve, out.suffix.lower()[1:]), stderr=json)


def _check(factor: str | None, asked: Network, out: Path | None) -> None:
    """Raise for options that do not go together."""
    if factor is not None and asked.activation is not None:
        raise Mistake(
            "--factor is of a plain chain, --activation of a network: give one of them"
        )
    if asked.given and asked.activation is None:
        raise Mistake(f"{asked.given[0]} is about a network: add --activation NAME")
    if out is not None and out.suffix.lower() not in PICTURES:
        raise Mistake(f"{out} is no picture: name a file that ends in .png or .svg")
    if out is not None and find_spec("matplotlib") is None:
        raise Mistake('a picture needs matplotlib: pip install "backsweep[train]"')


def _curve(factor: str | None, depth: int | None, asked: Network) -> Curve:
    if asked.activation is None:
        exact = Fraction(number(factor or "1/2", "--factor"))
        return plain(exact, CHAIN if depth is None else depth)
    layers = DEEP if depth is None else depth
    width = WIDE if asked.width is None else asked.width
    init = _init(asked.init or GLOROT)
    return network(asked.activation, layers, width, init, asked.seed or 0)


def _init(text: str) -> str | float:
    """A number if it is one; a recipe's name is looked up later."""
    try:
        return float(Fraction(text))
    except (ValueError, ArithmeticError):
        return text


def _show(curve: Curve) -> None:
    console = Console(highlight=False)
    console.width = min(console.width, WIDEST) if console.is_terminal else PIPED
    layers = "1 layer" if curve.depth == 1 else f"{curve.depth} layers"
    console.print(Text(f"{layers}: {curve.made}", "bold"), end="\n\n")
    console.print(table(curve, console.width))
    told = f"{words(curve)} {expectation(curve)}".strip()
    console.print(Text(f"\n{told}"))
