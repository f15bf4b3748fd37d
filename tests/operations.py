"""The expressions that random programs are made of, as NumPy source.

``{0}`` and ``{1}`` stand for arrays. Where a function has a limited domain or grows
fast, its argument is tamed inside the expression, so that any real numbers will do.
"""

from __future__ import annotations

UNARY = (
    "-{0}",
    "{0} ** 2",
    "{0} ** 3",
    "{0} ** 1",
    "{0} ** 0",
    "0.7 * {0} + 0.3",
    "1.5 - {0}",
    "{0} / 2",
    "1.0 / (xp.square({0}) + 0.5)",
    "2.0 ** xp.tanh({0})",
    "(xp.square({0}) + 0.5) ** -1.5",
    "(xp.square({0}) + 0.5) ** 0.5",
    "xp.abs({0})",
    "xp.sign({0}) * {0}",
    "xp.square({0})",
    "xp.sqrt(xp.square({0}) + 0.1)",
    "xp.cbrt(xp.square({0}) + 0.5)",
    "xp.reciprocal(xp.square({0}) + 0.5)",
    "xp.exp(xp.tanh({0}))",
    "xp.exp2(xp.tanh({0}))",
    "xp.expm1(xp.sin({0}))",
    "xp.log(xp.square({0}) + 0.5)",
    "xp.log1p(xp.square({0}))",
    "xp.log2(xp.square({0}) + 0.5)",
    "xp.log10(xp.square({0}) + 0.5)",
    "xp.sin({0})",
    "xp.cos({0})",
    "xp.tan(xp.tanh({0}))",
    "xp.arcsin(0.9 * xp.sin({0}))",
    "xp.arccos(0.9 * xp.sin({0}))",
    "xp.arctan({0})",
    "xp.sinh(xp.tanh({0}))",
    "xp.cosh(xp.sin({0}))",
    "xp.tanh({0})",
    "xp.arcsinh({0})",
    "xp.arccosh(xp.square({0}) + 1.5)",
    "xp.arctanh(0.9 * xp.sin({0}))",
    "xp.maximum({0}, 0.1)",
    "xp.minimum(0.2, {0})",
    "xp.clip({0}, -0.5, 0.6)",
    "xp.where({0} > 0.1, {0}, 0.2 * {0})",
    "xp.where(xp.abs({0}) < 1.0, xp.sin({0}), 0.5)",
    "special.expit({0})",
    "special.erf({0})",
    "special.logit(0.1 + 0.8 * special.expit({0}))",
)

BINARY = (
    "{0} + {1}",
    "{0} - {1}",
    "{0} * {1}",
    "{0} / (xp.square({1}) + 0.5)",
    "xp.maximum({0}, {1})",
    "xp.minimum({0}, {1})",
    "xp.fmax({0}, {1})",
    "xp.fmin({0}, {1})",
    "xp.arctan2({0}, xp.square({1}) + 0.5)",
    "xp.hypot({0}, xp.square({1}) + 0.1)",
    "xp.logaddexp({0}, {1})",
    "xp.power(xp.square({0}) + 0.5, xp.tanh({1}))",
    "xp.remainder({0}, xp.square({1}) + 1.5)",
    "xp.where({0} > {1}, {0}, xp.sin({1}))",
    "xp.where(({0} > 0.0) & ({1} < 0.5), {1}, {0} * {1})",
    "special.xlogy({0}, xp.square({1}) + 0.5)",
)

REDUCTIONS = (
    "xp.sum({0}{options})",
    "xp.mean({0}{options})",
    "xp.prod({0}{options})",
    "xp.max({0}{options})",
    "xp.min({0}{options})",
    "xp.var({0}{options})",
    "xp.std({0}{options})",
)

ALONG = (
    "xp.cumsum({0}, axis={axis})",
    "xp.flip({0}, axis={axis})",
    "xp.roll({0}, 1, axis={axis})",
    "xp.repeat({0}, 2, axis={axis})",
    "xp.expand_dims({0}, axis={axis})",
    "xp.swapaxes({0}, 0, {axis})",
    "xp.moveaxis({0}, {axis}, 0)",
    "xp.stack([{0}, xp.sin({0})], axis={axis})",
    "xp.concatenate([{0}, 2.0 * {0}], axis={axis})",
)

FILLED = (
    "xp.take({0}, array([0, 0]), axis={axis})",
    "xp.linalg.norm({0}, axis={axis})",
    "special.softmax({0}, axis={axis})",
    "special.log_softmax({0}, axis={axis})",
    "special.logsumexp({0}, axis={axis})",
    "special.logsumexp({0}, axis={axis}, keepdims=True)",
    "special.logsumexp({0})",
)
"""For arrays that are not empty."""

WHOLE = (
    "xp.ravel({0})",
    "xp.transpose({0})",
    "{0}.T",
    "{0}[..., None]",
    "{0}[None]",
    "xp.tile({0}, 2)",
    "xp.pad({0}, 1)",
    "xp.squeeze({0})",
    "xp.linalg.norm({0})",
    "xp.reshape({0}, (-1, 1))",
    "{0} + {0}.T",
)

MATRIX = (
    "xp.trace({0})",
    "xp.diag({0})",
    "xp.tril({0})",
    "xp.triu({0}, 1)",
    "xp.vstack([{0}, -{0}])",
    "xp.hstack([{0}, xp.cos({0})])",
    "{0} @ {0}.T",
    "xp.einsum('ij,kj->ik', {0}, {0})",
    "xp.einsum('ij->j', {0})",
    "xp.einsum('ij,ij->', {0}, xp.sin({0}))",
    "xp.tensordot({0}, {0}, axes=([0], [0]))",
    "xp.inner({0}, {0})",
    "{0}[:, ::2]",
    "{0}[-1]",
    "{0}[:, 0]",
    "{0}[..., :-1]",
    "{0}[array([-1, 0, 0])]",
    "{0}[array([0, -1]), array([-1, 0])]",
    "{0}[:, array([0, 0])]",
    "{0}[xp.sum({0}, axis=1) > 0.0]",
)

VECTOR = (
    "xp.diag({0})",
    "xp.outer({0}, {0})",
    "xp.dot({0}, {0})",
    "xp.vdot({0}, xp.tanh({0}))",
    "xp.inner({0}, {0})",
    "xp.einsum('i,j->ij', {0}, {0})",
    "{0}[1:] * {0}[:-1]",
    "{0}[::2]",
    "{0}[0]",
    "{0}[array([0, 0, -1])]",
    "{0}[{0} > 0.0]",
    "xp.split({0}, [1])[0]",
)

PRODUCTS = (
    "{0} @ {1}",
    "xp.matmul({0}, {1})",
    "xp.dot({0}, {1})",
    "xp.outer({0}, {1})",
)

BACKWARD = ("{0}[::-1]", "{0}[..., ::-2]", "xp.broadcast_to({0}, (2, *{0}.shape))")
"""What torch cannot index, or writes in another way."""
