"""A name for every value: the user's own where there is one, and no name twice."""

from __future__ import annotations

import keyword
import re

from ..errors import UnsupportedValue

RESERVED = ("np", "scipy")


class Names:
    """Hands out identifiers, each only once."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)

    def reserve(self, name: str) -> None:
        """Keep a name that is given for the function's own argument."""
        if name in RESERVED:
            raise UnsupportedValue(
                f"an argument named {name}",
                why=f"the source needs {name} for the module",
                cure="give the argument another name",
            )
        self._taken.add(name)

    def take(self, wish: str) -> str:
        """An identifier as near to ``wish`` as can be: ``w``, or else ``w_2``."""
        base = identifier(wish)
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}_{count}"
        self._taken.add(name)
        return name


def identifier(words: str) -> str:
    """``params['w'][0]`` as the identifier ``w_0``: the last steps say the most.

    >>> identifier("params['w'][0]"), identifier("x"), identifier("lambda")
    ('w_0', 'x', 'lambda_')
    """
    steps = re.findall(r"[A-Za-z_]\w*|\d+", words)
    last = max((k for k, s in enumerate(steps) if not s.isdigit()), default=0)
    name = "_".join(steps[last:]) or "t"
    name = f"t_{name}" if name[0].isdigit() else name
    return f"{name}_" if keyword.iskeyword(name) else name
