"""Values as they are typed: ``--at w1=1``, ``--at "x=[1, 2]"``, ``--at w=1/3``."""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from ..explain.errors import BadInput

CURE = (
    "write a number (2, 0.5, 1/3), an array ([1, 0.5]), a text in quotes, or a .npy or "
    ".npz file"
)


def assignments(given: Sequence[str]) -> dict[str, Any]:
    """The values by name. Raises ``BadInput``.

    >>> assignments(["w=0.5", "x=[1, 2]"])
    {'w': Fraction(1, 2), 'x': array([1, 2])}
    """
    found: dict[str, Any] = {}
    for text in given:
        name, typed = split(text, "--at")
        if name in found:
            raise BadInput(f"--at {name} is given twice", cure="give it once")
        found[name] = value(typed, text)
    return found


def split(text: str, option: str) -> tuple[str, str]:
    """The name and the value in ``name=value``. Raises ``BadInput``."""
    name, sign, typed = (part.strip() for part in text.partition("="))
    if not (sign and name and typed):
        raise BadInput(
            f"{option} {text} is no name and value", cure=f"write {option} name=1"
        )
    return name, typed


def number(typed: str, option: str) -> int | Fraction:
    """A number exactly as it is written. Raises ``BadInput``.

    >>> number("0.1", "--step"), number("-2", "--step")
    (Fraction(1, 10), -2)
    """
    found = _exact(typed)
    if found is None:
        raise BadInput(f"{option} {typed} is no number", cure="write 2, 0.5 or 1/3")
    return found


def value(typed: str, text: str) -> Any:
    """A number exactly, or an array, text, nesting or file. Raises ``BadInput``.

    ``text`` is all that was typed, for the message.
    """
    found = _exact(typed)
    if found is not None:
        return found
    if Path(typed).suffix in (".npy", ".npz"):
        return _read(Path(typed))
    try:
        return _built(ast.parse(typed.replace("−", "-"), mode="eval").body)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        raise BadInput(f"--at {text} gives nothing to read", cure=CURE) from None


def _exact(typed: str) -> int | Fraction | None:
    """A whole number stays one: it may be a count. ``None`` for what is no number."""
    plain = typed.replace("−", "-")
    try:
        if "e" in plain.lower():  # 1e999999999 would be a number of so many digits
            plain = repr(float(plain))
        found = Fraction(plain)
        math.isfinite(found)
    except (ValueError, ArithmeticError):
        return None
    return int(found) if plain.lstrip("+-").isdigit() else found


def _built(tree: ast.expr) -> Any:
    """What a literal stands for, its numbers exact."""
    match tree:
        case ast.List(elts) | ast.Tuple(elts):
            return _array([_built(one) for one in elts])
        case ast.Dict(keys, values):
            pairs = zip(keys, values, strict=True)
            return {ast.literal_eval(key or ""): _built(one) for key, one in pairs}
        case ast.Constant(str() | bool() | None as told):
            return told
    found = _exact(ast.unparse(tree).replace(" ", ""))
    if found is None:
        raise ValueError
    return found


def _array(entries: list[Any]) -> Any:
    """An array of numbers, of fractions where one is; else the list itself."""
    if not all(isinstance(one, (int, Fraction, np.ndarray)) for one in entries):
        return entries
    made = np.array(entries)
    return made if made.dtype.kind in "ibO" else made.astype(float)


def _read(path: Path) -> Any:
    """An array, or a dictionary of arrays, from a file of NumPy's."""
    try:
        found = np.load(path, allow_pickle=False)
        return found if isinstance(found, np.ndarray) else dict(found)
    except FileNotFoundError:
        raise BadInput(f"there is no file {path}", cure="check the path") from None
    except (OSError, ValueError, EOFError, BadZipFile):
        raise BadInput(
            f"{path} holds no array that can be read",
            cure="write it with np.save or np.savez",
        ) from None
