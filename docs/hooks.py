"""What the pages show of the program itself, asked of it when they are built.

A page says ``<!-- made: numpy -->`` where a part is to stand. So the list of functions,
the options of the command line and the measured figures cannot drift from the code.
``<!-- figure: chain | What it shows -->`` puts the drawing ``assets/chain.svg`` in the
page itself, where it has the colours of the page. Printed programs become blocks of
their own, with the colours of Python.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
ROOT = DOCS.parent
ACCURACY = ROOT / "src" / "backsweep" / "native" / "math" / "accuracy.json"
RESULTS = ROOT / "benchmarks" / "results.json"

MADE = re.compile(r"<!-- made: ([\w-]+) -->")
LISTING = re.compile(
    r"(^>>> print\(bs\.source.*\n)((?:(?!```|>>>).*\n)+)```", re.MULTILINE
)
FIGURE = re.compile(r"<!-- figure: ([\w-]+) \| (.+?) -->")

HEADINGS = {
    "elementwise": "Other functions, entry by entry",
    "reductions": "Sums, products and extremes",
    "averages": "Averages and spreads",
    "running": "Running sums and differences",
    "ordering": "Order",
    "linalg": "Products",
    "einsum": "Products",
    "norms": "Lengths",
    "diagonals": "Diagonals and triangles",
    "shapes": "Shapes and axes",
    "joining": "Joining and splitting",
    "repeating": "Repeating and moving",
    "indexing": "Taking parts",
    "assigning": "Writing into parts",
    "facts": "Facts, and arrays of the same kind",
    "special": "scipy.special",
}
UFUNC_HEADINGS = {
    "rate": "Entry by entry, with a rate",
    "zero": "Entry by entry, with a rate of zero",
    "none": "Entry by entry, with no path",
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in the parts that are made, and the drawings."""
    markdown = LISTING.sub(_listed, markdown.replace("<BLANKLINE>", ""))
    markdown = MADE.sub(lambda found: PARTS[found[1]](), markdown)
    return FIGURE.sub(lambda found: figure(found[1], found[2]), markdown)


def _listed(found: re.Match[str]) -> str:
    """A program that a prompt printed, as a block of Python of its own."""
    return f"{found[1]}```\n\n```python\n{found[2].strip()}\n```"


def figure(name: str, told: str) -> str:
    """The drawing, inline, with what it shows for those who cannot see it."""
    drawing = (DOCS / "assets" / f"{name}.svg").read_text()
    drawing = drawing.replace("<svg ", f'<svg role="img" aria-label="{told}" ', 1)
    return f'<figure class="drawing">{drawing.strip()}</figure>'


def numpy_functions() -> str:
    """Every function that the engine knows what to do with, by what it does."""
    groups = defaultdict(set)
    for function, meaning in _meanings().items():
        groups[_heading(function, meaning)].add(_spelled(function))
    order = [*UFUNC_HEADINGS.values(), *dict.fromkeys(HEADINGS.values())]
    known = [heading for heading in order if heading in groups]
    known += sorted(set(groups) - set(known))
    count = len(set().union(*groups.values()))
    return f"{count} functions.\n\n" + "\n\n".join(
        f"## {heading}\n\n{' '.join(f'`{name}`' for name in sorted(groups[heading]))}"
        for heading in known
    )


def _meanings() -> dict[Any, Any]:
    """What is in the engine's table, SciPy's functions with it."""
    import scipy.special  # noqa: F401

    from backsweep.arrays import MEANING
    from backsweep.functions.special import learn_scipy

    learn_scipy()
    return dict(MEANING)


def _heading(function: Any, meaning: Any) -> str:
    import numpy as np

    one = function[0] if isinstance(function, tuple) else function
    module = (getattr(meaning, "__module__", None) or "").rpartition(".")[2]
    if not _is_of_numpy(one):
        return HEADINGS["special"] if _is_of_scipy(one) else HEADINGS["indexing"]
    if isinstance(function, tuple) and module == "elementwise":
        return "Every pair: ufunc.outer"
    if isinstance(one, np.ufunc) and module == "elementwise":
        return UFUNC_HEADINGS[_rate(one)]
    if module == "functools":
        module = "assigning"
    return HEADINGS.get(module, module.replace("_", " ").capitalize())


def _is_of_numpy(function: Any) -> bool:
    import numpy as np

    if isinstance(function, np.ufunc):
        return getattr(np, function.__name__, None) is function
    return (getattr(function, "__module__", "") or "numpy").startswith("numpy")


def _is_of_scipy(function: Any) -> bool:
    import numpy as np

    module = getattr(function, "__module__", "") or ""
    return isinstance(function, np.ufunc) or module.startswith("scipy")


