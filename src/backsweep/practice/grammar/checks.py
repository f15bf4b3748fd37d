"""Whether the parts of an exercise fit together."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..errors import Unreadable
from .degrees import check_degrees
from .graph import Ask, Graph, Slope, Update
from .statements import names


def checked(stated: Graph) -> Graph:
    """The same graph, once it is sure that every name in it can be worked out."""
    _check_given(stated)
    check_degrees(stated.statements)
    for ask in stated.asks:
        _check_ask(stated, ask)
    _check_rates({ask.rate for ask in stated.asks if isinstance(ask, Update)})
    return stated


def _check_given(stated: Graph) -> None:
    """Every name is given or computed, not both, and what is given is of use."""
    computed = {one.name for one in stated.statements}
    used = set[str]().union(*(names(one.formula) for one in stated.statements))
    for name in sorted(used - computed - set(stated.given)):
        raise _refused(
            name,
            "is used, but neither given nor computed",
            f"add {name} = 1 to the given numbers",
        )
    for name in stated.given:
        if name in computed:
            cure = "remove it from the given numbers, or its statement"
            raise _refused(name, "is given and computed too", cure)
        if name not in used:
            raise _refused(name, "is given, but not used", "remove it")


def _check_ask(stated: Graph, ask: Ask) -> None:
    match ask:
        case Slope(of, by):
            _check_path(stated, of, by)
        case Update(name):
            if name not in stated.given:
                raise _refused(name, "is not given", "step a weight that is given")
            _check_path(stated, stated.cost, name)
            _check_free(stated, "rate", f"{name}_new")


def _check_rates(rates: set[Fraction]) -> None:
    if len(rates) > 1:
        cure = "give all steps of an exercise the same rate"
        what, where = "the steps have different rates", "in the exercise"
        raise Unreadable(what, where=where, cure=cure)


def _check_free(stated: Graph, *names: str) -> None:
    """The learning rate and a new weight have names that the graph must not have."""
    for name in names:
        if name in stated.given or any(one.name == name for one in stated.statements):
            what = "is what a step calls its own number"
            raise _refused(name, what, "give the value of the graph another name")


def _check_path(stated: Graph, of: str, by: str) -> None:
    needs = {one.name: names(one.formula) for one in stated.statements}
    known = [*needs, *stated.given]
    for name in (of, by):
        if name not in known:
            cure = f"ask for one of {', '.join(known)}"
            raise _refused(name, "is asked, but not in the graph", cure)
    if of == by or by not in _behind(needs, of):
        cure = "ask for a rate along a path of the graph"
        raise _refused(f"d{of}/d{by}", f"has no path from {by} to {of}", cure)


def _behind(needs: Mapping[str, set[str]], name: str) -> set[str]:
    """Everything that ``name`` needs, and what that needs in turn."""
    found, left = set[str](), [name]
    while left:
        more = needs.get(left.pop(), set()) - found
        found |= more
        left.extend(more)
    return found


def _refused(name: str, what: str, cure: str) -> Unreadable:
    return Unreadable(f"{name} {what}", where="in the exercise", cure=cure)
