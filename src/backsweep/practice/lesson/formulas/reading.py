"""LaTeX read into the parts of a formula. There are no macros, and nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...errors import Unreadable
from .parts import (
    Accent,
    Digits,
    Fenced,
    Fraction,
    Name,
    Part,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    Table,
    Words,
)
from .signs import ACCENTS, FUNCTIONS, LETTERS, LIMITED, PRIME, ROOM, SIGNS, TYPED

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\.\d+|\S", re.DOTALL)
LONGEST, DEEPEST = 2_000, 30
"""The characters that a formula may have, and how many groups inside each other."""
BRACES = re.compile(r"\s*\{([^{}\\$]*)\}")
TABLES = {"matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]")}
TABLES |= {"vmatrix": ("|", "|"), "cases": ("{", ""), "aligned": ("", "")}
TABLES |= {"split": ("", ""), "align": ("", ""), "align*": ("", "")}
"""The environments, each with its brackets."""
ENDS = {"}", "&", r"\\", r"\right", r"\end", "]"}
BRACKETS = {*"()[]|/.", r"\{", r"\}", r"\|"}
CLOSING = {*")]}|!‖", PRIME}
LETTER = re.compile(r"[^\W\d_]")


def read(latex: str) -> Part:
    r"""The formula; raises ``Unreadable`` for what the small part of LaTeX lacks.

    >>> read(r"\frac12")
    Row(parts=(Fraction(top=Digits(digits='1'), bottom=Digits(digits='2')),))
    """
    if len(latex) > LONGEST:
        raise unreadable(
            f"a formula of {len(latex):,} characters", "write a shorter one"
        )
    return Reader(latex).whole()


def unreadable(what: str, cure: str = "") -> Unreadable:
    """The error for a formula that cannot be drawn."""
    why = "formulas are drawn from a small part of LaTeX"
    return Unreadable(what, where="a formula", why=why, cure=cure)


class Reader:
    """Reads one formula from left to right."""

    def __init__(self, latex: str):
        self.latex, self.place, self.depth = latex, 0, 0

    def whole(self) -> Part:
        """All of it."""
        made = self.row(set())
        if token := self.peek():
            raise unreadable(f"{token} without its beginning")
        return made

    def peek(self) -> str:
        """The next token; empty at the end."""
        found = TOKEN.search(self.latex, self.place)
        return found[0] if found else ""

    def take(self) -> str:
        """The next token, and move on."""
        found = TOKEN.search(self.latex, self.place)
        if not found:
            raise unreadable("a formula that ends too early")
        self.place = found.end()
        return found[0]

    def expect(self, token: str) -> None:
        """Move on past a token that has to come."""
        if (found := self.take()) != token:
            raise unreadable(f"{found} in the place of {token}")

    def word(self) -> str:
        """The words in braces, as they are written."""
        found = BRACES.match(self.latex, self.place)
        if not found:
            raise unreadable("words that are not plain ones in braces")
        self.place = found.end()
        return found[1]

    def row(self, ends: set[str]) -> Row:
        """Parts up to one of the ends, which is left standing."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise unreadable("groups too deep inside each other")
        parts: list[Part] = []
        while (token := self.peek()) and token not in ends:
            if token in ENDS and token != "]":
                break
            parts.append(_in_front(self.scripted(), parts[-1:]))
        self.depth -= 1
        return Row(tuple(parts))

    def scripted(self) -> Part:
        """One part with what stands below and above it."""
        base = Row(()) if self.peek() in ("^", "_") else self.part(self.take())
        found: dict[str, Part] = {}
        while (token := self.peek()) in ("^", "_", "'"):
            if token in found or (token == "'" and "^" in found):
                raise unreadable(f"two {token} at one base")
            found["^" if token == "'" else token] = self.script(self.take())
        return Scripts(base, found.get("_"), found.get("^")) if found else base

    def script(self, token: str) -> Part:
        """What is raised or lowered; primes are raised by themselves."""
        if token != "'":
            return self.argument()
        primes = 1
        while self.peek() == "'":
            self.take()
            primes += 1
        return Sign(PRIME * primes)

    def argument(self) -> Part:
        """A group, or the one sign that follows."""
        token = self.take()
        if token[0].isdigit():
            self.place -= len(token) - 1
            return Digits(token[0])
        return self.part(token)

    def part(self, token: str) -> Part:
        """What begins with the token."""
        if token == "{":
            made = self.row({"}"})
            self.expect("}")
            return made
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0].isdigit() or (token[0] == "." and len(token) > 1):
            return Digits(token)
        if token in ENDS and token != "]":
            raise unreadable(f"{token} without its beginning")
        if LETTER.match(token):
            return Name(token)
        return Sign(TYPED.get(token, token))

    def command(self, name: str) -> Part:
        """A command and its arguments."""
        if name in COMMANDS:
            return COMMANDS[name](self)
        for table, made in SINGLE:
            if name in table:
                return made(name)
        raise unreadable(f"\\{name} is not known", "write it without that command")

    def fraction(self) -> Part:
        """What follows ``\\frac``."""
        return Fraction(self.argument(), self.argument())

    def root(self) -> Part:
        """What follows ``\\sqrt``: a degree in square brackets may come first."""
        if self.peek() != "[":
            return Root(self.argument())
        self.take()
        degree = self.row({"]"})
        self.expect("]")
        return Root(self.argument(), degree)

    def fenced(self) -> Part:
        """What follows ``\\left``, up to its ``\\right``."""
        left, of = self.bracket(), self.row(set())
        self.expect(r"\right")
        return Fenced(left, of, self.bracket())

    def bracket(self) -> str:
        """A bracket that grows; a dot stands for none."""
        token = self.take()
        if token not in BRACKETS:
            raise unreadable(f"{token} is no bracket")
        return {".": "", r"\|": "‖"}.get(token, token.lstrip("\\"))

    def table(self) -> Part:
        """What follows ``\\begin``."""
        kind = self.word()
        if kind not in TABLES:
            raise unreadable(f"\\begin{{{kind}}} is not known")
        rows = self.rows()
        self.expect(r"\end")
        if (end := self.word()) != kind:
            raise unreadable(f"\\begin{{{kind}}} ended by \\end{{{end}}}")
        left, right = TABLES[kind]
        table = Table(kind, rows)
        return Fenced(left, table, right) if left else table

    def rows(self) -> tuple[tuple[Part, ...], ...]:
        """Rows of cells up to the end of the table."""
        rows: list[tuple[Part, ...]] = []
        cells: list[Part] = [self.row(set())]
        while (token := self.peek()) in ("&", r"\\"):
            self.take()
            if token == r"\\":
                rows.append(tuple(cells))
                cells = []
            cells.append(self.row(set()))
        last = [] if cells == [Row(())] else [tuple(cells)]
        return (*rows, *last)


