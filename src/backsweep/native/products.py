"""Which way a matrix product is taken: as a loop or by BLAS.

BLAS needs rows or columns that lie next to each other; transposes and wider rows are
its flags. It takes even a product of 3 by 3 in 26 ns, less than a loop would. Products
with a vector are loops all the same: there BLAS's general product has nothing to win
(1024 by 1024: 60 us against 118 to 240), and a loop fuses with what surrounds it. A
product that only updates a matrix (``w - rate * a.T @ b``) is BLAS adding to a
copy of that matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import blas, lower
from .values import Number, Product, Ref, squeeze
from .views import View

if TYPE_CHECKING:
    from .translate import Translation


_ALONE, _TOGETHER = 2**18, 2**20


def product(to: Translation, left: Ref, right: Ref, dtype: np.dtype) -> Ref | None:
    """The product of two stacks of matrices."""
    *batch, m, k = left.view.shape
    n, count = right.view.shape[-1], int(np.prod(batch, dtype=int))
    if not k or dtype.kind == "b" or not lower.supports("multiply", [dtype], dtype):
        return None
    if 1 in (m, k, n) or not blas.supports(dtype):
        return _loop(to, left, right, dtype)
    left, right = _steppable(to, left), _steppable(to, right)
    made = Product((*batch, m, n), dtype, (left, right))
    return to.add(made).ref if count else None


def _loop(to: Translation, left: Ref, right: Ref, dtype: np.dtype) -> Ref:
    """All products of entries, summed over the shared axis."""
    *batch, m, k = left.view.shape
    n, d = right.view.shape[-1], len(batch)
    shape, a, b = (*batch, m, k, n), left.view, right.view
    order = _order(left.view, right.view)
    axes = (*range(d), *(d + axis for axis in order))
    views = [
        View(shape, (*a.strides, 0), a.offset),
        View(shape, (*b.strides[:d], 0, *b.strides[d:]), b.offset),
    ]
    refs = [
        Ref(ref.value, view.permuted(axes))
        for ref, view in zip((left, right), views, strict=True)
    ]
    folded = d + order.index(1)
    return to.reduce("sum", to.elementwise("multiply", refs, dtype), (folded,), dtype)


def _order(left: View, right: View) -> tuple[int, int, int]:
    """Rows, shared axis and columns from outside inwards: innermost lies together."""
    if right.shape[-1] == 1 and left.strides[-2] == 1:
        return (1, 0, 2)
    if left.shape[-2] == 1 and right.strides[-2] == 1:
        return (0, 2, 1)
    return (0, 1, 2)


def _steppable(to: Translation, ref: Ref) -> Ref:
    """The ref itself if BLAS can read it in place, else a copy."""
    return (
        ref
        if leading(ref.view) and batch_step(ref.view) is not None
        else to.copied(ref)
    )


def leading(view: View) -> tuple[str, int] | None:
    """BLAS's flag and leading dimension for the matrices of a view."""
    (rows, columns), (down, across) = view.shape[-2:], view.strides[-2:]
    if (across == 1 or columns == 1) and (down >= max(columns, 1) or rows == 1):
        return "N", max(down if rows > 1 else columns, columns, 1)
    if (down == 1 or rows == 1) and (across >= max(rows, 1) or columns == 1):
        return "T", max(across if columns > 1 else rows, rows, 1)
    return None


def batch_step(view: View) -> int | None:
    """Elements from one matrix of a stack to the next, if it is always the same."""
    outer = View(view.shape[:-2], view.strides[:-2])
    count = outer.size
    line = outer.reshaped((count,))
    return None if line is None else (line.strides[0] if count > 1 else 0)


def slices(m: int, k: int, n: int) -> int:
    """How many equal runs of rows to take a product in.

    OpenBLAS gives products of more than ``_ALONE`` multiplications to two threads. Up
    to ``_TOGETHER`` that gains nothing on an idle machine, and on a busy one it waits
    for a thread that does not run (ten times as long); in slices it stays in one.
    """
    if not _ALONE < m * k * n <= _TOGETHER:
        return 1
    counts = (c for c in range(2, m + 1) if m % c == 0 and m // c * k * n <= _ALONE)
    return next(counts, 1)


def folded_update(to: Translation, node: Any) -> Ref | None:
    """``w - scalar * (a @ b)`` and its like as one product onto a copy of ``w``."""
    if node.op.name not in ("subtract", "add"):
        return None
    if node.op.name == "add" and _is_scaled_product(to, node.inputs[0]):
        scaled, base = node.inputs
    else:
        base, scaled = node.inputs
    if not _is_scaled_product(to, scaled) or len(node.shape) != 2:
        return None
    return _update(to, base, scaled, -1.0 if node.op.name == "subtract" else 1.0)


def _is_scaled_product(to: Translation, node: Any) -> bool:
    if node.op.name != "multiply" or to.uses[node] != 1:
        return False
    return any(_is_lone_product(to, i) for i in node.inputs)


def _is_lone_product(to: Translation, node: Any) -> bool:
    return (
        node.op.name == "matmul"
        and to.uses[node] == 1
        and isinstance(to.of(node).value, Product)
    )


def _update(to: Translation, base: Any, scaled: Any, sign: float) -> Ref | None:
    first, second = scaled.inputs
    if not _is_lone_product(to, second):
        first, second = second, first
    scalar, product, added = to.of(first), to.of(second).value, to.of(base)
    if squeeze(scalar.value.shape) or not squeeze(product.shape):
        return None
    refs: tuple[Ref, ...] = product.refs
    if isinstance(scalar.value, Number):
        sign *= float(np.frombuffer(scalar.value.data, scalar.value.dtype)[0])
    else:
        refs = (*refs, scalar)
    made = Product(
        product.shape,
        product.dtype,
        (*refs, added),
        factor=sign,
        has_scalar=len(refs) == 3,
        has_added=True,
    )
    return to.add(made).ref
