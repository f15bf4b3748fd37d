"""The mistakes of an exercise, as the tests look them up."""

from backsweep.practice.exercise.arithmetic import evaluate
from backsweep.practice.mistakes.known import mistakes_of

from ..graphs import GRAPHS


def mistakes(name):
    return mistakes_of(GRAPHS[name])


def of_kind(name, *kinds):
    """The ids of the mistakes of some kinds, and what is worked out in each."""
    return {x.id: str(x.formula) for x in mistakes(name).all if x.kind in kinds}


def fault(name, id):
    (found,) = (x for x in mistakes(name).all if x.id == id)
    return found


def printed(name, id):
    """What a mistake gives at the printed numbers."""
    graph = GRAPHS[name]
    numbers = mistakes(name).exercise.numbers(graph.given)
    return evaluate(fault(name, id).formula, numbers)


def told(words):
    return "".join(map(str, words))
