"""Small pieces of XML, for QTI. What is foreign stands in text and in attributes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ...explain.formula.expression import Formula
from ...explain.formula.mathml import math
from ..exercise.words import Words

Element = ElementTree.Element
MATHML = "http://www.w3.org/1998/Math/MathML"
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, escaped or not."""


def element(tag: str, *inside: Element | str | Formula, **attributes: str) -> Element:
    """An element; a trailing underscore of an attribute's name is left out.

    >>> from backsweep.explain.formula.expression import Symbol
    >>> ElementTree.tostring(element("p", "a < ", element("em", "b"), lang_="en"))
    b'<p lang="en">a &lt; <em>b</em></p>'
    """
    made = Element(tag, {k.rstrip("_"): legal(v) for k, v in attributes.items()})
    for one in inside:
        _add(made, one)
    return made


def root(tag: str, namespace: str, schema: str, *inside: Element, **at: str) -> Element:
    """The outermost element of a file, with its namespace and where its schema is."""
    made = element(tag, *inside, xmlns=namespace, **at)
    made.set("xmlns:xsi", SCHEMA_INSTANCE)
    made.set("xsi:schemaLocation", f"{namespace} {schema}")
    return made


def paragraph(words: Words, *more: Element) -> Element:
    """Words with their formulas as a paragraph."""
    return element("p", *words, *more)


def document(whole: Element) -> bytes:
    """The file."""
    return ElementTree.tostring(whole, "utf-8", xml_declaration=True) + b"\n"


def legal(words: str) -> str:
    """The words, without what no XML file may hold."""
    return FORBIDDEN.sub("", words)


def _add(to: Element, one: Element | str | Formula) -> None:
    if isinstance(one, Formula):
        drawn = ElementTree.fromstring(math(one))
        drawn.set("xmlns", MATHML)
        to.append(drawn)
    elif isinstance(one, Element):
        to.append(one)
    elif len(to):
        to[-1].tail = (to[-1].tail or "") + legal(one)
    else:
        to.text = (to.text or "") + legal(one)
