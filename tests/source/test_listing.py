"""``source``: NumPy code that gives the engine's numbers, with the user's names."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import numpy as np
import pytest
import scipy.special

import backsweep as bs
from backsweep import tree
from backsweep.errors import IntegerArgument, NonScalarCost, UnsupportedValue

X = np.array([0.5, 1.5, 2.5])
M = np.arange(6.0).reshape(2, 3) / 7
W = np.array([[0.3, -0.2, 0.1], [0.5, 0.4, -0.9]])


class Layer(NamedTuple):
    w: Any
    b: Any


@dataclasses.dataclass
class Model:
    w: Any
    b: Any


def run(text: str, *args: Any) -> Any:
    """What the source returns, run as it stands."""
    space: dict[str, Any] = {"__name__": "listed"}
    exec(compile(text, "<listed>", "exec"), space)
    (function,) = (v for v in space.values() if getattr(v, "__module__", 0) == "listed")
    return function(*args)


def chain(w1: Any, w2: Any, w3: Any, a0: Any, y: Any) -> Any:
    a1 = w1 * a0
    a2 = w2 * a1
    a3 = w3 * a2
    return (a3 - y) ** 2


def network(p: Any, x: Any, y: Any) -> Any:
    hidden = np.tanh(x @ p["w1"] + p["b1"])
    out = hidden @ p["w2"]
    return np.mean((out - y) ** 2)


def looping(x: Any) -> Any:
    for _ in range(6):
        x = np.sin(x) * x
    return x


def writing(x: Any) -> Any:
    y = x * 1.0
    y[1:] += x[:-1] * 2.0
    y[0] = 5.0
    return np.sum(y * x)


def deciding(x: Any) -> Any:
    if np.sum(x) > 2:
        return np.sum(x**2)
    return np.sum(x)


def powers(x: Any, n: int) -> Any:
    return sum(x**k for k in range(n))


def value(value: Any, gradient: Any) -> Any:
    return value * value * gradient


def f(f: Any, d_f: Any) -> Any:
    return f * f * d_f


def starred(*xs: Any) -> Any:
    return xs[0] * xs[1] ** 2


PARAMS = {"w1": W.T.copy(), "b1": np.ones(2), "w2": np.full((2, 1), 0.3)}
PARAMS32 = tree.map_leaves(lambda a: a.astype(np.float32), PARAMS)
EXAMPLES: dict[str, tuple[Any, ...]] = {
    "a worked chain": (chain, 1.0, 2.0, -1.0, 1.0, 2.0),
    "a network": (network, PARAMS, M, np.ones((2, 1))),
    "a float32 network": (
        network,
        PARAMS32,
        *np.float32([[M[0], M[1]]]),
        np.float32(1),
    ),
    "a loop": (looping, 0.7),
    "slices": (lambda x: x[1] * x[2] + np.sum(x[1:] * x[:-1] * x[::-1][1:]), X),
    "index arrays": (lambda x: np.sum(x[[0, 0, 2]] ** 2), X),
    "a mask": (lambda x: np.sum(x[x > 1] ** 2), X),
    "where": (lambda x: np.sum(np.where(x > 1, x**2, -x)), X),
    "float32 where": (
        lambda x: np.sum(np.where(x > 1, 1.0, 2.0) * x),
        X.astype(np.float32),
    ),
    "maximum of all": (lambda x: np.max(x) * np.min(x), X),
    "maximum by axis": (lambda m: np.sum(np.max(m, axis=1) ** 2), M),
    "argmax": (lambda x: x[np.argmax(x)] ** 2, X),
    "sorting": (lambda x: np.sum(np.sort(x)[::-1] * np.arange(3.0)), X),
    "concatenate": (lambda x: np.sum(np.concatenate([x, x**2]) * np.arange(6.0)), X),
    "stack and split": (lambda x: np.sum(np.stack(np.split(x, 3)) ** 3), X),
    "pad and roll": (lambda x: np.sum(np.roll(np.pad(x, 2), 1) * np.arange(7.0)), X),
    "einsum": (lambda m: np.sum(np.einsum("ij,kj->ik", m, W) ** 2), M),
    "captured": (lambda m: np.sum(np.exp(m @ W.T)), M),
    "broadcasting": (lambda m: np.sum(m[:, None] * m[None] - m[0]), M),
    "norm": (lambda m: np.linalg.norm(m), M),
    "spread": (lambda m: np.sum(np.std(m, axis=0) + np.var(m)), M),
    "products": (lambda x: np.prod(x) * np.sum(np.cumsum(x) ** 2), X),
    "scipy": (lambda x: np.sum(scipy.special.expit(x) * scipy.special.erf(x)), X),
    "logsumexp": (lambda x: scipy.special.logsumexp(x), X),
    "softmax": (lambda x: np.sum(scipy.special.softmax(x) * np.arange(3.0)), X),
    "writing": (writing, X),
    "a decision": (deciding, X),
    "a count": (powers, 1.5, 4),
    "a choice by name": (lambda x, how: getattr(np, how)(x * x), X, "mean"),
    "a choice by flag": (lambda x, twice: x * 2.0 if twice else x, 3.0, True),
    "an integer power": (lambda x, n: np.sum(x**n), X, 3),
    "float32": (lambda x: np.sum(np.exp(x) * 2.0) / 3, X.astype(np.float32)),
    "a float32 number": (lambda x: x * 2.0 + 1, np.float32(2.0)),
    "float32 and linear": (lambda x: np.sum(2 * x), X.astype(np.float32)),
    "float32 padding": (lambda x: np.mean(np.pad(x, 2)), X.astype(np.float32)),
    "float32 matmul": (
        lambda m: np.sum(m @ np.ones((3, 2), np.float32)),
        M.astype(np.float32),
    ),
    "a namedtuple": (lambda p: np.sum(p.w**2) * p.b, Layer(X, 2.0)),
    "a dataclass": (lambda p: np.sum(p.w**2) * p.b, Model(X, 2.0)),
    "a list of tuples": (lambda p: p[0][0] * p[1][0] ** 2, [(2.0,), (3.0, None)]),
    "a dict of dicts": (lambda p: p["a"]["b"] * p["a"][3], {"a": {"b": 2.0, 3: 4.0}}),
    "an inner gradient": (lambda x: np.sum(bs.grad(lambda y: np.sum(y**3))(x)), X),
    "a stop": (lambda x: np.sum(x * bs.stop_gradient(np.exp(x))), X),
    "nan and infinity": (lambda x: np.sum(x * np.array([np.nan, np.inf, -np.inf])), X),
    "names of results": (value, 2.0, 3.0),
    "a name of its own": (f, 2.0, 3.0),
    "a starred argument": (starred, 2.0, 3.0),
    "nothing to do": (lambda x: x, 2.0),
    "an array of no axes": (lambda x: x * x, np.array(2.0)),
    "powers of all kinds": (lambda x: np.sum(x**2.5 + 2.0**x + x**-1 - (-x) ** 2), X),
}


def same(got: Any, wanted: Any) -> bool:
    ours, structure = tree.flatten(got)
    theirs, expected = tree.flatten(wanted)
    return structure == expected and all(
        np.array_equal(a, b, equal_nan=True)
        and np.asarray(a).dtype == np.asarray(b).dtype
        for a, b in zip(ours, theirs, strict=True)
    )


@pytest.mark.parametrize(
    ("f", "args"), [(f, a) for f, *a in EXAMPLES.values()], ids=EXAMPLES
)
def test_the_source_runs_as_it_stands_and_gives_the_numbers(f: Any, args: Any) -> None:
    text = bs.source(f, *args)
    assert text == bs.source(f, *args)
    with np.errstate(all="ignore"):
        got, wanted = run(text, *args), bs.value_and_grad(f)(*args)
    assert same(got, wanted), f"{text}\n{got}\n{wanted}"
    assert all(
        len(line) < 2000 and not line.endswith(" ") for line in text.splitlines()
    )


def test_it_has_the_users_names_and_lines() -> None:
    text = bs.source(network, PARAMS, M, np.ones((2, 1)))
    start = network.__code__.co_firstlineno
    assert "def network(p, x, y):" in text
    assert "w1 = p['w1']" in text
    told = f'line {start + 1}: hidden = np.tanh(x @ p["w1"] + p["b1"])'
    assert f"hidden = np.tanh(x @ w1 + b1)  # {told}" in text
    assert "d_hidden = " in text
    assert "gradient = {'w1': d_w1, 'b1': d_b1, 'w2': d_w2}" in text


def test_a_lambda_is_called_f() -> None:
    assert "def f(w, x):" in bs.source(lambda w, x: w * x, 2.0, 3.0)


def test_argnums_picks_what_the_gradient_is_for() -> None:
    args = (1.0, 2.0, -1.0, 1.0, 2.0)
    for argnums in (1, -1, (0, 2), (4,)):
        got = run(bs.source(chain, *args, argnums=argnums), *args)
        assert same(got, bs.value_and_grad(chain, argnums)(*args))


def test_arguments_keep_their_names_when_variables_take_the_same() -> None:
    def renaming(x: Any, s: Any) -> Any:
        x = x * s
        x = np.sin(x) * x
        s = s * x
        return np.sum(s)

    got = run(bs.source(renaming, X, 2.0), X, 2.0)
    assert same(got, bs.value_and_grad(renaming)(X, 2.0))


@pytest.mark.parametrize(
    ("f", "args", "others"),
    [
        (deciding, (X,), (-X,)),
        (powers, (1.5, 4), (1.5, 5)),
        (EXAMPLES["a mask"][0], (X,), (X - 1,)),
        (EXAMPLES["a choice by flag"][0], (3.0, True), (3.0, False)),
        (EXAMPLES["a choice by name"][0], (X, "mean"), (X, "sum")),
    ],
)
def test_it_refuses_to_follow_another_decision(f: Any, args: Any, others: Any) -> None:
    text = bs.source(f, *args)
    run(text, *args)
    with pytest.raises(ValueError, match=r"this source (follows the other|is for)"):
        run(text, *others)


def test_a_decision_is_named_by_its_line() -> None:
    line = deciding.__code__.co_firstlineno + 1
    assert f"the other decision on line {line}" in bs.source(deciding, X)


@pytest.mark.filterwarnings("ignore::backsweep.NoPathWarning")
def test_no_path_is_spelled_as_zeros() -> None:
    text = bs.source(lambda x, y: np.sum(x), X, X, argnums=1)
    assert "gradient = np.zeros((3,), np.float64)" in text
    assert run(bs.source(lambda x: 3.0, X), X)[0] == 3.0


def test_it_can_be_asked_for_inside_a_traced_function() -> None:
    texts = []

    def outer(x: Any) -> Any:
        texts.append(bs.source(lambda y: y * y, 2.0))
        return x * x

    assert bs.grad(outer)(3.0) == 6.0
    assert run(texts[0], 2.0) == (4.0, 4.0)


def test_mistakes_are_those_of_grad() -> None:
    with pytest.raises(NonScalarCost):
        bs.source(lambda x: x, X)
    with pytest.raises(IntegerArgument):
        bs.source(lambda x: x * 1.0, 3)
    with pytest.raises(UnsupportedValue, match="argnums asks for 1"):
        bs.source(lambda x: x, 1.0, argnums=1)


def test_a_large_captured_array_is_better_passed() -> None:
    big = np.ones(20_000)
    with pytest.raises(UnsupportedValue, match="20000 entries") as caught:
        bs.source(lambda x: np.sum(x * big), big)
    assert "pass the array as an argument" in caught.value.cure


def test_an_argument_may_not_take_the_modules_name() -> None:
    with pytest.raises(UnsupportedValue, match="an argument named np"):
        bs.source(lambda np: np * np, 2.0)
