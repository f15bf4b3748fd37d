"""The workspace: arrays share memory only when their lives do not meet."""

import itertools

import numpy as np
import pytest

from backsweep.graph import node
from backsweep.native.compiler import plan
from backsweep.native.memory import ALIGNMENT, Memory, _lives, nbytes
from backsweep.native.values import Leaf
from backsweep.ops import MATMUL
from backsweep.program import Program


def memory_of(inputs, outputs):
    translation, steps = plan(Program(inputs, outputs))
    leaves = [v for v in translation.values if isinstance(v, Leaf)]
    fixed = {*leaves, *(r.value for r in translation.results)}
    lives = _lives(steps, fixed, [])
    return Memory(leaves, translation.results, steps), lives


@pytest.fixture
def chain(leaf):
    x = y = leaf(0, (20, 20))
    kept = []
    for k in range(10):
        y = np.tanh(node(MATMUL, (y, x)))
        kept += [y] if k % 3 == 0 else []
    for one in reversed(kept):
        y = node(MATMUL, (y, one)) + one
    return [x], [y]


def test_arrays_that_live_at_once_are_apart(chain):
    memory, lives = memory_of(*chain)
    for (a, first), (b, second) in itertools.combinations(lives.items(), 2):
        if first[0] <= second[1] and second[0] <= first[1]:
            starts = memory.offsets[a], memory.offsets[b]
            assert (
                starts[0] + nbytes(a) <= starts[1] or starts[1] + nbytes(b) <= starts[0]
            )


def test_memory_is_used_again(chain):
    memory, lives = memory_of(*chain)
    assert memory.size < sum(map(nbytes, lives)) / 2


def test_arrays_begin_at_cache_lines(chain):
    memory, _ = memory_of(*chain)
    assert all(offset % ALIGNMENT == 0 for offset in memory.offsets.values())


def test_equal_numbers_share_a_slot(leaf):
    x = leaf(0, (5,))
    memory, _ = memory_of([x], [(x * 1.1 + 1.1) * 1.3])
    assert len(memory.constants) == 2
