"""Every gradient as its chains, its factors, and the work they share.

``explanation`` is the way in. ``run`` keeps one call; ``values`` gives its numbers, in
floats or fractions; ``scalars`` takes arrays apart; ``links`` finds the rates between
named values and ``chains`` multiplies them. ``parts`` has one file for each thing that
is told of a small graph, ``depth`` those of a large one. ``formula`` and ``report``
write it down, ``drawing`` draws it.
"""

