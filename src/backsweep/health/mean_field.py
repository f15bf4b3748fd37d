"""What chance makes of a layer's factor: mean-field theory of wide random networks.

A layer ``z = W a + b`` has weights of mean 0. ``sw2`` is the number of its inputs times
the variance of a weight, ``sb2`` the variance of a bias, and ``q`` the mean square of
its pre-activations ``z``, which are normal in a wide network. Going back, the squared
length of a desire is multiplied by the mean squared slope and by ``sw2``, whatever the
widths are: ``E‖Wᵀδ‖² = inputs · variance · ‖δ‖²``.

Sources: Poole et al. 2016, "Exponential expressivity in deep neural networks through
transient chaos"; Schoenholz et al. 2017, "Deep information propagation".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

from .activations import Activation, activation
from .normal import LEAST, mean, mean_product

Named = str | Activation
EVEN = 1e-13
"""What differs by less differs by rounding."""
SMALLEST, LARGEST = 1e-12, 1e12
"""A ``q`` beyond is on its way to 0, or to infinity."""
HALVINGS = 50


def length(name: Named, q: float, sw2: float, sb2: float = 0.0) -> float:
    """The mean square of the next layer's pre-activations: ``sw2 E[φ(√q z)²] + sb2``.

    >>> round(length("relu", 1.0, sw2=2.0), 12)
    1.0
    """
    squish = activation(name)
    return sw2 * mean(lambda z: np.square(squish.value(z)), q, squish.corners) + sb2


def slope(name: Named, q: float) -> float:
    """The root mean square of the slopes, ``√E[φ'(√q z)²]``.

    >>> round(slope("relu", 1.0) ** 2, 12)
    0.5
    """
    squish = activation(name)
    return math.sqrt(mean(lambda z: np.square(squish.slope(z)), q, squish.corners))


def fixed_point(name: Named, sw2: float, sb2: float = 0.0, start: float = 1.0) -> float:
    """The ``q`` that deep layers settle at, from ``start``; may be 0 or infinite.

    >>> round(fixed_point("erf", sw2=1.5), 9)
    0.5
    """

    def grows(q: float) -> float:
        """By what part the next layer's ``q`` is larger."""
        return length(name, q, sw2, sb2) / q - 1

    up = grows(start)
    if abs(up) < EVEN:
        return start
    ratio = 4.0 if up > 0 else 0.25
    far = start * ratio
    while grows(far) * up > 0:
        far *= ratio
        if not SMALLEST < far < LARGEST:
            return math.inf if up > 0 else 0.0
    return _root(grows, far / ratio, far)


def chi(name: Named, sw2: float, sb2: float = 0.0, q: float | None = None) -> float:
    """By what a layer multiplies the square of a desire's length, on average.

    It is ``sw2 E[φ'(√q z)²]``; ``q`` is that of deep layers unless given. Below 1
    gradients vanish, above 1 they explode.

    >>> round(chi("relu", sw2=1.0), 12), round(chi("linear", sw2=1.0), 12)
    (0.5, 1.0)
    """
    return sw2 * slope(name, fixed_point(name, sw2, sb2) if q is None else q) ** 2


def factor(name: Named, sw2: float, sb2: float = 0.0, q: float | None = None) -> float:
    """The factor of a layer on a desire's length: the root of ``chi``.

    >>> round(factor("relu", sw2=1.0), 4)
    0.7071
    """
    return math.sqrt(chi(name, sw2, sb2, q))


def depth_scale(name: Named, sw2: float, sb2: float = 0.0) -> float:
    """So many layers change the square of a desire's length by e: ``1 / |ln chi|``.

    Infinite on the critical line, where gradients pass any depth.

    >>> round(depth_scale("relu", sw2=1.0), 3)
    1.443
    """
    size = abs(math.log(chi(name, sw2, sb2)))
    return 1 / size if size > EVEN else math.inf


def critical(name: Named) -> float | None:
    """The ``sw2`` at which a layer without biases keeps a desire's length: ``chi = 1``.

    ``None`` where there is none that layers settle at: gelu, silu, softplus. Two exist
    and are of little use. That of sigmoid is 103: the pre-activations are 6.8 in size,
    and most units are saturated. That of selu is 0.48, where its signals fade; its
    authors start it at 1, which keeps them, and multiplies desires by 1.035.

    >>> round(critical("relu"), 6), round(critical("tanh"), 6), critical("gelu")
    (2.0, 1.0, None)
    """

    def grows(q: float) -> float:
        """The next layer's ``q`` over this one's, less 1, if ``chi`` is 1."""
        return length(name, q, slope(name, q) ** -2) / q - 1

    q = LEAST
    if abs(grows(q)) > EVEN:
        if grows(LARGEST) > 0:
            return None
        q = _root(grows, SMALLEST, LARGEST)
    sw2 = slope(name, q) ** -2
    settles = abs(chi(name, sw2 * (1 - 1e-9)) - 1) < 1e-6
    return sw2 if settles else None


def _root(f: Callable[[float], float], low: float, high: float) -> float:
    """Where ``f`` changes its sign, by halving what is between on a scale of powers."""
    rising = f(high) > 0
    for _ in range(HALVINGS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if (f(middle) > 0) == rising else (middle, high)
    return math.sqrt(low * high)


def correlation(
    name: Named, c: float, sw2: float, sb2: float = 0.0, q: float | None = None
) -> float:
    """How alike two inputs are in the next layer, if ``c`` is how alike they are here.

    Layers whose ``chi`` is below 1 make all inputs alike, at the pace of ``chi``.

    >>> round(correlation("linear", 0.5, sw2=1.0), 9)
    0.5
    """
    squish = activation(name)
    settled = fixed_point(name, sw2, sb2) if q is None else q
    both = mean_product(squish.value, settled, c, squish.corners)
    return (sw2 * both + sb2) / length(name, settled, sw2, sb2)


def normalised(name: Named) -> float:
    """The factor of a layer whose pre-activations a batch normalises.

    It is ``√(E[φ'²] / Var[φ])`` at ``q = 1``, whatever the weights are: in a deep
    network without other branches, the norm itself makes gradients explode.

    Source: Yang et al. 2019, "A mean field theory of batch normalization".

    >>> round(normalised("relu"), 2)
    1.21
    """
    squish = activation(name)
    middle = mean(squish.value, 1.0, squish.corners)
    return slope(name, 1.0) / math.sqrt(length(name, 1.0, 1.0) - middle**2)


def residual(branch: float) -> float:
    """The factor of a block ``x + f(x)``, where ``branch`` is the factor of ``f``.

    The two ways back are at right angles in a wide random network (Yang & Schoenholz
    2017, "Mean field residual networks").

    >>> residual(0.75)
    1.25
    """
    return math.sqrt(1 + branch**2)


def noise(widths: Iterable[int]) -> float:
    """How far chance carries the logarithm of a ratio of lengths: three deviations.

    Over layers of those widths, the variance of ``ln ‖δ‖²`` is ``5 Σ 1/n`` in a network
    of relu with normal weights (Hanin & Nica 2018, "Products of many large random
    matrices and gradients in deep neural networks"), and less for other squishes. So
    ``ln ‖δ‖`` deviates by half its root, and this is ``3/2 √(5 Σ 1/n)``.

    >>> round(noise([64] * 30), 3)
    2.296
    """
    return 1.5 * math.sqrt(_variance(widths))


def drift(widths: Iterable[int]) -> float:
    """By how much a typical logarithm is below that of the mean square: up to so much.

    Few networks with large gradients make up the mean that theory predicts, and most
    have smaller ones: by a quarter of ``5 Σ 1/n`` in the same network of relu.

    >>> round(drift([64] * 30), 3)
    0.586
    """
    return _variance(widths) / 4


def band(widths: Iterable[int]) -> tuple[float, float]:
    """The factors that chance alone may put on a predicted ratio.

    From ``exp(-noise - drift)`` to ``exp(noise)``.

    >>> [round(end, 2) for end in band([128])]
    [0.74, 1.35]
    """
    every = [*widths]
    far = noise(every)
    return math.exp(-far - drift(every)), math.exp(far)


def _variance(widths: Iterable[int]) -> float:
    """Of ``ln ‖δ‖²``."""
    return 5 * math.fsum(1 / width for width in widths)
