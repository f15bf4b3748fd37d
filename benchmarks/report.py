"""The results as Markdown tables, what was to be reached beside what was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from . import probing as probing_of
from . import targets
from .chains import DEPTHS
from .eager import EAGER
from .examining import EVERY, PROBED, SAMPLED, WHOLE
from .explaining import LAYERWISE
from .practising import ANSWERS, PAGES, POSTED
from .problems import NETS
from .steps import OURS
from .targets import PEERS, TIMES_FASTER

TIMES, NONE = "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"
Results = dict[str, Any]
Row = Sequence[str]


def table(results: Results, only: Sequence[str] | None = None) -> str:
    """The tables of all sections, or of some, and what they were measured with."""
    names = [name for name in PARTS if name in results and name in (only or PARTS)]
    parts = [PARTS[name](results[name]["results"]) for name in names]
    return "\n\n".join([*parts, _machine(results, names)])


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them, with two or three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            return f"{digits(seconds / size)} {unit}"
    raise AssertionError


def digits(number: float) -> str:
    """Two digits after the point below 2, one below 20, none from there on."""
    places = 2 if number < 2 else 1 if number < 20 else 0
    return f"{number:,.{places}f}"


def _grid(head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table, its numbers to the right."""
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _ratio(net: str, peer: str, peers: Results) -> str:
    """How many times as long the peer takes, and whether it was to be more."""
    if peer not in peers:
        return NONE
    ratio, wanted = peers[peer]["ratio"], TIMES_FASTER.get((net, peer))
    told = digits(ratio) + TIMES
    if wanted is None:
        return told
    return f"**{told}** (≥ {wanted:g})" if ratio >= wanted else f"{told} (≥ {wanted:g})"


def steps(found: Results) -> str:
    """The training steps: Backsweep's time, and the peers' as multiples of it."""
    present = [p for p in PEERS if any(p in one["peers"] for one in found.values())]
    rows = [
        (
            f"{name}, batch {one['batch']}",
            duration(one["peers"][OURS]["median"]),
            *(_ratio(name, peer, one["peers"]) for peer in present),
        )
        for name, one in found.items()
    ]
    return _grid(("training step", "Backsweep", *present), rows)


def _line(what: str, ours: float, wanted: float | None, others: Results) -> Row:
    goal = "" if wanted is None else f"≤ {duration(wanted)}"
    told = f"**{duration(ours)}**" if wanted and ours <= wanted else duration(ours)
    peers = ", ".join(f"{name} {duration(s)}" for name, s in others.items())
    return what, told, goal, peers


def _others(peers: Results, ours: str, key: Callable[[Any], float]) -> Results:
    return {name: key(one) for name, one in peers.items() if not name.startswith(ours)}


def _median(one: Results) -> float:
    return one["median"]


def overhead(found: Results) -> Iterator[Row]:
    """A call of two small arrays."""
    peers = found["peers"]
    ours = peers[OURS]["median"]
    others = _others(peers, OURS, _median)
    yield _line("call of two small arrays, jitted", ours, targets.CALL, others)


def compiling(found: Results) -> Iterator[Row]:
    """The call that compiles, for each net: nothing kept, and code kept."""
    yield from _compiling(found, "compiling call", targets.COMPILING)
    yield from _compiling(found, "compiling call, code kept", None)


def _compiling(found: Results, kind: str, wanted: float | None) -> Iterator[Row]:
    for net, peers in found.items():
        others = _others(peers, OURS, lambda one: one[kind]["median"])
        ours = peers[OURS][kind]["median"]
        yield _line(f"{kind}, {net}", ours, wanted, others)


def first_gradients(found: Results) -> Iterator[Row]:
    """The first gradient in a new process."""
    for problem, peers in found.items():
        others = _others(peers, OURS, lambda one: one["first"]["median"])
        ours = peers[EAGER[0]]["first"]["median"]
        what = f"first gradient, {problem}"
        yield _line(what, ours, targets.FIRST_GRADIENT, others)


def eager(found: Results) -> Iterator[Row]:
    """Steady gradients that nobody compiled; the bar is autograd's own time."""
    for problem, one in found.items():
        peers = one["peers"]
        ours, others = peers[EAGER[0]]["median"], _others(peers, OURS, _median)
        wanted = others.get("autograd")
        yield _line(f"gradient, not jitted, {problem}", ours, wanted, others)


def chains(found: Results) -> Iterator[Row]:
    """Deep chains: jitted, not jitted, and compiled."""
    for depth in map(str, DEPTHS):
        peers = found[depth]["peers"]
        others = _others(peers, OURS, _median)
        yield _line(f"chain of {depth}, jitted", peers[OURS]["median"], None, others)
        bare = peers[EAGER[0]]["median"]
        yield _line(f"chain of {depth}, not jitted", bare, None, {})
        seconds = {name: calls[-1] for name, calls in found[depth]["compiling"].items()}
        yield _line(
            f"chain of {depth}, compiling call", seconds.pop(OURS), None, seconds
        )


def imports(found: Results) -> Iterator[Row]:
    """Imports in a new process, beyond what NumPy's own takes."""
    beyond = {name: one["beyond NumPy"]["median"] for name, one in found.items()}
    numpy = found["numpy"]["alone"]["median"]
    del beyond["numpy"]
    what = f"import, beyond NumPy's own {duration(numpy)}"
    yield _line(what, beyond.pop(OURS), targets.IMPORT, beyond)


