"""From where on a network is called sick. All limits are ratios: no loss's unit counts.

``LOST`` is what was measured: a hundred networks of 2 to 30 layers of tanh or ReLU, 64
wide, started in five ways each, learned the digits for ten epochs. Of 11 that lost one
to two decades, 10 came to read nine in ten by plain gradient descent; of 18 that lost
more, none did. (``docs/why.md`` has the table, ``tools/measure_limits.py`` repeats it.)
"""

from __future__ import annotations

LOST = 2.0
"""So many decades less, or more, at the front than at the output make a network sick.

Only outside the noise: what chance does to a desire in layers of finite width.
"""
DEAD = 0.5
"""A layer is dead if clearly more than this part of its units has slope 0 everywhere.

So many are silent in a healthy rectified layer at one sample, and at all samples where
these are alike; three standard deviations of a toss of coins are added to it.
"""
FEW = 16
"""Of fewer samples than these, no layer is called dead: others may wake it."""
FLAT = 0.1
"""Below this part of the largest slope that the function has, a unit is saturated."""
SATURATED = 0.5
"""A layer is saturated if more than this part of its slopes is so flat."""
ALIKE = 1e-4
"""Samples that differ by less than this part of their mean square are one and the same.

It is a ratio of squares: lengths then differ by a hundredth, as for ``LOST``.
"""
EXACT = 1e-6
"""The product of all factors and the measured ratio agree to this part."""
SURE = 0.5
"""One link is named as the cause if it makes more than this part of the change."""
