"""JAX: everything under ``jax.jit``, old parameters given away, results waited for."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from ..problems import RATE, Net, Problem, net_cost
from ..task import Task, Training, Ways

jax.config.update("jax_enable_x64", True)


def step(parameters: Any, x: Any, wanted: Any) -> Any:
    """The parameters after one step down the gradient, and the cost before it."""

    def cost(parameters: Any) -> Any:
        return net_cost(jnp, parameters, x, wanted)

    value, slopes = jax.value_and_grad(cost)(parameters)
    pairs = zip(parameters, slopes, strict=True)
    return [(w - RATE * dw, b - RATE * db) for (w, b), (dw, db) in pairs], value


class Donating(Training):
    """Steps that take the memory of the parameters they are given."""

    def restart(self) -> None:
        """Begin again, from a copy that may be given away."""
        self.parameters = jax.block_until_ready(jax.tree.map(jnp.array, self._start))

    def wait(self) -> None:
        """Wait for what was asked for."""
        jax.block_until_ready((self.parameters, self.cost))

    def waiting_call(self) -> None:
        """Take one step and wait for it."""
        self.call()
        self.wait()


def training(net: Net) -> dict[str, Task]:
    """Waited for after each step, and only after the last of a run of steps."""
    parameters, *data = net.start()
    given = tuple(map(jnp.asarray, data))
    both = [Donating(jax.jit(step, donate_argnums=0), parameters, given) for _ in "12"]
    for one in both:
        one.restart()
    each, last = both
    return {
        "jax.jit": Task(each.waiting_call, each.restart, numbers=each.numbers),
        "jax.jit, not waiting": Task(last.call, last.restart, last.wait, last.numbers),
    }


def ways(problem: Problem) -> dict[str, Ways]:
    """Under ``jax.jit``."""
    function = problem.of(jnp)
    arguments = jax.tree.map(jnp.asarray, problem.arguments)
    value, gradient = jax.jit(function), jax.jit(jax.value_and_grad(function))
    return {
        "jax.jit": Ways(
            lambda: jax.block_until_ready(value(*arguments)),
            lambda: jax.block_until_ready(gradient(*arguments)),
        )
    }


def overhead(a: np.ndarray, b: np.ndarray) -> dict[str, Task]:
    """A jitted function of two small arrays."""
    x, y = jnp.asarray(a), jnp.asarray(b)
    add = jax.jit(lambda x, y: x * y + x)
    return {"jax.jit": Task(lambda: add(x, y).block_until_ready())}
