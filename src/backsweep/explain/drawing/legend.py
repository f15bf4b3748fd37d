"""What the lines and signs of a drawing mean: small pictures with a few words each."""

from __future__ import annotations

from .markup import element
from .picture import Network

Entry = tuple[str, str]


def roomy(network: Network, shared: bool) -> list[Entry]:
    """For drawings with words on their neurons."""
    entries = [
        (_swatch(_lines()), _thickness(network)),
        (_swatch(_path("line minus", "M1 7H33", 2.5)), "dashed: negative"),
        ('<span class="desire">← 2</span>', "desire: the cost's rate for this value"),
    ]
    halo = _path("halo", "M5 7H29", 11) + _path("line", "M1 7H33", 2.5)
    return (
        [*entries, (_swatch(halo), "shared by several chains")] if shared else entries
    )


def dense(network: Network) -> list[Entry]:
    """For drawings without words."""
    return [
        (
            _swatch(_disc(10, "disc") + _disc(25, "disc hollow")),
            "value; hollow: negative",
        ),
        (_swatch(_path("bar", "M4 7H30", None)), "desire; dashed: negative"),
        (_swatch(_lines()), _thickness(network)),
        (_swatch(_path("line minus", "M1 7H33", 1.5)), "dashed: negative"),
    ]


def _thickness(network: Network) -> str:
    """Of what the thickness is, where it is not of weights alone."""
    if not network.weights:
        return "thickness: size of the rate"
    if len(network.weights) == len(network.connections):
        return "thickness: size of the weight"
    return "thickness: size of the weight, or of the rate where there is none"


def _swatch(inside: str) -> str:
    return element("svg", inside, viewBox="0 0 34 14", aria_hidden="true")


def _lines() -> str:
    return _path("line", "M1 4H33", 1.2) + _path("line", "M1 10H33", 4)


def _path(kind: str, data: str, wide: float | None) -> str:
    return element("path", class_=kind, d=data, stroke_width=wide)


def _disc(x: int, kind: str) -> str:
    return element("circle", class_=kind, cx=x, cy=7, r=4.5)
