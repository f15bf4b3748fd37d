"""Fresh variants: certified, repeatable, shareable, and drawn at once."""

import time

import pytest

from backsweep.practice.errors import LessonMistake
from backsweep.practice.exercise.exercise import Exercise
from backsweep.practice.grammar.asks import exercise_graph
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.mistakes.mistakes import Mistakes
from backsweep.practice.variants.certify import is_certified
from backsweep.practice.variants.seeds import after
from backsweep.practice.variants.variant import variant

from ..graphs import GRAPHS, TASKS


def series(count, seed="abcdef"):
    for _ in range(count):
        yield seed
        seed = after(seed)


@pytest.mark.parametrize("name", GRAPHS)
def test_variants_are_certified(name):
    mistakes = mistakes_of(GRAPHS[name])
    for seed in series(8):
        found = variant(mistakes, seed)
        assert is_certified(found)
        assert found.given.keys() == GRAPHS[name].given.keys()


@pytest.mark.parametrize("name", GRAPHS)
def test_the_printed_one_has_the_numbers_of_the_lesson(name):
    assert variant(mistakes_of(GRAPHS[name]), "printed").given == GRAPHS[name].given


def test_a_seed_gives_the_same_numbers_again():
    graph = TASKS["backpropagation/worked-chain"]
    first = variant(mistakes_of(graph), "abcdef")
    again = variant(Mistakes(Exercise(graph)), "abcdef")
    assert first.given == again.given
    assert first.given != variant(mistakes_of(graph), "abcdeg").given


@pytest.mark.parametrize("name", TASKS)
def test_seeds_seldom_give_the_same_numbers(name):
    mistakes = mistakes_of(TASKS[name])
    drawn = {tuple(variant(mistakes, seed).given.items()) for seed in series(60)}
    assert len(drawn) > 30


@pytest.mark.parametrize("name", ["activations/relu-chain", "relu-layer"])
def test_a_seed_gives_the_same_numbers_whatever_was_drawn_before(name):
    seeds = [*series(15)]
    there, back = (Mistakes(Exercise(GRAPHS[name])) for _ in range(2))
    first = {seed: variant(there, seed).given for seed in seeds}
    again = {seed: variant(back, seed).given for seed in reversed(seeds)}
    assert first == again


def test_no_relu_is_met_at_its_bend():
    mistakes = mistakes_of(TASKS["activations/relu-chain"])
    assert all(variant(mistakes, seed).numbers["z1"] != 0 for seed in series(200))


def test_a_relu_is_at_rest_now_and_then():
    mistakes = mistakes_of(TASKS["activations/relu-chain"])
    at_rest = [
        seed for seed in series(300) if variant(mistakes, seed).numbers["da1/dz1"] == 0
    ]
    assert 0.04 < len(at_rest) / 300 < 0.25


def test_a_graph_that_no_numbers_suit_says_so():
    stated = ("C = 1234567*w*x", "w = 2, x = 3", "forward, dC/dw")
    mistakes = Mistakes(Exercise(exercise_graph(*stated)))
    with pytest.raises(LessonMistake, match="no numbers were found"):
        variant(mistakes, "abcdef")


@pytest.mark.parametrize("name", GRAPHS)
def test_a_variant_is_drawn_before_anybody_waits(name):
    mistakes = mistakes_of(GRAPHS[name])
    variant(mistakes, "zzzzzz")
    taken = []
    for seed in series(8):
        start = time.process_time()
        variant(mistakes, seed)
        taken.append(time.process_time() - start)
    assert sorted(taken)[-2] < 0.3
