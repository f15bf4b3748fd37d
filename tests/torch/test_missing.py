"""Without PyTorch Backsweep still imports, and says what is missing."""

from __future__ import annotations

import subprocess
import sys

WITHOUT = """
import sys
from importlib import util
found = util.find_spec
util.find_spec = lambda name, *rest: None if name == {library!r} else found(name, *rest)
import backsweep
assert "torch" not in sys.modules
try:
    import {module}
except ImportError as error:
    print(error)
"""


def told(library: str, module: str) -> str:
    code = WITHOUT.format(library=library, module=module)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_pytorch_is_missing() -> None:
    first, *rest = told("torch", "backsweep.torch").splitlines()
    assert first == "PyTorch is not installed"
    assert 'pip install "backsweep[torch]"' in rest[-1]
