"""The installed wheel with NumPy alone: the same numbers without a compiler."""

import subprocess
import sys
import time

import numpy as np

import backsweep as bs
from backsweep import native


def loss(params, x, y):
    """A small network's mean squared error."""
    (first, shift), (second, _) = params
    return np.mean((np.tanh(x @ first + shift) @ second - y) ** 2)


random = np.random.default_rng(0)
params = [
    (random.normal(size=(4, 8)), np.zeros(8)),
    (random.normal(size=(8, 2)), 0.0),
]
x, y = random.normal(size=(16, 4)), random.normal(size=(16, 2))

assert "llvmlite" not in sys.modules and not native.available(), native.why_not()
plain = bs.value_and_grad(loss)(params, x, y)
jitted = bs.jit(bs.value_and_grad(loss))
for _ in range(3):
    value, gradient = jitted(params, x, y)
assert np.isclose(value, plain[0], rtol=1e-12)
assert np.allclose(gradient[0][0], plain[1][0][0], rtol=1e-12)
bs.check_grads(loss, (params, x, y))

explained = bs.explain(lambda w, x: (w * x - 1) ** 2)(3, 2)
assert str(explained.chain("w")).endswith("= 20"), explained.chain("w")
assert "<svg" in explained.page() and "matplotlib" not in sys.modules

examined = bs.health(loss)(params, x, y)
assert examined.verdict.healthy and examined.record.difference < 1e-6, examined
assert "needs matplotlib" in examined.page(), "a note stands for the picture"

start = time.perf_counter()
subprocess.run([sys.executable, "-c", "import backsweep"], check=True)
print(f"the wheel passes; a process imports it in {time.perf_counter() - start:.2f} s")
