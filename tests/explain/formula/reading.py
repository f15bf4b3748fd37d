"""Formulas read back, to see that they say what they mean."""

from __future__ import annotations

import re


def read_back(line: str) -> str:
    """The text of a formula as Python."""
    line = line.replace("−", "-").replace("·", "*").replace("^", "**")
    high = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    line = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda m: f"**({m[0].translate(high)})", line)
    return re.sub(r"(?<![\w.])(\d[\d.]*)(?=[(a-z])", r"\1*", line)
