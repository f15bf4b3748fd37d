"""Facts that hold wherever neurons are put, from 3 neurons to 10 layers of 16."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.drawing.layout import DENSE, arranged, scale_of
from backsweep.explain.drawing.picture import Network

from . import networks

PICTURES = [
    networks.three(),
    networks.lesson(),
    networks.branching(),
    networks.wide(2, 3, 1, biases=True),
    networks.wide(4, 6, 6, 3, biases=True, stride=2),
    networks.wide(*[16] * 4, biases=True, stride=2),
    networks.deep(),
]
SIZES = st.lists(st.integers(1, 9), min_size=2, max_size=6)


def assert_holds(picture):
    layout = arranged(picture)
    places = layout.places
    for one, other in combinations(places.values(), 2):
        apart = dist((one.x, one.y), (other.x, other.y))
        assert apart > one.radius + other.radius
    for one in places.values():
        assert one.radius <= one.x <= layout.width - one.radius
        assert one.radius <= one.y <= layout.height - one.radius - layout.scale.below
    for line in picture.connections:
        assert_clear(layout, line)


def assert_clear(layout, line):
    """A line meets no neuron but its own two, and stays on the sheet."""
    route = layout.routes[line.key]
    ends = line.source, line.target
    others = [place for key, place in layout.places.items() if key not in ends]
    for at in range(41):
        x, y = route.point(at / 40)
        assert 0 < x < layout.width
        assert 0 < y < layout.height
        assert all(dist((x, y), (one.x, one.y)) > one.radius for one in others)


@pytest.mark.parametrize("picture", PICTURES[:-1], ids=lambda one: one.title)
def test_nothing_stands_or_runs_over_a_neuron(picture):
    assert_holds(picture)


@settings(max_examples=25, deadline=None)
@given(widths=SIZES, biases=st.booleans(), stride=st.sampled_from([0, 2, 3]))
def test_nothing_stands_or_runs_over_a_neuron_at_any_size(widths, biases, stride):
    assert_holds(networks.wide(*widths, biases=biases, stride=stride))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.title)
def test_columns_go_forward(picture):
    places = arranged(picture).places
    standing = [one for one in picture.neurons if not places[one.key].beside]
    for one, other in combinations(standing, 2):
        ahead = (one.column > other.column) - (one.column < other.column)
        across = places[one.key].x - places[other.key].x
        assert (across > 0) - (across < 0) == ahead


def test_what_is_given_beside_the_flow_stands_over_what_it_feeds():
    places = arranged(networks.lesson()).places
    assert places["y"].x == places["C"].x
    assert places["y"].y < places["C"].y
    assert places["y"].radius < places["C"].radius
    assert not places["a0"].beside


def test_several_desired_outputs_stand_behind_the_cost():
    one = networks.lesson()
    other = networks.neuron("z", 2, 1, 0, 2, "input")
    both = Network(
        (*one.neurons, other), (*one.connections, networks.plain("z", "C", 1))
    )
    assert_holds(both)
    places = arranged(both).places
    assert places["y"].x == places["z"].x > places["C"].x
    assert places["y"].y < places["C"].y < places["z"].y


def test_a_chain_stands_in_one_line():
    places = arranged(networks.lesson()).places
    assert len({places[key].y for key in ("a0", "a1", "a2", "a3", "C")}) == 1


def test_large_networks_are_drawn_small():
    assert scale_of(networks.deep()) == DENSE
    assert scale_of(networks.lesson()).words
    assert scale_of(networks.lesson()).labels
    assert not scale_of(networks.wide(4, 6, 6, 3)).labels
