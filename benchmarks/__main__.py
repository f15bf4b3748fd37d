"""``python -m benchmarks`` measures; ``table`` and ``picture`` show what it found."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PICTURE = HERE / "steps"


def main() -> None:
    """Measure, or make a table or a picture of what was measured."""
    given = _arguments()
    if given.what == "table":
        from .report import table

        print(table(_read(given.json), given.only))
    elif given.what == "picture":
        from .picture import draw

        draw(_read(given.json), PICTURE)
    else:
        measure(given.json, given.only, given.quick)


def measure(path: Path, only: list[str] | None, quick: bool) -> None:
    """Measure everything, or what ``only`` names, and note it in a file."""
    from . import machine, peers
    from .sections import SECTIONS
    from .timing import FULL, QUICK

    modules = peers.present()
    for library in peers.absent():
        print(f"{library} is not installed and is left out")
    for name in only or SECTIONS:
        print(f"measuring: {name} ...", flush=True)
        began = machine.moment()
        found = SECTIONS[name](modules, QUICK if quick else FULL)
        results = _read(path) if path.exists() else {}
        results["machine"] = here = machine.description()
        known = {**began, "quick": quick, "processor": here["processor"]}
        results[name] = {**known, "results": found}
        path.write_text(json.dumps(_rounded(results), indent=1) + "\n")


def _rounded(value: Any) -> Any:
    """Four significant digits: no timing has more."""
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _read(path: Path) -> Any:
    return json.loads(path.read_text())


def _arguments() -> argparse.Namespace:
    from .sections import SECTIONS

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    what = parser.add_argument("what", nargs="?", default="measure")
    what.choices = ["measure", "table", "picture"]
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds, rough figures"
    )
    parser.add_argument("--json", type=Path, default=RESULTS, help="the results' file")
    parser.add_argument(
        "--only",
        action="append",
        choices=list(SECTIONS),
        metavar="NAME",
        help=f"one of {', '.join(SECTIONS)}; may be repeated",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
