"""The order of neurons within their columns."""

from itertools import pairwise

from backsweep.explain.drawing.columns import Lane, column_of, crossings, ordered, stops
from backsweep.explain.drawing.picture import Network

from . import networks


def crossed():
    """Two lines that need not cross."""
    neurons = (
        networks.neuron("a", 1, 1, 0, 0),
        networks.neuron("b", 1, 1, 0, 1),
        networks.neuron("c", 1, 1, 1, 0),
        networks.neuron("d", 1, 1, 1, 1),
        networks.neuron("C", 1, 1, 2, 0, "cost"),
    )
    ends = [("a", "d"), ("b", "c"), ("c", "C"), ("d", "C")]
    return Network(neurons, tuple(networks.plain(*pair, 1) for pair in ends))


def pairs_of(picture):
    column = column_of(picture.neurons)
    return [p for one in picture.connections for p in pairwise(stops(one, column))]


def test_lines_that_need_not_cross_do_not():
    picture = crossed()
    as_given = [["a", "b"], ["c", "d"], ["C"]]
    found = ordered(picture.neurons, picture.connections)
    assert crossings(as_given, pairs_of(picture)) == 1
    assert crossings(found, pairs_of(picture)) == 0


def test_an_order_stays_where_no_other_is_better():
    picture = networks.wide(3, 4, 2)
    rows = [[n.key for n in picture.neurons if n.column == at] for at in range(4)]
    assert ordered(picture.neurons, picture.connections) == rows


def test_a_connection_past_a_column_has_a_lane_in_it():
    picture = networks.branching()
    columns = ordered(picture.neurons, picture.connections)
    assert Lane("x", 1) in columns[1]
    assert Lane("x", 2) in columns[2]
    assert sum(isinstance(item, Lane) for column in columns for item in column) == 2


def test_columns_are_counted_without_gaps():
    neurons = [networks.neuron(str(at), 1, 1, at) for at in (0, 3, 7)]
    assert column_of(neurons) == {"0": 0, "3": 1, "7": 2}