def _rate(ufunc: Any) -> str:
    """Whether the ufunc has a rate, one that is always zero, or none."""
    import numpy as np

    from backsweep.arrays import MEANING
    from backsweep.factors import Zero
    from backsweep.graph import node
    from backsweep.ops import INPUT
    from backsweep.rules import factors

    params = [(f"docs {k}", (), np.dtype(float)) for k in range(ufunc.nin)]
    try:
        made = MEANING[ufunc](*[node(INPUT, (), one) for one in params])
    except TypeError:  # a function of integers
        return "none"
    if not made.differentiable:
        return "none"
    return "zero" if all(isinstance(f, Zero) for f in factors(made)) else "rate"


SPELLED = {"_operator.getitem": "x[key]", "_operator.setitem": "x[key] = value"}


def _spelled(function: Any) -> str:
    from backsweep.errors import spelling

    name = spelling(function)
    name = re.sub(r"scipy\.special\._\w+\.", "scipy.special.", name)
    return SPELLED.get(name, name)


def accuracy() -> str:
    """The largest error of each native function, if it has been measured."""
    if not ACCURACY.exists():
        return ""
    measured = json.loads(ACCURACY.read_text())
    functions = measured.get("functions", measured)
    rows = [_accuracy_row(name, told) for name, told in sorted(functions.items())]
    head = "| Function | float32 | float64 |\n|---|--:|--:|\n"
    return head + "\n".join(row for row in rows if row)


def _accuracy_row(name: str, told: Any) -> str:
    figures = [_ulp(told.get(kind)) for kind in ("float32", "float64")]
    return f"| `{name}` | {figures[0]} | {figures[1]} |" if any(figures) else ""


def _ulp(told: Any) -> str:
    for key in ("ulp", "max_ulp", "worst"):
        if isinstance(told, dict) and isinstance(told.get(key), (int, float)):
            told = told[key]
    return f"{told:.2f}" if isinstance(told, (int, float)) else ""


def command_line() -> str:
    """The options of every command, as its ``--help`` has them."""
    import typer.main

    from backsweep.cli.app import app

    return "\n\n".join(_commands(typer.main.get_command(app), "backsweep"))


def _commands(group: Any, name: str) -> Iterator[str]:
    """Each command, and the commands that it has; what is hidden is its group's own."""
    for command in group.commands.values():
        own = name if command.hidden else f"{name} {command.name}"
        if hasattr(command, "commands"):
            yield from _commands(command, own)
        else:
            yield _command(command, own)


def _command(command: Any, name: str) -> str:
    """What a command takes, then its options, panel by panel."""
    panels: dict[str, list[str]] = {}
    for one in command.params:
        panel = getattr(one, "rich_help_panel", None)
        if panel or one.param_type_name == "argument":
            panels.setdefault(panel or "", []).append(_option_row(one))
    tables = [_panel(panel, rows) for panel, rows in panels.items()]
    return "\n\n".join([f"## {name}", *tables])


def _panel(panel: str, rows: list[str]) -> str:
    title = f"### {panel}\n\n" if panel else ""
    head = "| Option | Meaning |\n|---|---|\n" if panel else "| Takes | |\n|---|---|\n"
    return title + head + "\n".join(rows)


def _option_row(one: Any) -> str:
    metavar = (one.metavar or "").replace("|", "\\|")
    name = metavar if one.param_type_name == "argument" else f"{one.opts[0]} {metavar}"
    shown = one.show_default if isinstance(getattr(one, "show_default", 0), str) else ""
    told = _plain(one.help) + (f" Default: {shown}." if shown else "")
    return f"| `{name.strip()}` | {told} |"


def _plain(text: str) -> str:
    """The help without the marks that Rich takes for colours."""
    from rich.text import Text

    return Text.from_markup(text).plain.replace("|", "\\|")


def mistakes() -> str:
    """The kinds of wrong derivations, each by what its function says."""
    from backsweep.practice.mistakes.catalogue import KINDS

    rows = [f"| `{_dashed(one)}` | {(one.__doc__ or '').strip()} |" for one in KINDS]
    return "\n".join(["| kind | what is done |\n|---|---|", *rows])


def _dashed(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")


def drawing() -> str:
    """The lesson's network, drawn by what the page is about."""
    import backsweep as bs
    from backsweep.explain.lesson import NUMBERS, WEIGHTS, cost

    figure = bs.explain(cost, WEIGHTS)(**NUMBERS).figure()
    assert figure is not None
    return figure.svg.replace("\n\n", "\n")


def measured() -> str:
    """The table of training steps against peers, if it has been measured."""
    readme = (ROOT / "README.md").read_text()
    found = re.search(
        r"<!-- measured: begin -->\n(.*?)<!-- measured: end -->", readme, re.DOTALL
    )
    table = "\n".join(_without_pictures(found[1])) if found and RESULTS.exists() else ""
    return table.strip() or (
        "There are no figures in this build: `make bench` measures them."
    )


def _without_pictures(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if not line.lstrip().startswith("!["))


PARTS: dict[str, Callable[[], str]] = {
    "numpy": numpy_functions,
    "accuracy": accuracy,
    "command-line": command_line,
    "drawing": drawing,
    "mistakes": mistakes,
    "measured": measured,
}
