"""What the command line understands, with its help."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

from .. import train as _train  # noqa: F401  (it says so if its libraries are missing)
import typer
