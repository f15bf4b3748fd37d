"""Drawings as markup: well-formed, complete, without script, and small enough."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from backsweep.explain.drawing.picture import Layers, Network
from backsweep.explain.drawing.svg import drawing
from backsweep.explain.formula.expression import Symbol
from backsweep.explain.formula.numbers import MINUS

from . import networks

PICTURES = [
    networks.three(),
    networks.lesson(),
    networks.branching(),
    networks.wide(2, 3, 1, biases=True),
    networks.wide(4, 6, 6, 3),
    networks.deep(),
    networks.layers(),
]


def words(markup):
    """All text of a drawing, and all that its elements are called."""
    tree = ElementTree.fromstring(markup)
    named = [one.get("aria-label") or "" for one in tree.iter()]
    return "\n".join(["".join(tree.itertext()), *named])


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.title)
def test_it_is_well_formed_and_has_no_script(picture):
    tree = ElementTree.fromstring(drawing(picture))
    for one in tree.iter():
        assert not one.tag.endswith(("script", "a", "image", "foreignObject"))
        assert not any(name.startswith("on") for name in one.attrib)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.title)
def test_it_is_named_and_described(picture):
    tree = ElementTree.fromstring(drawing(picture))
    svg = next(one for one in tree.iter() if one.get("viewBox") and one.get("role"))
    ids = {one.get("id"): one.text for one in tree.iter() if one.get("id")}
    assert svg.get("aria-label") == picture.title
    assert "desires come back" in ids[svg.get("aria-describedby")]


@pytest.mark.parametrize("picture", PICTURES[:-1], ids=lambda one: one.title)
def test_every_neuron_and_every_small_networks_weight_is_told(picture):
    told = words(drawing(picture))
    assert all(f"{one.label} = " in told for one in picture.neurons)
    if len(picture.connections) < 100:
        assert all(f"weight {one.weight} = " in told for one in picture.weights)


def test_the_lessons_numbers_are_seen():
    tree = ElementTree.fromstring(drawing(networks.lesson()))
    seen = {"".join(one.itertext()) for one in tree.iter() if one.tag.endswith("text")}
    assert {"a0", "a3", "C", "4", "← 8", f"← {MINUS}2", "w1 = 1", "slope 8"} <= seen


def test_names_are_escaped():
    one = networks.lesson()
    name = Symbol("<script>&\"'")
    neurons = (replace(one.neurons[0], label=name), *one.neurons[1:])
    weights = (replace(one.connections[0], weight=name), *one.connections[1:])
    for picture in (
        Network(neurons, weights, "<b>"),
        Layers((replace(networks.layers().layers[0], label=name, what="<i>"),), ()),
    ):
        markup = drawing(picture)
        assert "<script" not in markup
        assert "<b>" not in markup
        assert "<i>" not in markup
        assert "<script>&\"'" in words(markup)


def test_a_name_too_long_for_its_neuron_is_cut_but_told_in_full():
    one = networks.lesson()
    long = Symbol("temperature_of_the_room")
    neurons = (replace(one.neurons[0], label=long), *one.neurons[1:])
    markup = drawing(Network(neurons, one.connections))
    assert "…" in markup
    assert "temperature_of_the_room = 1, desire 8" in words(markup)


def test_places_are_small_and_names_shrink_before_they_are_cut():
    one = networks.lesson()
    entry = Symbol("h1", (0, 3))
    neurons = (replace(one.neurons[0], label=entry), *one.neurons[1:])
    tree = ElementTree.fromstring(drawing(Network(neurons, one.connections)))
    places = [part for part in tree.iter() if part.get("class") == "place"]
    assert [part.text for part in places][:1] == ["[0,3]"]
    assert "…" not in "".join(tree.itertext())


def test_ids_are_made_from_the_content_or_the_prefix():
    assert drawing(networks.lesson()) == drawing(networks.lesson())
    assert drawing(networks.lesson())[:60] != drawing(networks.lesson(w1=2))[:60]
    assert 'id="mine"' in drawing(networks.lesson(), "mine")


def test_negative_lines_are_dashed_and_bear_a_minus():
    tree = ElementTree.fromstring(drawing(networks.three()))
    lines = [one.get("class", "") for one in tree.iter() if one.get("stroke-width")]
    assert [one for one in lines if "line" in one][:2] == ["line minus", "line minus"]
    assert f"w = {MINUS}2" in words(drawing(networks.three()))


def test_lines_are_as_thick_as_weights_are_large():
    tree = ElementTree.fromstring(drawing(networks.branching()))
    thick = {
        one.get("aria-label").split()[1]: float(part.get("stroke-width"))
        for one in tree.iter()
        if (one.get("aria-label") or "").startswith("weight")
        for part in one
        if part.get("class").startswith("line")
    }
    assert thick["w5"] < thick["w6"] < thick["w1"]
    assert thick["w2"] == thick["w5"]


def test_a_dense_drawing_is_small():
    assert len(networks.deep().connections) == 16 * 16 * 9 + 16
    assert len(drawing(networks.deep())) < 600_000