def explaining(found: Results) -> Iterator[Row]:
    """Explanations, the layer-wise one beside the gradient that it explains."""
    ratio, wanted = found["layers"][LAYERWISE]["ratio"], targets.EXPLAINED_BY_LAYERS
    yield _multiple("every layer of 20 × 512, over its gradient", ratio, wanted)
    blocks, lesson = found["blocks"]["median"], found["lesson"]["median"]
    what = "shares of 54 residual blocks, 2⁵³ paths"
    yield _line(what, blocks, targets.EXPLAINED_BY_BLOCKS, {})
    what = "strongest paths of one weight, 20 × 512"
    yield _line(what, found["entry"]["median"], None, {})
    yield _line("the lesson's chain, the whole report", lesson, None, {})


def _multiple(what: str, ratio: float, wanted: float | None) -> Row:
    """A row of so many times as long, bold where it is no more than was wanted."""
    told = f"{digits(ratio)}{TIMES}"
    reached = wanted is not None and ratio <= wanted
    goal = "" if wanted is None else f"≤ {wanted}{TIMES}"
    return what, f"**{told}**" if reached else told, goal, ""


def examining(found: Results) -> Iterator[Row]:
    """A step whose gradient is looked at, over a plain one."""
    for width, one in found.items():
        net = f"20 × {width}"
        what = f"compiled step with a probe, {net}, over one without"
        yield _multiple(what, one[PROBED]["ratio"], targets.PROBED[width])
        what = f"the same, one step in {EVERY} probed, {net}"
        yield _multiple(what, one[SAMPLED]["ratio"], targets.SAMPLED)
        what = f"{WHOLE}, {net}, over a gradient that is not jitted"
        yield _multiple(what, one[WHOLE]["ratio"], None)


def probing(found: Results) -> Iterator[Row]:
    """A step of an unchanged PyTorch model that is looked at, over a plain one."""
    for net, one in found.items():
        wanted = targets.PROBED["64" if " × 64," in net else "512"]
        what = f"PyTorch step with a probe, {net}, over one without"
        yield _multiple(what, one[probing_of.PROBED]["ratio"], wanted)
        what = f"the same, the chain alone, {net}"
        yield _multiple(what, one[probing_of.CHAIN]["ratio"], wanted)
        what = f"the same, one step in {EVERY} probed, {net}"
        ratio = one[probing_of.SAMPLED]["ratio"]
        yield _multiple(what, ratio, targets.SAMPLED)


def practising(found: Results) -> Iterator[Row]:
    """The room's pages, the slowest of them named, and grading."""
    for kind, told in (("few", "empty"), ("many", f"with {ANSWERS:,} answers")):
        pages = {page: found[kind][page]["median"] for page in PAGES}
        slowest = max(pages, key=lambda page: pages[page])
        what = f"slowest page of the practice room, {told}: {slowest}"
        yield _line(what, pages[slowest], targets.PAGE, {})
    graded = found["grading"]["median"]
    yield _line("grading the lesson's exercise", graded, targets.GRADING, {})
    sent = found["many"][POSTED]["median"]
    yield _line(f"{POSTED}, {told}", sent, targets.GRADING, {})


def gradients(found: Results) -> str:
    """The ratio of value and gradient to value."""
    ways = (OURS, targets.JAX, targets.TORCH)
    rows = []
    for name, one in found.items():
        told = [one["peers"].get(f"{way}, gradient") for way in ways]
        goal = f" (≤ {targets.GRADIENT_OVER_VALUE})" if name == NETS[-1].name else ""
        cells = [digits(way["ratio"]) if way else NONE for way in told]
        allowed = digits(one["operations"])
        rows.append(
            (f"{name}, batch {one['batch']}", cells[0] + goal, *cells[1:], allowed)
        )
    return _grid(("value and gradient ÷ value", *ways, "products allow"), rows)


def _lines(lines: Callable[[Results], Iterator[Row]]) -> Callable[[Results], str]:
    head = ("", "Backsweep", "to reach", "peers")
    return lambda found: _grid(head, list(lines(found)))


PARTS: dict[str, Callable[[Results], str]] = {
    "steps": steps,
    "gradients": gradients,
    "overhead": _lines(overhead),
    "compiling": _lines(compiling),
    "first gradients": _lines(first_gradients),
    "eager": _lines(eager),
    "chains": _lines(chains),
    "explaining": _lines(explaining),
    "practising": _lines(practising),
    "examining": _lines(examining),
    "probing": _lines(probing),
    "imports": _lines(imports),
}


def _machine(results: Results, names: Sequence[str]) -> str:
    machine = results["machine"]
    versions = ", ".join(f"{name} {v}" for name, v in machine["versions"].items())
    dates = sorted({results[name]["date"] for name in names})
    processors = sorted({results[name]["processor"] for name in names})
    return (
        f"{' and '.join(processors)}, {machine['cores']} cores, {machine['threads']} "
        f"threads for all; {machine['system']}, Python {machine['python']}, "
        f"{versions}; measured {' and '.join(dates)}. Medians; a multiple is the "
        "median of those within the rounds of one run, and bold where what was to be "
        "reached is."
    )
