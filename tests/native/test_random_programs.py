"""Random programs give in native code what NumPy gives, with nan and infinities."""

import math

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsweep import native
from backsweep.graph import node
from backsweep.ops import (
    ALL,
    ANY,
    ARGMAX,
    CONCATENATE,
    CUMSUM,
    INPUT,
    LENGTH,
    MATMUL,
    MAX,
    MIN,
    PERMUTE,
    PICK,
    PLACE,
    RESHAPE,
    SPREAD,
    SUM,
    WHERE,
)
from backsweep.program import Guard, GuardFailed, Program

EXTENTS = st.sampled_from([0, 1, 1, 2, 3, 4, 7, 33])
SHAPES = st.lists(EXTENTS, max_size=3).map(tuple)
SPECIAL = [np.nan, np.inf, -np.inf, -0.0, 1e-310]
UNARY = [np.negative, np.square, np.absolute, np.tanh, np.sqrt]
BINARY = [np.add, np.subtract, np.multiply, np.maximum, np.minimum, np.divide]


def one(draw, x, pool):
    return draw(st.sampled_from(UNARY))(x)


def two(draw, x, pool):
    y = draw(st.sampled_from([p for p in pool if p.shape == x.shape]))
    return draw(st.sampled_from(BINARY))(x, y)


def chosen(draw, x, pool):
    y = draw(st.sampled_from([p for p in pool if p.shape == x.shape]))
    return node(WHERE, (np.less(x, y), y, x))


def spread(draw, x, pool):
    stretch = draw(st.integers(1, 3))
    inner = [stretch if n == 1 else n for n in x.shape]
    outer = draw(st.lists(st.integers(1, 3), max_size=1))
    return node(SPREAD, (x,), ((*outer, *inner),))


def reshape(draw, x, pool):
    size = math.prod(x.shape)
    rows = [d for d in range(1, max(size, 1) + 1) if size % d == 0]
    row = draw(st.sampled_from(rows))
    return node(RESHAPE, (x,), (draw(st.sampled_from([(size,), (row, size // row)])),))


def permute(draw, x, pool):
    return node(PERMUTE, (x,), (tuple(draw(st.permutations(range(len(x.shape))))),))


def pick(draw, x, pool):
    parts = [(None, None, 1), (None, None, -1), (None, None, 2), (1, None, 1)]
    return node(PICK, (x,), (tuple(draw(st.sampled_from(parts)) for _ in x.shape),))


def place(draw, x, pool):
    before = [draw(st.integers(0, 2)) for _ in x.shape]
    pairs = list(zip(before, x.shape, strict=True))
    slices = tuple((b, b + n, 1) for b, n in pairs)
    return node(PLACE, (x,), (slices, tuple(b + n + 1 for b, n in pairs)))


def along(draw, x, pool):
    axis = draw(st.integers(0, len(x.shape) - 1))
    if draw(st.booleans()):
        return node(CONCATENATE, (x, x), (axis,))
    return node(CUMSUM, (x,), (axis,))


def reduce(draw, x, pool):
    axes = tuple(k for k in range(len(x.shape)) if draw(st.booleans()))
    some = all(x.shape[axis] for axis in axes)
    ops = [SUM, LENGTH, ANY, ALL, *([MAX, MIN] if some else [])]
    return node(draw(st.sampled_from(ops)), (x,), (axes,))


def search(draw, x, pool):
    axes = [k for k, n in enumerate(x.shape) if n]
    return node(ARGMAX, (x,), (draw(st.sampled_from(axes)),)) if axes else x


def matmul(draw, x, pool):
    axes = (*range(len(x.shape) - 2), len(x.shape) - 1, len(x.shape) - 2)
    return node(MATMUL, (x, node(PERMUTE, (x,), (axes,))))


ANYWHERE = [one, two, two, chosen, spread, reshape, permute, pick, reduce]
WITH_AXES = [*ANYWHERE, place, along, search]
WITH_ROWS = [*WITH_AXES, matmul]


@st.composite
def programs(draw):
    dtype = np.dtype(draw(st.sampled_from(["f4", "f8"])))
    shapes = draw(st.lists(SHAPES, min_size=1, max_size=3))
    leaves = [node(INPUT, (), (k, s, dtype)) for k, s in enumerate(shapes)]
    pool = list(leaves)
    for _ in range(draw(st.integers(1, 20))):
        floats = [p for p in pool if p.dtype == dtype]
        x = draw(st.sampled_from(floats))
        makers = [ANYWHERE, WITH_AXES, WITH_ROWS][min(len(x.shape), 2)]
        made = draw(st.sampled_from(makers))(draw, x, floats)
        pool += [made] if math.prod(made.shape) < 40_000 else []
    decided = [p for p in pool if not p.shape and p.dtype == bool][:2]
    outputs = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4))
    return leaves, outputs, decided


def arrays_for(leaves, seed):
    random = np.random.default_rng(seed)
    for leaf in leaves:
        array = np.asarray(random.normal(size=leaf.shape), leaf.dtype)
        if array.size and random.random() < 0.3:
            array.ravel()[random.integers(array.size)] = random.choice(SPECIAL)
        yield array


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(programs(), st.integers(0, 1000), st.booleans())
def test_native_code_gives_numpys_numbers(program, seed, expected):
    leaves, outputs, decided = program
    one = Program(leaves, outputs, [Guard(d, expected, None) for d in decided])
    arrays = list(arrays_for(leaves, seed))
    with np.errstate(all="ignore"):
        wanted, found = one.run(arrays), native.compile(one)(*arrays)
    if isinstance(wanted, GuardFailed):
        assert found == wanted
        return
    for w, f in zip(wanted, found, strict=True):
        assert np.shape(w) == np.shape(f) and np.result_type(w) == np.result_type(f)
        assert alike(w, f)


def alike(wanted, found):
    """Equal up to rounding in the size of the largest number; nan is like nan."""
    if np.result_type(wanted).kind != "f":
        return np.array_equal(wanted, found)
    scale = np.max(np.abs(wanted), initial=1.0, where=np.isfinite(wanted))
    digits = 1e-4 if np.result_type(wanted) == np.float32 else 1e-9
    return np.allclose(wanted, found, digits, digits * scale, equal_nan=True)
