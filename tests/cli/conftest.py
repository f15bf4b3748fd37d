"""The command as its user meets it, in a folder of its own."""

import sys

import numpy as np
import polars as pl
import pytest

from backsweep import cli


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run ``backsweep`` in an empty folder: its exit code, what it said and where."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "path", [*sys.path])

    def ended(*arguments):
        monkeypatch.setattr(sys, "argv", ["backsweep", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        told = capsys.readouterr()
        return end.value.code or 0, told.out, told.err

    return ended


@pytest.fixture
def houses(tmp_path):
    """A table with numbers and texts, and a price that follows from them."""
    random = np.random.default_rng(5)
    area, town = random.uniform(30, 200, 120), random.choice(["Ulm", "Bonn"], 120)
    frame = pl.DataFrame(
        {"area": area, "town": town, "price": 3000 * area + 50_000 * (town == "Bonn")}
    )
    frame.write_csv(tmp_path / "houses.csv")
    return frame
