"""The network at one moment of the sweep: no more is drawn than is known by then."""

import re
from xml.etree import ElementTree

import pytest

from backsweep.practice.explorer.scene import scene
from backsweep.practice.explorer.words import words
from backsweep.practice.mistakes.known import mistakes_of

from ..graphs import TASKS

CHAIN = "backpropagation/worked-chain"


def scene_of(task=CHAIN, count=None, chosen=""):
    exercise = mistakes_of(TASKS[task]).exercise
    return scene(exercise, exercise.graph.given, count, chosen)


def said(drawing):
    """The words of a drawing, in its order."""
    return [
        "".join(text.itertext())
        for text in ElementTree.fromstring(drawing).iter(
            "{http://www.w3.org/2000/svg}text"
        )
        if "".join(text.itertext())
    ]


def kinds(drawing, kind):
    """The classes of the groups that are marked as a ``kind``."""
    classes = (found.split() for found in re.findall(r'<g class="([^"]*)"', drawing))
    return [one for one in classes if kind in one]


def test_at_first_only_what_is_given_is_known():
    texts = said(scene_of(count=0).drawing)
    assert texts[:8] == ["a0", "1", "y", "3", "a1", "a2", "a3", "C"]
    assert texts[8:] == ["w1 = 1", "w2 = 2", "w3 = 2"]


def test_values_come_one_by_one_then_desires():
    half = said(scene_of(count=3).drawing)
    assert "4" in half and "← 2" not in half
    back = said(scene_of(count=5).drawing)
    assert back.count("← 2") == 1 and "← 8" not in back


def test_at_the_end_every_weight_has_its_slope():
    texts = said(scene_of().drawing)
    assert texts[-6:] == ["w1 = 1", "← 8", "w2 = 2", "← 4", "w3 = 2", "← 4"]


def test_what_is_worked_out_now_stands_out_with_the_way_it_came():
    forward = scene_of(count=2).drawing
    assert len(kinds(forward, "now")) == 1 and len(kinds(forward, "onward")) == 1
    back = scene_of(count=7).drawing
    assert len(kinds(back, "asked")) == 1 and len(kinds(back, "back")) == 1


def test_two_ways_that_meet_both_flow():
    names = [one.id for one in scene_of("branches/two-paths").sweep.moments]
    count = names.index("dC/da1") + 1
    assert len(kinds(scene_of("branches/two-paths", count).drawing, "back")) == 2


def test_the_chain_of_a_weight_is_lit_as_far_as_it_goes():
    for weight, links in {"w1": 4, "w2": 3, "w3": 2, "no weight": 0}.items():
        lit = kinds(scene_of(chosen=weight).drawing, "lit")
        assert sum("connection" in one for one in lit) == links


@pytest.mark.parametrize("task", TASKS)
def test_every_network_of_the_lessons_can_be_drawn_without_styles(task):
    drawing = scene_of(task).drawing
    ElementTree.fromstring(drawing)
    assert "style" not in drawing


def test_steps_stay_within_the_sweep():
    assert scene_of(count=99).count == scene_of().total == 11
    assert scene_of(count=0).now is None


def test_nothing_stands_elsewhere_when_a_number_changes():
    exercise = mistakes_of(TASKS[CHAIN]).exercise
    other = scene(exercise, exercise.graph.given | {"w2": -100}, None, "")
    places = [re.findall(r"translate\([^)]*\)", x.drawing) for x in (scene_of(), other)]
    assert places[0] == places[1] != []


def test_a_moment_says_what_it_means():
    moments = {one.id: one for one in scene_of().sweep.moments}
    assert "".join(map(str, words(moments["dC/dw1"]))) == (
        "Nudge w1 up a little: C rises 8 times as much."
    )
