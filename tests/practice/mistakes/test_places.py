"""A value from another layer, or another entry."""

from .lists import of_kind, printed

WORKED = "backpropagation/worked-chain"


def test_values_of_the_layers_beside():
    made = of_kind(WORKED, "other-layer")
    assert made["other-layer(da2/da1, w1, w2)"] == "w1"
    assert made["other-layer(da2/da1, w3, w2)"] == "w3"
    assert made["other-layer(w1_new, w2, w1)"] == "w2 − rate·(dC/dw1)"


def test_on_the_way_forward_only_what_is_known_by_then():
    made = of_kind(WORKED, "other-layer")
    assert made["other-layer(a2, a0, a1)"] == "w2·a0"
    assert not any(id.startswith("other-layer(a2, a3") for id in made)


def test_two_values_beside_the_same_one_are_two_mistakes():
    made = of_kind("weights-of-three-layers", "other-layer")
    assert "other-layer(a2, w1, w3)" not in made, "there is no w2 between them"
    assert len(made) == len(set(made))


def test_the_entry_beside_on_the_way_back():
    made = of_kind("matrices/two-neurons", "other-entry")
    assert made["other-entry(dC/dW[0,1], x[0], x[1])"] == "dC/dz[0] · x[0]"
    assert printed("matrices/two-neurons", "other-entry(dC/dW[0,0], x[1], x[0])") == 18
