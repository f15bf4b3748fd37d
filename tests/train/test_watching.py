"""A run whose gradient is watched: what it is told, and when it is ended."""

import numpy as np
import pytest

from backsweep.train import Options, Source, fit
from backsweep.train.watching import PATIENCE, HealthWatch

DIGITS = Source("digits")
HOPELESS = {"layers": (16,) * 12, "activation": "sigmoid", "optimiser": "sgd"}


class Note:
    """A watcher that writes down what it hears."""

    def __init__(self):
        self.begun, self.moved, self.looks = 0, 0, []

    def begins(self, data, options, state):
        self.begun += 1

    def moves(self, state):
        self.moved += 1

    def examined(self, record, found):
        self.looks.append((record, found))


def watched(options, every=50):
    note = Note()
    doctor = HealthWatch(note, every)
    outcome = fit(DIGITS, options, watch=doctor, stop=doctor.hopeless)
    return outcome, note, doctor


def test_it_looks_before_the_first_step_and_every_so_many():
    outcome, note, _ = watched(Options(layers=(16,), epochs=2), every=20)
    assert note.begun == 1 and outcome.finished
    assert len(note.looks) == 1 + note.moved // 20
    assert all(found.healthy for _, found in note.looks)


def test_watching_changes_no_bit():
    options = Options(layers=(16, 16), epochs=2)
    watched_parameters = watched(options, every=7)[0].model.tensors()
    plain = fit(DIGITS, options).model.tensors()
    assert all(np.array_equal(plain[name], watched_parameters[name]) for name in plain)


def test_what_cannot_learn_is_ended_with_its_verdict():
    outcome, _, doctor = watched(Options(**HOPELESS, epochs=40))
    assert len(outcome.history) == PATIENCE and not outcome.finished
    assert doctor.verdict.kind == "vanishing" and doctor.verdict.per_layer < -0.5


def test_nothing_arriving_at_all_ends_it_at_once():
    dead = Options(layers=(16,) * 200, activation="sigmoid", epochs=3, dtype="float32")
    outcome, note, _ = watched(dead)
    assert not outcome.history and note.moved == 1


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_what_learns_is_let_be(activation):
    options = Options(layers=(32, 32), activation=activation, epochs=PATIENCE + 1)
    assert watched(options)[0].finished


def test_the_report_at_the_end_tries_cures_and_a_step():
    _, _, doctor = watched(Options(**HOPELESS, epochs=1))
    report = doctor.report()
    assert report.verdict.kind == "vanishing" and report.cures and report.steps
    assert any(one.helped for one in report.cures)
