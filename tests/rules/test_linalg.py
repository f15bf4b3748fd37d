"""Products of matrices: nudging one side is multiplying by the other."""

import pytest

CALLS = """
m @ n
m @ v
w @ m
v @ v
v @ v[::-1]
m.T @ m
t @ n
t @ v
w @ t.swapaxes(1, 2).swapaxes(0, 1)[0].T
t @ t.mT
t @ t[:1].mT
t[:, None] @ t[None].mT
v @ t.mT
m[:0] @ n
m[:, :0] @ n[:0]
np.matmul(m, n)
np.matvec(m, v)
np.vecmat(w, m)
np.dot(m, n)
np.dot(v, v)
np.dot(m, v)
np.dot(v[0], m)
np.dot(t, n)
np.dot(t, v)
np.inner(v, v)
np.inner(m, m)
np.inner(t, v)
np.outer(v, w)
np.outer(m, v)
np.vdot(m, m)
np.vecdot(m, v)
np.linalg.vecdot(m, m * m, axis=0)
np.cross(v, v ** 2)
np.cross(m, v)
np.kron(v, w)
np.kron(m, n)
np.tensordot(m, n, 1)
np.tensordot(m, m)
np.tensordot(v, w, 0)
np.tensordot(t, m, ((1, 2), (0, 1)))
np.tensordot(t, m, ([0], [0]))
np.einsum('ij,jk->ik', m, n)
np.einsum('ij->ji', m)
np.einsum('ij->', m)
np.einsum('ij->j', m)
np.einsum('ii', m[:, :2])
np.einsum('ii->i', n)
np.einsum('i,i', v, v)
np.einsum('i,j', v, w)
np.einsum('i,ij,j', w, m, v)
np.einsum('ij,jk,kl->il', m, n, n)
np.einsum('ij,ij->i', m, m)
np.einsum('bij,bkj->bik', t, t)
np.einsum('...ij,jk->...ik', t, n)
np.einsum('...i,i', t, v)
np.einsum('i,i,i->i', v, v, v)
np.einsum(m, [0, 1], n, [1, 2], [0, 2])
np.einsum('ij,jk->ik', m[:, :1], n)
np.trace(n)
np.trace(n, 1)
np.trace(t, -1, 1, 2)
np.diagonal(n)
np.diagonal(t, 1, 0, 2)
np.diag(v)
np.diag(v, -2)
np.diag(n)
np.diag(m, 1)
np.diagflat(m)
np.tril(n)
np.triu(n, 1)
np.tril(t)
np.tril(v)
np.multiply.outer(v, w)
np.add.outer(v, m)
""".strip().splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_calls(call, check, random):
    check(
        call,
        m=random.normal(size=(2, 3)),
        n=random.normal(size=(3, 3)),
        t=random.normal(size=(2, 2, 3)),
        v=random.normal(size=3),
        w=random.normal(size=2),
    )
