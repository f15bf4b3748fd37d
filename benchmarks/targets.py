"""What was to be reached, as ratios in one run on two cores, and in seconds."""

from __future__ import annotations

JAX, TORCH = "jax.jit", "torch eager"
PEERS = (
    JAX,
    "jax.jit, not waiting",
    TORCH,
    "torch.compile",
    "autograd",
    "NumPy by hand",
)

TIMES_FASTER = {
    ("1-1-1-1", JAX): 5.0,
    ("64-64-10", JAX): 5.0,
    ("64-128-64-10", JAX): 2.0,
    ("784-256-128-10", JAX): 1.25,
    ("784-1024-1024-10", JAX): 1.05,
    ("1-1-1-1", TORCH): 20.0,
    ("64-64-10", TORCH): 20.0,
    ("64-128-64-10", TORCH): 5.0,
    ("784-256-128-10", TORCH): 1.6,
    ("784-1024-1024-10", TORCH): 1.2,
}
"""By net and peer: how many times as long the peer's step is to take."""

CALL = 2e-6
COMPILING = 0.15
FIRST_GRADIENT = 1e-3
IMPORT = 0.15
EXPLAINED_BY_LAYERS = 2.5
"""Of a gradient of the same network, not jitted."""

EXPLAINED_BY_BLOCKS = 2.0
PROBED = {"64": 2.5, "512": 1.3}
"""Of a plain step, for networks that are so wide."""

SAMPLED = 1.03
"""Of a plain step, when one in 50 is probed."""

PAGE, GRADING = 0.05, 0.02
"""Of the practice room, also with 100,000 stored answers."""

GRADIENT_OVER_VALUE = 2.6
"""Of the largest net, whose products alone allow 2.57."""
