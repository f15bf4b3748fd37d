"""What every drawing stands on: a box with the SVG, its captions and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from .markup import element, escape


@dataclass(frozen=True)
class Sheet:
    """A drawing of this ``size``, with the ``rules`` of its own.

    ``captions`` are the classes of what can be chosen, and what is then said. Shrunk
    to the ``smallest`` share of its size, the drawing scrolls sideways in its box.
    """

    title: str
    description: str
    inside: str
    size: tuple[float, float]
    rules: str = ""
    hint: str = ""
    captions: Sequence[tuple[str, str]] = ()
    legend: Sequence[tuple[str, str]] = ()
    smallest: float = 0.78
    largest: float = 1.25

    def html(self, prefix: str) -> str:
        """The whole; ids begin with the ``prefix``."""
        style = resources.files(__package__).joinpath("drawing.css").read_text("utf-8")
        return element(
            "div",
            element("style", style + self.rules),
            self._box(prefix),
            self._captions(),
            self._legend(),
            class_="backsweep-drawing",
            id=prefix,
        )

    def _box(self, prefix: str) -> str:
        """It can be focused, so that the arrow keys scroll it."""
        named = f"{self.title}, a drawing"
        return element(
            "div",
            self._svg(prefix),
            class_="sheet",
            tabindex=0,
            role="group",
            aria_label=named,
        )

    def _svg(self, prefix: str) -> str:
        """Named without a ``title``, which would pop up wherever the pointer rests."""
        wide, high = self.size
        least, most = self.smallest * wide, self.largest * wide
        return element(
            "svg",
            element("desc", escape(self.description), id=f"{prefix}-description"),
            self.inside,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {wide:g} {high:g}",
            style=f"min-width:{least:.0f}px;max-width:{most:.0f}px",
            role="group",
            aria_label=self.title,
            aria_describedby=f"{prefix}-description",
        )

    def _captions(self) -> str:
        """Hidden from readers, who are told the same at what they choose."""
        if not self.captions:
            return ""
        said = (
            element("p", said, class_=f"caption {name}") for name, said in self.captions
        )
        hint = element("p", escape(self.hint), class_="hint")
        return element("div", hint, *said, class_="captions", aria_hidden="true")

    def _legend(self) -> str:
        """Each a small picture, and what it means."""
        items = (
            element("li", picture, element("span", escape(words)))
            for picture, words in self.legend
        )
        return element("ul", *items, class_="legend") if self.legend else ""
