"""The whole report: what it shows, for people and for programs."""

import json

import numpy as np
import pytest

import backsweep as bs

from .networks import multilayer, relu, sigmoid


@pytest.fixture(scope="module")
def sick():
    loss, *args = multilayer(8, 32, sigmoid, 1.0)
    return bs.health(loss, rate=0.1)(*args)


def test_it_begins_with_the_verdict(sick):
    assert str(sick).startswith(
        "Vanishing: from the output back to z⁽¹⁾, the desire shrinks"
    )


def test_the_order_is_that_of_an_examination(sick):
    titles = [block.title for block in sick.blocks() if hasattr(block, "title")]
    assert titles[:4] == ["The chain", "The cause", "What would help", "One step"]
    assert titles[4:] == ["Signal, input, coherence", "Units", "What this cost"]


def test_in_short_it_has_what_one_acts_on(sick):
    titles = [block.title for block in sick.short() if hasattr(block, "title")]
    assert titles == ["The chain", "The cause", "What would help", "One step"]


def test_json_has_everything(sick):
    found = json.loads(sick.json())
    assert found["verdict"]["kind"] == "vanishing"
    assert found["product"] == pytest.approx(found["measured"])
    assert len(found["record"]["links"]) == len(sick.record.links)
    assert {"causes", "cures", "layers", "steps"} <= found.keys()


def test_a_dead_network_is_strict_json_too():
    loss, *args = multilayer(3, 16, lambda z: relu(z - 9), 2.0)
    found = json.loads(bs.health(loss)(*args).json())
    assert found["verdict"]["kind"] == "dead"


def test_other_forms_hold_the_same_line(sick):
    for form in (sick.html(), sick.latex(), sick.text()):
        assert "Vanishing" in form and "What would help" in form


def test_gradients_of_one_size_from_signals_that_are_not_are_a_trap():
    loss, *args = multilayer(24, 64, relu, 1.0)
    assert "Comparing gradients" in str(bs.health(loss)(*args))


def test_what_is_written_to_later_was_examined_as_it_was():
    loss, parameters, *batch = multilayer(8, 16, sigmoid, 1.0)
    found = bs.health(loss)(parameters, *batch)
    for layer in parameters:
        layer["w"][...] = 0.0
    assert found.verdict.kind == "vanishing" and any(x.helped for x in found.cures)


@pytest.mark.parametrize(
    "wrong, error",
    [
        (lambda: bs.health(3.0)(np.ones(2)), "is no function"),
        (lambda: bs.health(lambda: 1.0)(), "has no arguments"),
        (lambda: bs.health(lambda w: (w, w))(np.ones(2)), "returned a tuple"),
        (lambda: bs.health(lambda w: 2 * w)(np.ones(2)), "an array of shape"),
        (lambda: bs.health(np.sum, wrt="q")(np.ones(2)), "there is no 'q'"),
    ],
)
def test_wrong_use_is_told_in_a_line(wrong, error):
    with pytest.raises(bs.BacksweepError, match=error):
        wrong()
