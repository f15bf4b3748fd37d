"""Health of unchanged PyTorch models: the whole report, or a watch on your own loop.

``health`` examines one batch, and tries cures on copies; ``watch`` is a context around
a training loop; ``probe`` gives the record alone; ``log_to`` writes one to TensorBoard.
``backsweep.torch.lightning`` has a callback.

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

from ..health.verdict import verdict as verdict
from .examining import health as health
from .patient import TorchPatient as TorchPatient
from .probing import probe as probe
from .scalars import log_to as log_to
from .watching import Watch as Watch
from .watching import watch as watch
