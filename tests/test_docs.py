"""Whatever the pages show was run: each ``>>>`` block of them, in order."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import backsweep as bs
from backsweep import errors

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
SHOWN = [page for page in (ROOT / "README.md", *PAGES) if ">>> " in page.read_text()]
FENCE = re.compile(r"^\s*(```|~~~).*$", re.MULTILINE)
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
DOCUMENTED = re.compile(r"^\s*::: (backsweep[\w.]*)", re.MULTILINE)


def told(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(folder: Path) -> str:
    return "\n".join(page.read_text() for page in sorted(folder.rglob("*.md")))


@pytest.mark.parametrize("page", SHOWN, ids=told)
def test_a_page_shows_what_happens(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fences around blocks are blanked, so that an output ends where they do."""
    monkeypatch.chdir(tmp_path)
    text = FENCE.sub("", page.read_text())
    test = doctest.DocTestParser().get_doctest(
        text, {"__name__": "__main__"}, page.stem, str(page), 0
    )
    heard: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=heard.append)
    assert not runner.failures, "".join(heard)


def test_every_public_name_is_in_the_reference() -> None:
    named = set(DOCUMENTED.findall(read(DOCS / "reference")))
    described = {one.rpartition(".")[2] for one in named}
    assert not public(bs) - described
    assert not {n for n in public(errors) if is_mistake(getattr(errors, n))} - described


def public(module: ModuleType) -> set[str]:
    names = (n for n in vars(module) if not n.startswith("_"))
    return {n for n in names if not inspect.ismodule(getattr(module, n))}


def is_mistake(one: Any) -> bool:
    return inspect.isclass(one) and issubclass(one, (bs.BacksweepError, UserWarning))


def test_the_reference_names_what_exists() -> None:
    """Read, not imported: what needs PyTorch is documented without it too."""
    for name in DOCUMENTED.findall(read(DOCS)):
        module, _, attribute = name.rpartition(".")
        known = source(name).exists() or attribute in bound(source(module))
        assert known, name


def source(module: str) -> Path:
    path = ROOT.joinpath("src", *module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def bound(path: Path) -> set[str]:
    """The names that a module defines or imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    defined = {x.name for x in nodes if isinstance(x, DEFINITIONS)}
    taken = {x.asname or x.name for x in nodes if isinstance(x, ast.alias)}
    assigned = {x.id for x in nodes if isinstance(x, ast.Name)}
    return defined | taken | assigned


def hooks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_hooks", DOCS / "hooks.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_parts_that_are_made_are_there() -> None:
    made = hooks()
    for page in PAGES:
        filled = made.on_page_markdown(page.read_text())
        assert "<!-- made:" not in filled and "<!-- figure:" not in filled
    functions = made.numpy_functions()
    for name in ("np.tanh", "np.matmul", "np.where", "scipy.special.expit"):
        assert f"`{name}`" in functions


def test_options_in_commands_exist() -> None:
    pytest.importorskip("typer")
    known = hooks().command_line()
    line = r"^\$? ?backsweep (?:train|explain|health|practice) .*$"
    commands = re.findall(line, read(DOCS), re.MULTILINE)
    assert commands
    for option in {o for c in commands for o in re.findall(r"--[\w-]+", c)}:
        assert f"`{option}" in known or option == "--help", option
