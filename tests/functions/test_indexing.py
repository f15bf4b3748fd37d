"""Taking parts of arrays gives what NumPy gives."""

import pytest

CALLS = """
x[0]
x[-1]
x[1, 2]
x[1][2]
x[-1, -1]
x[np.int64(1)]
x[0:1]
x[:, 1]
x[:, 1:]
x[:, ::2]
x[:, ::-1]
x[::-1, ::-1]
x[:, 2:0:-1]
x[:, -2:]
x[:, 5:]
x[:, 2:1]
x[...]
x[..., 0]
x[0, ...]
x[..., 0, None]
x[None]
x[:, None]
x[None, ..., None]
x[np.newaxis, 0]
x[()]
z[()]
z[None]
z[...]
v[0]
v[-1]
v[i]
v[[0, 0, 1]]
v[[-1, 0]]
v[[]]
v[i[:, None]]
x[:, i]
x[[0, 1, 1]]
x[[0, 1], [2, 0]]
x[[[0], [1]], [0, 2]]
x[0, [2, 0]]
x[[1], :]
x[:, [0, 0, 1]]
x[..., [0, 2]]
x[[0, 1], :, None]
x[None, [0, 1]]
t[[0, 1], :, [1, 2]]
t[:, [0, 1], [1, 2]]
t[[0, 1], [1, 2]]
t[0, :, [1, 2]]
t[:, 0, [1, 2]]
t[[0], 1:, 2]
t[1, [0, 2], ::2]
t[..., [0, 1], :]
t[:, :, [[0, 1], [2, 3]]]
t[[1, 0]][:, [0]]
t[np.ix_([0, 1], [0, 2])]
t[[0, 1], None, [0, 1]]
x[x > 0]
x[b]
x[b] * 2
x[b[:, 0]]
x[:, [True, False, True]]
x[[True, False]]
x[b & (x > 0)]
x[~b]
x[b[:, 0], 1]
x[b[:, 0], :2]
x[np.zeros((2, 3), bool)]
t[b]
t[b, 1]
t[:, b[0]]
t[b[:, 0], ..., 0]
v[v > 0]
v[np.argmax(v)]
v[np.argsort(v)]
x[np.arange(2), np.argmax(x, axis=1)]
x[np.nonzero(b)]
e[:, 0]
e[[], 1]
e[np.zeros(0, int)]
n[0]
n[i[:2] * 0, i[:2]]
n[n > 0]
b[0]
x[slice(0, 1)]
x[slice(None), slice(1, None)]
x[(0, slice(None))]
x.flat
np.take(v, i)
np.take(v, [0, 1])
np.take(v, 1)
np.take(x, [0, 5])
np.take(x, i, axis=1)
np.take(x, [[0, 1], [1, 0]], axis=1)
np.take(x, 1, axis=0)
np.take(x, [-1], axis=-1)
np.take(v, [5, -7], mode='wrap')
np.take(v, [5, -7], mode='clip')
np.take(n, [1, 2])
x.take([0, 1])
x.take([0, 1], axis=1)
np.take_along_axis(x, np.argsort(x, axis=1), axis=1)
np.take_along_axis(x, np.argmax(x, axis=0)[None], axis=0)
np.take_along_axis(x, n[:, :1] * 0, 1)
np.take_along_axis(x, np.array([0, 3]), None)
np.compress([True, False, True], x, axis=1)
np.compress([True, False, True], v)
np.extract(b, x)
np.nonzero(k)
k.nonzero()
np.argwhere(k)
np.flatnonzero(k)
np.where(k > 0)
np.tril_indices(3)
m[np.tril_indices(3)]
m[np.triu_indices(3, 1)]
m[np.diag_indices(3)]
np.diag_indices_from(m)
np.searchsorted(np.arange(3.0), v)
np.digitize(v, [0.0, 1.0])
np.indices(x.shape)
np.unravel_index(np.argmax(x), x.shape)
x[np.unravel_index(np.argmax(x), x.shape)]
np.bincount(i)
np.isin(k, [0])
"""


@pytest.mark.parametrize("call", CALLS.strip().splitlines())
def test_agrees(call, same):
    same(call)
