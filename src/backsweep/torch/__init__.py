"""Health of unchanged PyTorch models: `probe` one batch, or `watch` a training loop.

Needs PyTorch 2.6 or newer: ``pip install "backsweep[torch]"``.
"""

from __future__ import annotations

from importlib.util import find_spec

from .errors import MissingTorch

if find_spec("torch") is None:
    raise MissingTorch(
        "PyTorch is not installed",
        cure='pip install "backsweep[torch]"',
    )

from .patient import TorchPatient as TorchPatient
from .probing import probe as probe
from .scalars import log_to as log_to
from .watching import Watch as Watch
from .watching import watch as watch
