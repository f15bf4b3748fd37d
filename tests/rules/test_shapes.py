"""Functions that move entries move their desires back to where they came from."""

import numpy as np
import pytest

CALLS = """
np.reshape(x, (3, 2))
np.reshape(x, -1)
np.reshape(x, (3, 2), order='F')
x.reshape(3, -1)
x.ravel()
x.flatten('F')
x.T
x.mT
x[:, None].squeeze()
np.transpose(t, (2, 0, 1))
t.transpose(1, 0, 2)
np.swapaxes(t, 0, -1)
np.moveaxis(t, 0, -1)
np.moveaxis(t, [0, 1], [-1, 0])
np.rollaxis(t, 2)
np.expand_dims(x, (0, 2))
np.squeeze(x[None])
np.atleast_2d(v)
np.atleast_3d(x)
np.broadcast_to(v, (4, 3))
np.broadcast_to(x[:, None], (2, 5, 3))
np.broadcast_to(x, (0, 2, 3))
np.broadcast_arrays(x, v)
np.meshgrid(v, x[:, 0])
np.linspace(v, v ** 2, 4)
np.linspace(v[0], 1.0, 3, endpoint=False)
np.concatenate([x, x * x])
np.concatenate([x, v[None]], axis=0)
np.concatenate([x, np.ones((2, 1)), x], axis=1)
np.concatenate([x, v], axis=None)
np.concatenate([x, x[:0]])
np.stack([v, v * 2])
np.stack([x, x ** 2], axis=-1)
np.stack([v[0], v[1], v[0]])
np.hstack([v, v])
np.hstack([x, x])
np.vstack([v, x])
np.dstack([x, x])
np.column_stack([v, v * v])
np.block([[x, x], [x, x]])
np.append(x, v)
np.delete(x, 1, axis=1)
np.split(x, 3, axis=1)
np.split(v, [1])
np.split(v, [0, 2, 2, 5])
np.array_split(v, 2)
np.hsplit(x, 3)
np.vsplit(x, 2)
np.unstack(x, axis=1)
np.tile(v, 3)
np.tile(x, (2, 1))
np.tile(x, (2, 1, 2))
np.tile(x, 0)
np.repeat(x, 2)
np.repeat(x, 3, axis=1)
np.repeat(x, [2, 0], axis=0)
np.flip(x)
np.flip(x, 1)
np.fliplr(x)
np.rot90(x)
np.rot90(x, 3)
np.roll(v, 1)
np.roll(x, -1, axis=1)
np.roll(x, (1, 2), axis=(0, 1))
np.roll(x, 4)
np.pad(v, 2)
np.pad(x, ((1, 0), (0, 2)))
np.pad(x, 1, constant_values=3.0)
np.pad(v, 1, constant_values=v[0])
np.pad(x, 1, mode='edge')
np.pad(x, 1, mode='reflect')
np.pad(x, 2, mode='symmetric')
np.pad(x, 2, mode='wrap')
np.tril(x)
np.triu(x, 1)
np.full_like(x, v)
np.ones_like(x) * x
np.astype(x, np.float64)
""".strip().splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_calls(call, check, random):
    check(
        call,
        x=random.normal(size=(2, 3)),
        v=random.normal(size=3),
        t=random.normal(size=(2, 3, 4)),
    )


EMPTY = """
x.T
x.reshape(3, 0)
np.broadcast_to(x, (2, 0, 3))
np.concatenate([x, x])
np.stack([x, x])
np.split(x, [1])
np.tile(x, 2)
np.repeat(x, 2, axis=0)
np.flip(x)
np.roll(x, 1)
np.pad(x, 1)
np.squeeze(x)
""".strip().splitlines()


@pytest.mark.parametrize("call", EMPTY)
def test_empty(call, check):
    check(call, x=np.zeros((0, 3)))


WITHOUT_AXES = """
x.reshape(1, 1)
np.ravel(x)
np.broadcast_to(x, (2, 2))
np.stack([x, x * x])
np.tile(x, 3)
np.repeat(x, 3)
np.atleast_2d(x)
x[None]
np.hstack([x, x])
np.full(3, 1.0) * x
""".strip().splitlines()


@pytest.mark.parametrize("call", WITHOUT_AXES)
def test_without_axes(call, check):
    check(call, x=np.array(0.7))
