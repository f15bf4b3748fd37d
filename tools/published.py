"""Write the page of published numbers beside what Backsweep sees in their place.

The cases are those of `tests/health/published`, which every run of the tests computes.

    python tools/published.py
"""

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "published-cases.md"

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(import_module("tests.health.published.page").page(), "utf-8")
    print(f"{PAGE} is written")
