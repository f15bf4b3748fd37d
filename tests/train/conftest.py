"""Small tables and small networks that the tests of training share."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import backsweep
from backsweep.train import Options, Source

SOURCES = str(Path(backsweep.__file__).parents[1])


@pytest.fixture
def plants():
    """60 rows: two measures, a colour with a gap-free text, and a kind to predict."""
    random = np.random.default_rng(7)
    kind = np.repeat(["fern", "moss", "reed"], 20)
    height = np.repeat([1.0, 5.0, 9.0], 20) + random.normal(0, 0.5, 60)
    return pl.DataFrame(
        {
            "height": height,
            "leaves": random.integers(1, 40, 60),
            "colour": np.where(height > 5, "dark", "pale"),
            "kind": kind,
        }
    )


@pytest.fixture
def prices():
    """80 rows of a law without noise: price = 1000 + 3 * area - 50 * age."""
    random = np.random.default_rng(8)
    area, age = random.uniform(20, 200, 80), random.uniform(0, 30, 80)
    return pl.DataFrame({"area": area, "age": age, "price": 1000 + 3 * area - 50 * age})


@pytest.fixture
def small():
    """A network and a run that take no time."""
    return Options(layers=(8,), epochs=4, batch=16)


@pytest.fixture
def kinds(plants):
    """Predicting the kind of a plant."""
    return Source(plants, target="kind")


@pytest.fixture
def backsweep_process():
    """Start ``backsweep`` with arguments as a process of its own."""
    started = []

    def start(*arguments, **how):
        path = [SOURCES, *filter(None, [os.environ.get("PYTHONPATH")])]
        process = subprocess.Popen(
            [sys.executable, "-m", "backsweep", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path), "COLUMNS": "100"},
            **how,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
