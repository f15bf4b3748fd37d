"""``source``: the forward and backward program as NumPy source that a person can read."""

from .listing import source as source
