"""Native code is optional, and costs an import nothing."""

import importlib.util
import subprocess
import sys

from backsweep import native
from backsweep.native import layout


def test_it_is_available_here_and_so_has_no_reason_not_to_be():
    assert native.why_not() == "" and native.available()


def test_importing_the_package_imports_no_compiler():
    code = (
        "import sys, backsweep, backsweep.native;"
        "assert not {'llvmlite', 'scipy'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(native, "find_spec", lambda name: None)
    assert "llvmlite is not installed" in native.why_not.__wrapped__()


def test_arrays_of_another_build_are_refused_not_misread(monkeypatch):
    monkeypatch.setattr(layout, "_NDIM", layout._DIMS)
    assert "lays its arrays out" in layout.why_not()
