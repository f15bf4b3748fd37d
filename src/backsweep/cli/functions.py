"""A function of the user's, by file and name: ``model.py:cost``."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from ..errors import BacksweepError
from ..explain.errors import BadInput
from .mistakes import named, users_place

MODULE = "explained"
"""The module's name: like ``__main__``, one that hides no other module."""
LISTED = 12
"""How many functions are named at most."""


def function(target: str) -> Callable[..., Any]:
    """The function that ``FILE.py:NAME`` names. Raises ``BadInput``."""
    file, _, name = target.rpartition(":")
    if not file or not name.isidentifier():
        raise BadInput(
            f"{target!r} names no function",
            cure="write FILE.py:FUNCTION, the word lesson, or a model's file",
        )
    module = _module(Path(file))
    found = getattr(module, name, None)
    if not callable(found):
        raise BadInput(
            f"there is no function {name!r} in {file}", cure=_near(name, module)
        )
    return found


def _near(name: str, module: ModuleType) -> str:
    mine = [
        key
        for key, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", None) == module.__name__
    ]
    near = difflib.get_close_matches(name, mine, n=3, cutoff=0.6) or mine
    return (
        f"it has {', '.join(near[:LISTED])}"
        if near
        else "it defines no function at all"
    )


def _module(path: Path) -> ModuleType:
    """The file, run as ``python FILE`` would run it: with its folder to import from."""
    if not path.is_file():
        raise BadInput(f"there is no file {path}", cure=_files(path))
    if path.suffix != ".py":
        raise BadInput(f"{path} is no Python file", cure="give a file that ends in .py")
    spec = spec_from_file_location(MODULE, path)
    assert spec is not None and spec.loader is not None
    sys.modules[MODULE] = module = module_from_spec(spec)
    sys.path.insert(0, str(path.parent.resolve()))
    try:
        spec.loader.exec_module(module)
    except BacksweepError:
        raise
    except (Exception, SystemExit) as error:
        raise BadInput(
            f"{path} does not import: {named(error)}",
            where=str(users_place(error) or ""),
            cure=f"make `python {path}` run first",
        ) from error
    return module


def _files(path: Path) -> str:
    """What to give instead of a file that is not there."""
    known = [str(one) for one in sorted(path.parent.glob("*.py"))]
    near = difflib.get_close_matches(str(path), known, n=3, cutoff=0.75)
    return f"did you mean {' or '.join(near)}?" if near else "check the path"
