"""Random graphs of the small language, each with its text run as plain Python."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from backsweep.practice.grammar.asks import exercise_graph

NUMBERS = st.sampled_from(
    ["1/2", "-1/2", "3/4", "-5/4", "2", "-2", "3", "-3", "1", "5/2"]
)
SIZES = st.integers(1, 3)
EVERYWHERE = ("tanh({})", "sigmoid({})", "relu({})", "exp({}/4)", "({} - 1/2)**2")
JOINED = ("{}*{}", "{} + {}", "{} - {}", "{}/({}**2 + 1)", "{}*{} + 2", "{}**3 - {}")
PLAIN = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: np.where(z > 0, z, 0),
    "tanh": np.tanh,
    "exp": np.exp,
    "sum": np.sum,
}


@dataclass(frozen=True)
class Written:
    """A graph as its author writes it: statements in order, numbers, what is asked."""

    statements: tuple[str, ...]
    given: dict[str, object]
    asked: tuple[str, ...]

    @property
    def graph(self):
        return self._asking("forward", *(f"dC/d{name}" for name in self.asked))

    def stepping(self, name, rate):
        return self._asking(f"step({name}, rate={rate})")

    def _asking(self, *asks):
        given = ", ".join(f"{name} = {text(x)}" for name, x in self.given.items())
        return exercise_graph("; ".join(self.statements), given, ", ".join(asks))

    def values(self, arguments):
        """What Python makes of the statements."""
        known = PLAIN | arguments
        for line in self.statements:
            name, formula = line.split(" = ")
            known[name] = eval(formula, {}, known)
        return known

    def cost(self, arguments):
        return self.values(arguments)["C"]


def text(value):
    return f"[{', '.join(map(text, value))}]" if isinstance(value, list) else value


@st.composite
def scalar_graphs(draw):
    """Chains and branches of single numbers, each used at least once."""
    names = [f"w{k}" for k in range(draw(st.integers(1, 3)))]
    given = {name: draw(NUMBERS) for name in [*names, "y"]}
    known, unused, statements = list(names), list(names), []
    for k in range(draw(st.integers(1, 4))):
        picked = draw(st.sampled_from([*EVERYWHERE, *JOINED]))
        parts = [draw(st.sampled_from(known)) for _ in range(picked.count("{}"))]
        statements.append(f"v{k} = {picked.format(*parts)}")
        known.append(f"v{k}")
        unused = [x for x in unused if x not in parts] + [f"v{k}"]
    statements.append(f"C = ({' + '.join(unused)} - y)**2")
    return Written(tuple(statements), given, tuple(names))


@st.composite
def layered_graphs(draw):
    """A layer or two of up to three neurons, then a cost of a vector or a number."""
    width = draw(SIZES)
    given, statements, asked, last = {"x": numbers(draw, width)}, [], [], "x"
    for k in range(draw(st.integers(1, 2))):
        height = draw(SIZES)
        turned = draw(st.booleans())
        rows, columns = (width, height) if turned else (height, width)
        given[f"W{k}"] = [numbers(draw, columns) for _ in range(rows)]
        given[f"b{k}"] = numbers(draw, height)
        matrix = f"W{k}.T" if turned else f"W{k}"
        statements.append(f"z{k} = {matrix} @ {last} + b{k}")
        squish = draw(st.sampled_from(EVERYWHERE))
        statements.append(f"a{k} = {squish.format(f'z{k}')}")
        asked += [f"W{k}", f"b{k}"]
        width, last = height, f"a{k}"
    if draw(st.booleans()):
        given["y"] = numbers(draw, width)
        statements.append(f"C = sum(({last} - y)**2)")
    else:
        given["v"], given["y"] = numbers(draw, width), draw(NUMBERS)
        statements += [f"o = v @ {last}", "C = (o - y)**2"]
        asked.append("v")
    return Written(tuple(statements), given, (*asked, "x"))


def numbers(draw, count):
    return [draw(NUMBERS) for _ in range(count)]
