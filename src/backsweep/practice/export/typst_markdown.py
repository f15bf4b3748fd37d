"""Markdown of a card as Typst code. A picture is told by its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it.tree import SyntaxTreeNode

from ..lesson.directives import DEEPEST, read
from ..lesson.markdown import tokens
from .typst_code import call, content, row, string
from .typst_math import equation

Node = SyntaxTreeNode


def blocks(source: str, depth: int = 0) -> list[str]:
    """The paragraphs, lists and formulas of a text, each as code.

    >>> blocks("Rates *multiply*.")
    ['par(([#"Rates "], emph([#"multiply"]), [#"."]).join())']
    """
    nodes = Node(tokens(source)).children
    return [_block(node, depth) for node in nodes if node.type != "front_matter"]


def heading(source: str) -> tuple[str, list[str]]:
    """The first paragraph of a text as the words of a heading, and the other blocks."""
    nodes = Node(tokens(source)).children
    if nodes and nodes[0].type == "paragraph":
        return _inside(nodes[0]), [_block(node, 0) for node in nodes[1:]]
    return "none", blocks(source)


def _block(node: Node, depth: int) -> str:
    if node.type == "colon_fence":
        return _aside(node, depth)
    if node.type in HOLDERS:
        return HOLDERS[node.type](node, depth)
    write = BLOCKS.get(node.type)
    return write(node) if write else call("raw", string(node.content), block="true")


def _inside(node: Node) -> str:
    """The words of a paragraph, a heading, a cell."""
    return row(map(_inline, node.children))


def _inline(node: Node) -> str:
    write = INLINES.get(node.type)
    if write:
        return write(node)
    return _inside(node) if node.children else content(node.content)


def _alone(node: Node) -> str:
    """The formula that is all of a paragraph, on a line of its own; else nothing."""
    [line] = node.children
    kinds = [one.type for one in line.children]
    return equation(line.children[0].content, True) if kinds == ["math_inline"] else ""


def _all(node: Node, depth: int) -> str:
    return row(_block(one, depth) for one in node.children)


def _items(node: Node, depth: int) -> str:
    items = [_all(item, depth) for item in node.children]
    if node.type == "bullet_list":
        return call("list", *items)
    return call("enum", *items, start=str(int(node.attrs.get("start", 1))))


def _quotation(node: Node, depth: int) -> str:
    return call("aside", _all(node, depth))


def _aside(node: Node, depth: int) -> str:
    """A note; one too deep inside others is shown as it was written."""
    one = read(node.to_tokens()[0])
    if depth == DEEPEST:
        return call("raw", string(one.body.source), block="true")
    title = [call("par", call("strong", content(one.title)))] if one.title else []
    return call("aside", row(title + blocks(one.body.source, depth + 1)))


def _table(node: Node) -> str:
    """The first row is the head, so that a reader is told what each cell is of."""
    head, *body = [line for part in node.children for line in part.children]
    cells = [_inside(cell) for line in body for cell in line.children]
    first = call("table.header", *map(_inside, head.children))
    return call("table", first, *cells, columns=str(len(head.children)))


BLOCKS: Mapping[str, Callable[[Node], str]] = {
    "paragraph": lambda node: _alone(node) or call("par", _inside(node)),
    "heading": lambda node: call("par", call("strong", _inside(node))),
    "math_block": lambda node: equation(node.content, block=True),
    "math_block_label": lambda node: equation(node.content, block=True),
    "table": _table,
    "hr": lambda node: "v(1em)",
}
HOLDERS: Mapping[str, Callable[[Node, int], str]] = {
    "bullet_list": _items,
    "ordered_list": _items,
    "blockquote": _quotation,
}
INLINES: Mapping[str, Callable[[Node], str]] = {
    "em": lambda node: call("emph", _inside(node)),
    "strong": lambda node: call("strong", _inside(node)),
    "code_inline": lambda node: call("raw", string(node.content)),
    "math_inline": lambda node: equation(node.content),
    "softbreak": lambda node: content(" "),
    "hardbreak": lambda node: call("linebreak"),
}
