"""On which side of each bend numbers lie, as it is right and after each mistake."""

from fractions import Fraction

from .lists import mistakes

RELU = mistakes("activations/relu-chain")


def sides(**moved):
    given = RELU.exercise.graph.given | {k: Fraction(x) for k, x in moved.items()}
    return RELU.bends.sides(RELU.exercise.numbers(given))


def test_without_bends_there_is_one_side():
    found = mistakes("backpropagation/worked-chain")
    given = found.exercise.graph.given
    assert found.bends.sides(found.exercise.numbers(given)) == ()


def test_either_side_of_the_bend():
    assert sides() == sides(b1=-2)
    assert sides() != sides(b1=-7)


def test_a_mistake_that_leads_across_sets_numbers_apart():
    on_both, on_one = sides(w1=2, a0=3, b1=1), sides(w1=2, a0=3, b1=-1)
    assert on_both != on_one, "without w1·a0, only the second is off"


def test_the_bend_itself():
    given = RELU.exercise.graph.given | {"b1": Fraction(-6)}
    assert RELU.bends.are_met(RELU.exercise.numbers(given))
    given = RELU.exercise.graph.given
    assert not RELU.bends.are_met(RELU.exercise.numbers(given))
