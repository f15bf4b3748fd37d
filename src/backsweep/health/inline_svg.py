"""A drawing by matplotlib as part of a page: in its colours, and named for readers."""

from __future__ import annotations

import re
from hashlib import sha256
from xml.etree import ElementTree

from .style import COOL, FAINT, INK, STYLE, WARM

Element = ElementTree.Element
SPACE = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
COLOURS = {
    INK: "--ink",
    FAINT: "--faint",
    STYLE["grid.color"]: "--line",
    COOL: "--accent",
    WARM: "--warn",
}
"""What the style sheet of a page calls the colours of a picture."""
COLOUR = re.compile("|".join(COLOURS))
REFERENCE = re.compile(r"(?<=#)[\w.-]+")
FONT = re.compile(r" ?font-family:[^;]*;?")
WORDS = "font-family:ui-sans-serif,system-ui,sans-serif"
WIDEST = 560
"""In pixels: then its words are about as large as those of the page."""
LEFT_OUT = ("metadata", "style")


def inline(drawn: str, title: str, told: str) -> str:
    """The drawing as an element, without paper and fonts of its own.

    Ids that something refers to begin with a mark made from what it shows, so that
    several drawings can stand on one page; all others are left out.
    """
    root, mark = ElementTree.fromstring(drawn), sha256(drawn.encode()).hexdigest()[:8]
    for one in root.iter():
        one.tag = one.tag.removeprefix(f"{{{SPACE}}}")
    _strip(root)
    used = {name for one in root.iter() for name in _references(one)}
    for one in root.iter():
        _dress(one, used, f"health-{mark}-")
    _name(root, title, told, f"health-{mark}")
    return ElementTree.tostring(root, "unicode")


def _strip(root: Element) -> None:
    """Without the paper, and without what would be about more than this drawing."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in LEFT_OUT or child.get("id") == "patch_1":
                parent.remove(child)


def _references(one: Element) -> list[str]:
    """The ids that an element refers to."""
    return [
        name for text in _referring(one).values() for name in REFERENCE.findall(text)
    ]


def _referring(one: Element) -> dict[str, str]:
    known = {key: one.get(key, "") for key in (HREF, "clip-path")}
    return {key: text for key, text in known.items() if "#" in text}


def _dress(one: Element, used: set[str], mark: str) -> None:
    """An element with the page's colours and font, its ids and references marked."""
    if one.get("id") in used:
        one.set("id", mark + one.get("id", ""))
    else:
        one.attrib.pop("id", None)
    for key, text in _referring(one).items():
        one.attrib.pop(key)
        one.set(key.removeprefix(HREF) or "href", text.replace("#", f"#{mark}"))
    if "style" in one.attrib:
        plain = FONT.sub("", one.get("style", ""))
        one.set("style", COLOUR.sub(lambda x: f"var({COLOURS[x[0]]})", plain))


def _name(root: Element, title: str, told: str, mark: str) -> None:
    """A role, a name and a description; as wide as there is room."""
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    for place, (tag, words) in enumerate({"title": title, "desc": told}.items()):
        one = Element(tag, {"id": f"{mark}-{tag}"})
        one.text = words
        root.insert(place, one)
    root.set("role", "img")
    root.set("aria-labelledby", f"{mark}-title")
    root.set("aria-describedby", f"{mark}-desc")
    root.set("style", f"width:100%;max-width:{WIDEST}px;{WORDS};stroke-linejoin:round")
