"""A name as it is typeset: a base and what stands below it."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import lookup

LETTERS = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega
"""


def _letter(name: str) -> str:
    """The letter by its Unicode name, in which a lambda is a lamda."""
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    return lookup(f"GREEK {case} LETTER {name.upper().replace('MB', 'M')}")


GREEK = {name: _letter(name) for name in LETTERS.split()}
SPELLED = {letter: name for name, letter in GREEK.items()}
LETTER = rf"[^\W\d_]|{'|'.join(GREEK)}"
NESTED = re.compile(r"(\w+)((?:\[[^][]*\]|\.\w+)+)")
NUMBERED = re.compile(r"([^\W\d_]+)_?(\d+)")
SPLIT = re.compile(rf"({LETTER})(\d*)_(\w*)")


class Name(NamedTuple):
    """A base, and the words and numbers below it."""

    base: str
    below: tuple[str, ...] = ()


def read(name: str) -> Name:
    """A variable's name taken apart; what follows no custom is a base as a whole.

    >>> read("a3"), read("w_out"), read("learning_rate")
    (Name(base='a', below=('3',)), Name(base='w', below=('out',)), \
Name(base='learning_rate', below=()))
    >>> read("w1_new")
    Name(base='w', below=('1', 'new'))
    >>> read("params[0]['weights']")
    Name(base='params', below=('0', 'weights'))
    """
    if nested := NESTED.fullmatch(name):
        base, below = read(nested[1])
        return Name(base, below + tuple(re.findall(r"\w+", nested[2])))
    if numbered := NUMBERED.fullmatch(name):
        return Name(numbered[1], (numbered[2],))
    if split := SPLIT.fullmatch(name):
        return Name(split[1], tuple(filter(None, (split[2], *split[3].split("_")))))
    return Name(name)
