"""Train a multilayer perceptron through Backsweep's gradients.

>>> from backsweep.train import Options, Source, fit
>>> weights = {"a": [1.0, 2.0, 3.0, 4.0] * 5, "b": [1.0, 3.0, 5.0, 7.0] * 5}
>>> options = Options(layers=(), optimiser="sgd", epochs=300)
>>> outcome = fit(Source(weights, target="b"), options)
>>> outcome.model.predict({"a": [10.0]}).round(1)
array([19.], dtype=float32)

Everything else here is a part of that: ``options`` (what can be chosen), ``table``,
``columns`` and ``dataset`` (from a file to numbers), ``network``, ``optimisers`` and
``loop`` (the lesson itself), ``checkpoint`` and ``saving`` (stop and go on),
``figure`` and ``report`` (what there is to see).
"""

from .extra import require_extra

require_extra()

from .errors import TrainError  # noqa: E402
from .fitting import Outcome, Watcher, fit  # noqa: E402
from .loop import Epoch, State  # noqa: E402
from .model import Model, load  # noqa: E402
from .options import Options, Source  # noqa: E402

__all__ = [
    "Epoch",
    "Model",
    "Options",
    "Outcome",
    "Source",
    "State",
    "TrainError",
    "Watcher",
    "fit",
    "load",
]
