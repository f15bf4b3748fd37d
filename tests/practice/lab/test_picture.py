"""The curve as a picture: where its points are, and what is said of it."""

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.health.lab.curve import Curve
from backsweep.health.lab.network import network
from backsweep.health.lab.plain import plain
from backsweep.health.lab.words import words
from backsweep.practice.lab.picture import HIGH, WIDE, Picture

SVG = "{http://www.w3.org/2000/svg}"
sizes = st.floats(1e-200, 1e200) | st.just(0)


@settings(max_examples=100, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=60))
def test_every_layer_is_on_the_sheet(found):
    picture = Picture(Curve((1, *found), ""))
    assert all(0 < x <= WIDE and 0 < y < HIGH for x, y in picture.points)
    assert len(picture.points) == 1 + sum(size > 0 for size in found)
    ElementTree.fromstring(picture.svg())


def test_equal_factors_are_a_straight_line_down_to_the_front():
    points = Picture(plain(Fraction(1, 10), 3)).points
    drops = {round(b[1] - a[1]) for a, b in pairwise(points)}
    assert len(drops) == 1 and drops.pop() > 0
    assert [x for x, _ in points] == sorted((x for x, _ in points), reverse=True)


def test_it_is_told_to_those_who_do_not_see_it():
    curve = plain(Fraction(1, 2), 5)
    svg = ElementTree.fromstring(Picture(curve).svg())
    assert svg.find(f"{SVG}desc").text == words(curve)
    assert svg.get("aria-labelledby").split() == ["curve-title", "curve-told"]


def test_a_dead_front_has_no_dot_but_a_line_to_nothing():
    svg = Picture(plain(Fraction(0), 4)).svg()
    assert 'class="front"' not in svg
    assert 'class="line gone"' in svg


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["tanh", "relu"]), st.integers(1, 60), st.integers(1, 8))
def test_theory_and_chance_stay_on_the_sheet(name, depth, width):
    svg = ElementTree.fromstring(Picture(network(name, depth, width)).svg())
    for kind, ends in (("theory", depth + 1), ("band", 2 * depth + 2)):
        (path,) = (one for one in svg.iter(f"{SVG}path") if one.get("class") == kind)
        points = [
            [*map(float, one.split())] for one in path.get("d").strip("MZ").split("L")
        ]
        assert len(points) == ends
        assert all(0 < x <= WIDE and 0 < y < HIGH for x, y in points)


def test_a_plain_chain_has_no_theory():
    assert 'class="theory"' not in Picture(plain(Fraction(1, 2), 5)).svg()


def test_a_page_that_allows_no_styles_can_hold_it():
    assert "style" not in Picture(plain(Fraction(1, 3), 60)).svg()
