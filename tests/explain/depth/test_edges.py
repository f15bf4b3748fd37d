"""The edges of a factor are its matrix, entry by entry."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep import factors as f
from backsweep.explain.depth import edges as module
from backsweep.explain.depth.edges import edges
from backsweep.explain.errors import TooLarge
from backsweep.explain.values import in_floats, in_fractions
from backsweep.functions.build import apply
from backsweep.graph import node
from backsweep.ops import CUMSUM, GATHER, INPUT, PERMUTE, PICK, constant

from ...programs import examples


def wire(name, shape, dtype=float):
    return node(INPUT, (), (name, tuple(shape), np.dtype(dtype)))


def known(name, value):
    """A node and its number."""
    return wire(name, value.shape, value.dtype), value


def dense(found, x, y):
    """The matrix that edges spell: those between the same two entries add up."""
    one = found.listed()
    matrix = np.zeros((y.size, x.size), one.rates.dtype)
    np.add.at(matrix, (one.targets, one.sources), one.rates)
    return matrix


def pushed(factor, values, x, y):
    """The matrix that the factor's own push gives, a basis vector at a time."""
    basis = [constant(e.reshape(x.shape)) for e in np.eye(x.size)]
    columns = [np.ravel(values(factor.push(one, y))) for one in basis]
    return np.array(columns).reshape(x.size, y.size).T


def product(draw, given, x, turned):
    """The other side of a product, with the stack of ``x``."""
    inner, outer = x.shape[-1], draw(st.integers(1, 3))
    shape = (outer, x.shape[-2]) if turned else (inner, outer)
    matrix = given("matrix", (*x.shape[:-2], *shape))
    kept = (*x.shape[:-2], outer, inner) if turned else (*x.shape[:-1], outer)
    return (f.Left if turned else f.Right)(matrix), kept


@st.composite
def drawn(draw):
    """A factor of any class, where it leads from and to, and all numbers."""
    random = np.random.default_rng(draw(st.integers(0, 99)))
    shape = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4).map(tuple))
    x, numbers = wire("x", shape), {}

    def given(name, shape, dtype=float):
        one = wire(name, shape, dtype)
        numbers[one] = (
            random.random(shape) < 0.5
            if dtype is bool
            else random.integers(-2, 3, shape) + 0.0
        )
        return one

    axis = draw(st.integers(0, len(shape) - 1))
    ends = st.integers(-4, 4) | st.none()
    slices = tuple(
        slice(draw(ends), draw(ends), draw(st.sampled_from((1, 2, -1)))).indices(n)
        for n in shape
    )
    slices = tuple((a, None if b < 0 else b, c) for a, b, c in slices)
    part = apply(PICK, (x,), (slices,))
    taken = constant(random.integers(0, shape[axis], (2, 2)))
    axes = tuple(0 if k == axis else None for k in range(len(shape)))
    gathered = apply(GATHER, (x, taken), (axes,)).shape
    order = tuple(draw(st.permutations(range(len(shape)))))
    rates = given("rates", shape)
    summed = tuple(sorted({axis, draw(st.integers(0, len(shape) - 1))}))
    rest = tuple(n for k, n in enumerate(shape) if k not in summed)
    thin = tuple(1 if k in summed else n for k, n in enumerate(shape))
    choices = {
        "Identity": (f.Identity(), x, shape),
        "Cast": (f.Cast(), x, shape),
        "Reshape": (f.Reshape(), x, (x.size,)),
        "Zero": (f.Zero(), x, rest),
        "Diag": (f.Diag(rates), x, shape),
        "Diag of a number": (f.Diag(-2.0), x, shape),
        "Over": (f.Over(given("divisor", shape)), x, shape),
        "Gate": (f.Gate(given("mask", shape, bool)), x, shape),
        "Left": (lambda m: (m[0], x, m[1]))(product(draw, given, x, True)),
        "Right": (lambda m: (m[0], x, m[1]))(product(draw, given, x, False)),
        "Right of one matrix": (
            f.Right(given("one", (shape[-1], 2))),
            x,
            (*shape[:-1], 2),
        ),
        "Sum": (f.Sum(summed), x, rest),
        "Spread": (f.Spread(), wire("thin", thin), (2, *shape)),
        "Permute": (f.Permute(order), x, apply(PERMUTE, (x,), (order,)).shape),
        "Pick": (f.Pick(slices), x, part.shape),
        "Place": (f.Place(slices), wire("part", part.shape), shape),
        "Erase": (f.Erase(slices, part), x, shape),
        "Gather": (f.Gather((taken,), axes), x, gathered),
        "Scatter": (f.Scatter((taken,), axes), wire("many", gathered), shape),
        "RunningSum": (f.RunningSum(axis), x, shape),
        "Sum of Diag": (f.Sum(summed) @ f.Diag(rates), x, rest),
        "Sum of RunningSum": (f.Sum(summed) @ f.RunningSum(axis), x, rest),
        "Custom": (f.Custom(lambda v: v[::-1] * 2.0, None), x, shape),
    }
    factor, start, end = choices[draw(st.sampled_from(list(choices)))]
    numbers[next(k for k in numbers if k.params[0] == "divisor")] += 3.0
    return factor, start, wire("y", end), numbers


@given(drawn())
@examples(300)
def test_the_edges_are_the_matrix_that_push_gives(case):
    factor, x, y, numbers = case
    values = in_floats(numbers)
    found = edges(factor, values, x, y)
    matrix = dense(found, x, y)
    assert np.array_equal(matrix, pushed(factor, values, x, y))
    assert found.count == found.listed().count


@given(drawn())
@examples(60)
def test_the_edges_that_leave_an_entry_are_a_column(case):
    factor, x, y, numbers = case
    found = edges(factor, in_floats(numbers), x, y)
    matrix = dense(found, x, y)
    for source in range(x.size):
        column = np.zeros(y.size)
        np.add.at(column, *found.leaving(source))
        assert np.array_equal(column, matrix[:, source])


@given(drawn())
@examples(60)
def test_in_fractions_every_rate_is_one(case):
    factor, x, y, numbers = case
    values = in_fractions({one: v.astype(int) for one, v in numbers.items()})
    found = edges(factor, values, x, y).listed()
    assert all(isinstance(rate, Fraction) for rate in found.rates)
    assert np.array_equal(dense(found, x, y), pushed(factor, values, x, y))


def test_a_rate_of_0_is_an_edge_but_what_a_structure_shuts_is_none():
    x, nothing = wire("x", (3,)), known("zeros", np.zeros(3))
    mask = known("mask", np.array([True, False, False]))
    values = in_floats(dict([nothing, mask]))
    assert edges(f.Diag(nothing[0]), values, x, x).count == 3
    assert edges(f.Gate(mask[0]), values, x, x).count == 1
    assert edges(f.Zero(), values, x, x).count == 0


def test_a_closed_step_on_many_entries_is_refused():
    x = wire("x", (300,))
    with pytest.raises(TooLarge, match="one closed step"):
        edges(f.Custom(lambda v: v, lambda u: u), in_floats({}), x, x)


def test_a_long_running_sum_is_refused(monkeypatch):
    monkeypatch.setattr(module, "LARGEST_LIST", 100)
    x = wire("x", (11,))
    y = apply(CUMSUM, (x,), (0,))
    with pytest.raises(TooLarge, match="cumsum makes 121 edges"):
        edges(f.RunningSum(0), in_floats({}), x, y)
