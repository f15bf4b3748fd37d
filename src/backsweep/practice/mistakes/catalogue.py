"""All kinds of wrong derivations, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..exercise.steps import Step
from . import chains, forward, matrices, places, rates, squishes, updates
from .fault import Fault
from .subject import Subject

Kind = Callable[[Subject, Step], Iterator[Fault]]

KINDS: tuple[Kind, ...] = (
    chains.dropped_factor,
    chains.dropped_everywhere,
    chains.forgotten_path,
    rates.forgotten_two,
    rates.sign,
    rates.value_for_slope,
    rates.own_value,
    rates.power_kept,
    rates.inner_dropped,
    squishes.slope_missing,
    squishes.slope_at_output,
    squishes.slope_of_input,
    squishes.forgotten_square,
    squishes.other_side,
    matrices.transposed_result,
    matrices.transposed_matrix,
    chains.added_factors,
    chains.multiplied_paths,
    chains.extra_factor,
    chains.other_slope,
    places.other_layer,
    places.other_entry,
    forward.added_values,
    forward.dropped_value,
    forward.sign_forward,
    forward.not_squared,
    forward.doubled,
    forward.upside_down,
    forward.squish_missing,
    updates.uphill,
    updates.no_rate,
    updates.step_alone,
    updates.step_alone_down,
    updates.slope_alone,
    updates.other_weight,
)
