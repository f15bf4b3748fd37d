"""Where the path from a value to the cost ends, if it does not lead there."""

from __future__ import annotations

from ...graph import Node
from ...ops import STOP
from ..run import Run
from .flow import pulls

WHOLE = "a whole number does not move a little"
NOT_USED = "the cost is not computed from it"
STOPPED = "stop_gradient lets no desire through"
UNMOVED = {
    "b": "{} gives yes or no, and neither moves a little when its input does",
    "i": "{} gives whole numbers, and these do not move a little when its input does",
    "u": "{} gives whole numbers, and these do not move a little when its input does",
}
UNSTATED = "{} carries no rate"


def where_path_ends(run: Run, variable: Node) -> tuple[Node, str]:
    """The last value that depends on a ``variable`` without a path, and why it ends.

    It is the variable itself if the cost is not computed from it.
    """
    reached, ends = {variable}, variable
    for one in run.order if variable.differentiable else ():
        if reached.isdisjoint(one.inputs):
            continue
        if one.differentiable and any(pull.by in reached for pull in pulls(one)):
            reached.add(one)
        else:
            ends = one
    return ends, _why(ends, variable)


def _why(ends: Node, variable: Node) -> str:
    if ends is variable:
        return NOT_USED if variable.differentiable else WHOLE
    if ends.op is STOP:
        return STOPPED
    return UNMOVED.get(ends.dtype.kind, UNSTATED).format(ends.op.name)
