"""What NumPy's functions mean on traced arrays, in terms of the primitive operations."""

from . import einsum, elementwise, facts, indexing, linalg, reductions, shapes, special

__all__ = ["einsum", "elementwise", "facts", "indexing", "linalg", "reductions", "shapes", "special"]
