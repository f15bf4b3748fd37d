"""``source``: the forward and backward program as readable NumPy source."""

from .listing import source as source
