"""Markdown of a lesson as plain text, for a terminal and for files without markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from textwrap import indent

from markdown_it.tree import SyntaxTreeNode

from ..errors import Unreadable
from .directives import read
from .formulas.text import text
from .markdown import tokens

Node = SyntaxTreeNode
FENCE = re.compile(r"^[ \t]*:{3,}.*$", re.MULTILINE)


def plain(source: str) -> str:
    """The words, with formulas spelled out; blocks are parted by an empty line.

    >>> plain("The *slope* is $w \\\\cdot 2 = 8$.")
    'The slope is w · 2 = 8.'
    """
    return _all(Node(tokens(source))).strip()


def spelled(latex: str) -> str:
    """A formula as text; one that cannot be read, as it is written."""
    try:
        return text(latex)
    except Unreadable:
        return latex.strip()


def _all(node: Node) -> str:
    return "\n\n".join(filter(None, map(_block, node.children)))


def _block(node: Node) -> str:
    write = BLOCKS.get(node.type)
    return write(node) if write else node.content.rstrip("\n")


def _inside(node: Node) -> str:
    """The words of a paragraph, a heading, a cell."""
    return "".join(map(_inline, node.children))


def _inline(node: Node) -> str:
    write = INLINES.get(node.type)
    if write:
        return write(node)
    return _inside(node) if node.children else node.content


def _items(node: Node) -> str:
    """A list, each item with its mark; what follows in an item stands below it."""
    ordered = node.type == "ordered_list"
    first = int(node.attrs.get("start", 1)) if ordered else 0
    marks = (f"{first + n}. " if ordered else "- " for n in range(len(node.children)))
    return "\n".join(map(_item, marks, node.children))


def _item(mark: str, node: Node) -> str:
    return mark + indent(_all(node), " " * len(mark)).lstrip()


def _table(node: Node) -> str:
    rows = [row for part in node.children for row in part.children]
    return "\n".join(" | ".join(map(_inside, row.children)) for row in rows)


def _aside(node: Node) -> str:
    """A note; the notes inside it are told as part of it."""
    one = read(node.to_tokens()[0])
    inside = FENCE.sub("", one.body.source)
    return "\n\n".join(filter(None, map(plain, [one.title, inside])))


def _quotation(node: Node) -> str:
    return indent(_all(node), "> ", lambda line: True)


BLOCKS: Mapping[str, Callable[[Node], str]] = {
    **dict.fromkeys(("paragraph", "heading"), _inside),
    **dict.fromkeys(("bullet_list", "ordered_list"), _items),
    **dict.fromkeys(("math_block", "math_block_label"), lambda n: spelled(n.content)),
    "blockquote": _quotation,
    "table": _table,
    "colon_fence": _aside,
    "hr": lambda node: "",
    "front_matter": lambda node: "",
}
INLINES: Mapping[str, Callable[[Node], str]] = {
    "math_inline": lambda node: spelled(node.content),
    "softbreak": lambda node: " ",
    "hardbreak": lambda node: "\n",
}
