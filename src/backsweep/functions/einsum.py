"""Einstein sums, as products of matrices: two arrays at a time, in a cheap order."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import means
from .build import converted, expand, lifted, refuse_out
from .linalg import matmul
from .reductions import size_of

Term = tuple[Any, str]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@means(np.einsum)
def einsum(
    subscripts: Any,
    *operands: Any,
    out: Any = None,
    optimize: Any = False,
    dtype: Any = None,
    casting: str = "safe",
    order: str = "K",
) -> Any:
    """The sum of products that the subscripts name."""
    refuse_out(np.einsum, out)
    text, operands = _as_text(subscripts, operands)
    arrays = [converted(x, dtype) for x in lifted(*operands)]
    labels, wanted = _labels(text.replace(" ", ""), [x.ndim for x in arrays])
    terms = [_without_repeats(x, t) for x, t in zip(arrays, labels, strict=True)]
    while len(terms) > 1:
        first, second = _cheapest(terms, wanted)
        right, left = terms.pop(second), terms.pop(first)
        terms.append(_pair(left, right, _letters(terms) | set(wanted)))
    return _finish(terms[0], wanted)


def _letters(terms: list[Term]) -> set[str]:
    """All letters in the terms."""
    return {letter for _, term in terms for letter in term}


def _as_text(subscripts: Any, operands: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """NumPy also takes ``einsum(x, [0, 1], y, [1, 2], [0, 2])``."""
    if isinstance(subscripts, str):
        return subscripts, operands
    rest = [subscripts, *operands]
    arrays, lists = rest[: len(rest) // 2 * 2 : 2], rest[1::2]
    text = ",".join(map(_spell, lists))
    return (f"{text}->{_spell(rest[-1])}" if len(rest) % 2 else text), tuple(arrays)


def _spell(numbers: Any) -> str:
    return "".join("..." if n is Ellipsis else LETTERS[n] for n in numbers)


def _labels(subscripts: str, ndims: list[int]) -> tuple[list[str], str]:
    """One letter for each axis of each input, and those of the result."""
    left, arrow, right = subscripts.partition("->")
    terms = left.split(",")
    if len(terms) != len(ndims):
        raise ValueError(
            f"einsum {subscripts!r} names {len(terms)} arrays, not {len(ndims)}"
        )
    free = [k for k in LETTERS if k not in subscripts]
    spare = [n - len(t.replace("...", "")) for n, t in zip(ndims, terms, strict=True)]
    most = max((s for s, t in zip(spare, terms, strict=True) if "..." in t), default=0)
    dots = "".join(free[:most])
    filled = [
        t.replace("...", dots[most - s :]) for s, t in zip(spare, terms, strict=True)
    ]
    if any(len(t) != n for t, n in zip(filled, ndims, strict=True)):
        raise ValueError(f"einsum {subscripts!r} does not fit arrays of {ndims} axes")
    letters = "".join(filled)
    once = "".join(sorted(k for k in set(letters) - set(dots) if letters.count(k) == 1))
    return filled, right.replace("...", dots) if arrow else dots + once


def _without_repeats(x: Any, term: str) -> Term:
    """A letter twice in one term means the diagonal of those axes."""
    for letter in term:
        while term.count(letter) > 1:
            first, last = term.index(letter), term.rindex(letter)
            x = np.diagonal(x, 0, first, last)
            term = "".join(k for n, k in enumerate(term) if n not in (first, last))
            term += letter
    return x, term


def _cheapest(terms: list[Term], wanted: str) -> tuple[int, int]:
    """The pair whose product is smallest."""
    pairs = [(j, k) for k in range(len(terms)) for j in range(k)]
    return min(pairs, key=lambda pair: _cost(pair, terms, wanted))


def _cost(pair: tuple[int, int], terms: list[Term], wanted: str) -> int:
    """How many entries the product of a pair has."""
    joined = [terms[k] for k in pair]
    lengths = {k: n for x, t in joined for k, n in zip(t, x.shape, strict=True)}
    rest = [term for k, term in enumerate(terms) if k not in pair]
    needed = _letters(rest) | set(wanted)
    return size_of([n for k, n in lengths.items() if k in needed])


def _pair(left: Term, right: Term, others: set[str]) -> Term:
    """Two terms as one: shared letters that nobody else needs are summed over."""
    a, ta = _summed(*left, others | set(right[1]))
    b, tb = _summed(*right, others | set(left[1]))
    stack = "".join(k for k in ta if k in tb and k in others)
    over = "".join(k for k in ta if k in tb and k not in others)
    rows = "".join(k for k in ta if k not in tb)
    columns = "".join(k for k in tb if k not in ta)
    result = stack + rows + columns
    if not over:
        return _aligned(a, ta, result) * _aligned(b, tb, result), result
    a, b = _broadcast(a, ta, b, tb)
    x = _ordered(a, ta, (stack, rows, over))
    y = _ordered(b, tb, (stack, over, columns))
    lengths = dict(zip(ta + tb, (*a.shape, *b.shape), strict=True))
    return expand(matmul(x, y), tuple(lengths[k] for k in result)), result


def _summed(x: Any, term: str, needed: set[str]) -> Term:
    """Letters that nobody needs are summed over at once."""
    axes = tuple(n for n, k in enumerate(term) if k not in needed)
    kept = "".join(k for k in term if k in needed)
    return (np.sum(x, axis=axes) if axes else x), kept


def _broadcast(a: Any, ta: str, b: Any, tb: str) -> tuple[Any, Any]:
    """Axes of length 1 stretch to the length that the other term has."""
    lengths: dict[str, int] = {}
    for k, n in zip(ta + tb, (*a.shape, *b.shape), strict=True):
        lengths[k] = max(n, lengths.get(k, n)) if n else 0
    grown = (tuple(lengths[k] for k in t) for t in (ta, tb))
    return tuple(np.broadcast_to(x, s) for x, s in zip((a, b), grown, strict=True))  # type: ignore


def _ordered(x: Any, term: str, groups: tuple[str, str, str]) -> Any:
    """The axes as (stack..., first group, second group), each group one axis."""
    order = "".join(groups)
    moved = np.transpose(x, [term.index(k) for k in order])
    lengths = dict(zip(order, moved.shape, strict=True))
    first, second = (size_of([lengths[k] for k in group]) for group in groups[1:])
    return expand(moved, (*(lengths[k] for k in groups[0]), first, second))


def _aligned(x: Any, term: str, wanted: str) -> Any:
    """The axes in the order of ``wanted``, with length 1 for letters not there."""
    moved = np.transpose(x, [term.index(k) for k in wanted if k in term])
    lengths = iter(moved.shape)
    return expand(moved, tuple(next(lengths) if k in term else 1 for k in wanted))


def _finish(term: Term, wanted: str) -> Any:
    x, letters = _summed(*term, set(wanted))
    if set(wanted) != set(letters) or len(set(wanted)) != len(wanted):
        raise ValueError(
            f"einsum's result {wanted!r} must have letters of its inputs, once"
        )
    return np.transpose(x, [letters.index(k) for k in wanted])
