"""Writing into arrays: a new array, in which a part is replaced."""

from __future__ import annotations

import functools
import operator
from typing import Any

import numpy as np

from ..arrays import MEANING, Array, means
from ..errors import LeakedValue, ShapeMismatch, spelling
from ..ops import PUT, SCATTER
from .build import apply, converted, expand, lifted
from .indexing import as_slices, full_key, is_basic, known


@means(operator.setitem)
def replaced(x: Any, key: Any, value: Any) -> Any:
    """A copy of ``x`` in which ``x[key]`` is ``value``."""
    parts = full_key(key, x.ndim)
    new = converted(lifted(x, value)[1], x.dtype)
    if is_basic(parts) and None not in parts:
        return _replaced_slices(x, parts, new)
    return _replaced_places(x, _targets(x, key), new)


def _replaced_slices(x: Any, parts: list[Any], new: Any) -> Any:
    slices = as_slices(parts, x.shape)
    lengths = [len(range(n)[slice(*s)]) for n, s in zip(x.shape, slices, strict=True)]
    sliced = zip(lengths, parts, strict=True)
    kept = tuple(n for n, p in sliced if isinstance(p, slice))
    return apply(PUT, (x, expand(_fitting(new, kept), tuple(lengths))), (slices,))


def _fitting(new: Any, shape: tuple[int, ...]) -> Any:
    """The new values broadcast to where they go; leading axes of length 1 may go."""
    extra = max(new.ndim - len(shape), 0)
    if any(n != 1 for n in new.shape[:extra]):
        extra = 0
    fitting = expand(new, new.shape[extra:])
    try:
        return np.broadcast_to(fitting, shape)
    except ValueError:
        raise ShapeMismatch(
            f"a value of shape {new.shape} was written to a place of shape {shape}",
            cure="reshape the value, or index another part",
        ) from None


def _targets(x: Any, key: Any) -> np.ndarray:
    """The places in ``x``, counted in row-major order, that ``key`` names."""
    parts = key if isinstance(key, tuple) else (key,)
    return np.arange(x.size).reshape(x.shape)[tuple(known(x, p) for p in parts)]


def _replaced_places(x: Any, target: np.ndarray, new: Any) -> Any:
    """Each entry of ``x`` knows which entry of ``new`` comes last into its place."""
    if not target.size:
        return np.copy(x)
    source = np.full(x.size, -1)
    source[target.ravel()] = np.arange(target.size)
    source = source.reshape(x.shape)
    values = np.ravel(_fitting(new, target.shape))
    return np.where(source >= 0, values[np.maximum(source, 0)], x)


def _add_at(a: Any, indices: Any, b: Any) -> None:
    """``a[indices] += b``, where a place named twice is added to twice."""
    if not isinstance(a, Array):
        refuse_write((np.add, "at"))
    target = _targets(a, indices)
    values = np.ravel(_fitting(converted(lifted(a, b)[1], a.dtype), target.shape))
    flat = apply(SCATTER, (values, target.ravel()), ((0,), (a.size,)))
    a[...] = a + expand(flat, a.shape)


MEANING[(np.add, "at")] = _add_at


def refuse_write(function: Any, *args: Any, **kwargs: Any) -> None:
    """Raise: NumPy's function would write into its first argument."""
    raise LeakedValue(
        f"{spelling(function)} was about to write a traced value into a plain array",
        cure="compute a new array (np.where, np.stack, np.concatenate), or make the "
        "array with `import backsweep.numpy as np`, and write x[...] = value",
    )


for _writer in (
    np.copyto,
    np.put,
    np.putmask,
    np.place,
    np.fill_diagonal,
    np.put_along_axis,
):
    MEANING[_writer] = functools.partial(refuse_write, _writer)
