"""Words with formulas among them: each place shows the formulas in its own way."""

from __future__ import annotations

from ...explain.formula.expression import Formula

Words = tuple[str | Formula, ...]
