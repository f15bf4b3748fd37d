"""The core is light: importing it brings NumPy and nothing heavier."""

import subprocess
import sys

HEAVY = {"llvmlite", "scipy", "matplotlib", "sklearn", "polars", "rich", "typer"}


def loaded_by(code: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after running ``code``."""
    told = f"import sys; before = set(sys.modules); {code}; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in result.stdout.split()}


def test_importing_the_core_brings_no_heavy_package() -> None:
    loaded = loaded_by("import backsweep")
    assert "numpy" in loaded
    assert not loaded & HEAVY


def test_a_gradient_needs_numpy_alone() -> None:
    loaded = loaded_by(
        "import numpy as np, backsweep as bs;"
        "bs.grad(lambda x: np.sum(x**2))(np.ones(3))"
    )
    assert not loaded & (HEAVY - {"scipy"})


def test_the_namespace_is_light_too() -> None:
    assert not loaded_by("import backsweep.numpy") & HEAVY
