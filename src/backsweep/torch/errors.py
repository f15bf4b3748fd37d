"""What can go wrong when a PyTorch model is probed."""

from __future__ import annotations

from ..errors import BacksweepError


class MissingTorch(BacksweepError, ImportError):
    """PyTorch, or a library beside it, is not installed."""

    why = "PyTorch is large, so Backsweep does not bring it along"


class ProbeError(BacksweepError, ValueError):
    """The model, the data or the loss cannot be probed."""


class SeveralOutputs(ProbeError, TypeError):
    """The model returns several things and the loss was made for one."""

    why = "a loss for one tensor cannot tell which of several is meant"


class NotScalar(ProbeError, TypeError):
    """The loss is not a single number."""

    why = "a gradient is the slope of one number; a tensor has a slope per entry"


class NoGradient(ProbeError):
    """Nothing leads from the loss back to a parameter."""

    why = "without a path back there is no desire to follow"


class BadData(ProbeError):
    """The data hold a nan or an infinity before the model has touched them."""

    why = "what is not finite going in cannot tell what the model does to it"
