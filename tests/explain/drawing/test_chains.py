"""Which connections a weight's chain runs along, and what chains share."""

from backsweep.explain.drawing.chains import onward, shared, strands
from backsweep.explain.drawing.picture import Network

from . import networks


def test_a_chain_runs_from_its_weight_to_the_cost():
    found = strands(networks.lesson())
    assert found["a0-a1"].own == {"a0-a1"}
    assert found["a0-a1"].onward == {"a1-a2", "a2-a3", "a3-C"}
    assert found["a0-a1"].neurons == {"a1", "a2", "a3", "C"}


def test_every_way_to_the_cost_is_in_it():
    ways = onward(networks.branching())
    assert ways["x"] == {one.key for one in networks.branching().connections}
    assert ways["q"] == {"q-r", "r-s", "s-C"}


def test_what_does_not_lead_to_the_cost_is_in_no_chain():
    picture = networks.branching()
    astray = networks.neuron("astray", 1, None, 2, 1)
    lost = networks.weight("w7", "q", "astray", 1, None)
    picture = Network((*picture.neurons, astray), (*picture.connections, lost))
    assert "astray" not in onward(picture)
    assert "q-astray" not in onward(picture)["x"]
    assert strands(picture)["q-astray"].onward == set()


def test_a_factor_is_shared_if_it_is_in_the_chains_of_several_weights():
    assert shared(strands(networks.lesson())) == {"a2-a3", "a3-C"}
    assert shared(strands(networks.three())) == set()


def test_a_weight_used_twice_has_one_strand():
    one = networks.lesson()
    first, second, *others = one.connections
    again = networks.tied(second, first.weight)
    found = strands(Network(one.neurons, (first, again, *others)))
    assert found["a0-a1"] == found["a1-a2"]
    assert found["a0-a1"].own == {"a0-a1", "a1-a2"}
