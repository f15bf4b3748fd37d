"""The vanishing lab: how much of a desire is left at the front of a deep network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ....explain.formula.numbers import spelled
from ....health.lab.curve import Curve
from ....health.lab.network import network
from ....health.lab.plain import plain
from ....health.lab.recipes import SPREADS
from ....health.lab.words import expectation, two_digits, words
from ...lab.limits import DEPTHS, LARGEST_FACTOR, LARGEST_SPREAD, WIDTHS
from ...lab.picture import Picture
from ..boxes import Box, box
from ..rendering import page

PLAIN = "plain"
KINDS = {
    PLAIN: "Plain factor",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "relu": "ReLU",
    "selu": "SELU",
    "silu": "SiLU",
}
RECIPES = {name: SPREADS[name] for name in ("glorot", "he")}
HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True)
class Setting:
    """What the form says: the kind of layer, and its numbers."""

    kind: str
    depth: Box
    factor: Box
    width: Box
    spread: Box

    @property
    def curve(self) -> Curve:
        """The curve of this setting."""
        depth = int(self.depth.number)
        if self.kind == PLAIN:
            return plain(self.factor.number, depth)
        width, spread = int(self.width.number), float(self.spread.number)
        return network(self.kind, depth, width, spread)


def setting(typed: Mapping[str, str]) -> Setting:
    """The setting that an address states; what it leaves out is the lesson's."""
    kind = typed.get("kind", PLAIN)
    return Setting(
        kind if kind in KINDS else PLAIN,
        _whole(typed, "depth", 5, DEPTHS),
        _number(typed, "factor", Fraction(1, 2), LARGEST_FACTOR),
        _whole(typed, "width", 64, WIDTHS),
        _number(typed, "spread", Fraction(1), LARGEST_SPREAD),
    )


def _number(typed: Mapping[str, str], name: str, number: Fraction, most: int) -> Box:
    """A box for a number that is not negative."""
    return box(typed, name, number, Fraction(0), Fraction(most), HUNDREDTH)


def _whole(typed: Mapping[str, str], name: str, number: int, allowed: range) -> Box:
    """A box for a whole number."""
    low, high, one = Fraction(allowed[0]), Fraction(allowed[-1]), Fraction(1)
    found = box(typed, name, Fraction(number), low, high, one)
    if found.number.denominator == 1:
        return found
    trouble = "use a whole number"
    return Box(name, found.text, Fraction(number), low, high, one, trouble)


async def lab(request: Request) -> Response:
    """The form, and the curve of what it says."""
    stated = setting(request.query_params)
    curve = stated.curve
    return page(
        request,
        "lab.html",
        setting=stated,
        kinds=KINDS,
        curve=curve,
        picture=Markup(Picture(curve).svg()),
        words=words(curve),
        expectation=expectation(curve),
        spreads=RECIPES,
        two_digits=two_digits,
        rows=_rows(curve),
    )


def _rows(curve: Curve) -> list[tuple[str, str, str]]:
    """For each layer, the factor that it multiplied by, and the product so far."""
    factors = ["", *("" if x is None else two_digits(x) for x in curve.factors)]
    layers = range(curve.depth, -1, -1)
    pairs = zip(layers, factors, curve.sizes, strict=True)
    return [(str(layer), factor, spelled(size)) for layer, factor, size in pairs]


routes = [Route("/lab", lab)]