def _in_front(one: Part, before: list[Part]) -> Part:
    """A plus or minus with nothing to its left belongs to what follows."""
    nothing = all(isinstance(b, Sign) and b.sign not in CLOSING for b in before)
    if nothing and isinstance(one, Sign) and one.sign in "−+":
        return Sign(one.sign, front=True)
    return one


def _accent(sign: str) -> Callable[[Reader], Part]:
    return lambda reader: Accent(reader.argument(), sign)


def _upright(reader: Reader) -> Part:
    return Name(reader.word().strip(), upright=True)


def _bold(reader: Reader) -> Part:
    """Bold letters have code points of their own."""
    return Name("".join(map(_bolder, reader.word().strip())))


def _bolder(letter: str) -> str:
    for first, last, bold in (("A", "Z", 0x1D400), ("a", "z", 0x1D41A)):
        if first <= letter <= last:
            return chr(bold + ord(letter) - ord(first))
    return letter


COMMANDS: Mapping[str, Callable[[Reader], Part]] = {
    **dict.fromkeys(("frac", "tfrac", "dfrac"), Reader.fraction),
    **dict.fromkeys(("mathrm", "mathsf", "mathit", "operatorname"), _upright),
    **dict.fromkeys(("mathbf", "boldsymbol", "bm"), _bold),
    **{name: _accent(sign) for name, sign in ACCENTS.items()},
    "text": lambda reader: Words(reader.word()),
    "sqrt": Reader.root,
    "left": Reader.fenced,
    "begin": Reader.table,
}
SINGLE: tuple[tuple[Mapping[str, object] | set[str], Callable[[str], Part]], ...] = (
    (LETTERS, lambda name: Name(LETTERS[name])),
    (SIGNS, lambda name: Sign(SIGNS[name])),
    (LIMITED, lambda name: Sign(LIMITED[name], limits=True)),
    (FUNCTIONS, lambda name: Name(name, upright=True)),
    (ROOM, lambda name: Space(ROOM[name])),
)
