"""Numbers of the literature: each is computed anew. And the page that lists them."""

from pathlib import Path

import pytest

from .page import cells, row
from .papers import PAPERS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "published-cases.md"
CASES = {
    f"{paper.__name__.rpartition('.')[2]}-{case.what}": case
    for paper in PAPERS
    for case in paper.CASES
}
ROWS = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
SHOWN = [line for line in ROWS if not line.startswith("| case |")]
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_published_is_seen(case):
    assert case.agrees(case.seen()), case


def test_the_page_lists_every_case():
    written = [row(*cells(case, "")) for case in CASES.values()]
    assert [f"{line.rpartition(' | ')[0]} |  |" for line in SHOWN] == written


@pytest.mark.parametrize("place", range(len(CASES)))
def test_the_page_shows_what_is_seen(place):
    """To the four digits that it shows."""
    case = [*CASES.values()][place]
    shown = SHOWN[place].split(" | ")[-1].removesuffix(" |")
    if isinstance(case.expected, str):
        assert case.agrees(shown)
    else:
        rounding = 1e-3 * abs(case.expected)
        near = case._replace(tolerance=case.tolerance + rounding)
        assert near.agrees(number(shown))


def number(shown):
    """What the page shows as a number: ``3.052·10⁻⁵``."""
    return float(shown.translate(SUPERSCRIPTS).replace("·10", "e"))
