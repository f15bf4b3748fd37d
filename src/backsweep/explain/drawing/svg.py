"""A picture as inline SVG: no script, and every style held within it."""

from __future__ import annotations

from hashlib import sha256

from . import layers, network
from .picture import Layers, Network


def drawing(picture: Network | Layers, prefix: str = "") -> str:
    """The picture for a page or a notebook, with its legend and its captions.

    Ids begin with the ``prefix``, by default one made from what the picture shows, so
    that several drawings can stand on one page.

    >>> from ..formula.expression import Symbol
    >>> from .picture import Layer
    >>> one = Layer("x", Symbol("x"), (3,), size=1.0, desire=0.5, gain=None)
    >>> drawing(Layers((one,), ()), prefix="first")[:42]
    '<div class="backsweep-drawing" id="first">'
    """
    own = prefix or f"drawing-{sha256(repr(picture).encode()).hexdigest()[:8]}"
    if isinstance(picture, Network):
        return network.sheet(picture, own).html(own)
    return layers.sheet(picture).html(own)
