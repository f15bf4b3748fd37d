"""The ways of connections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.drawing.route import Route, straight

NUMBERS = st.floats(-500, 500).map(lambda number: round(number, 1))


def test_a_straight_line_goes_from_rim_to_rim():
    route = straight((0, 0), (100, 0), 10, 20)
    assert route.stops == ((10, 0), (80, 0))
    assert route.data == "M10 0L80 0"


@given(heights=st.lists(NUMBERS, min_size=3, max_size=5))
def test_a_curve_passes_its_stops_and_stays_between_their_heights(heights):
    stops = tuple((50.0 * at, height) for at, height in enumerate(heights))
    route, last = Route(stops), len(stops) - 1
    for at, stop in enumerate(stops):
        assert route.point(at / last) == pytest.approx(stop, abs=1e-6)
    for at in range(41):
        assert min(heights) - 1e-6 <= route.point(at / 40)[1] <= max(heights) + 1e-6


def test_a_curve_is_level_between_stops_of_one_height():
    route = Route(((0, 0), (50, 30), (90, 30), (140, 0)))
    assert route.data.count("C") == 3
    assert {route.point(share)[1] for share in (0.34, 0.5, 0.66)} == {30}
