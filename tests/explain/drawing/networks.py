"""Networks to draw, made by hand."""

from dataclasses import replace
from fractions import Fraction

from backsweep.explain.drawing.picture import Connection, Layer, Layers, Network, Neuron
from backsweep.explain.formula.expression import (
    Chain,
    Minus,
    Number,
    Product,
    Sum,
    Symbol,
)


def neuron(name, value, desire, column, row=0, kind="value"):
    return Neuron(name, Symbol(name), value, desire, column, row, kind)


def numbers(*values):
    return Chain(tuple(Number(value) for value in values))


def symbols(*names):
    error = Product((Number(2), Sum((Symbol("a3"), Minus(Symbol("y"))))))
    return Chain((error, *(Symbol(name) for name in names)))


def weight(name, source, target, amount, slope, rate=None, steps=()):
    rate = amount if rate is None else rate
    key = f"{source}-{target}"
    return Connection(key, source, target, rate, Symbol(name), amount, slope, steps)


def plain(source, target, rate):
    return Connection(f"{source}-{target}", source, target, rate)


def lesson(w1=1):
    """The chain that is worked in the lesson."""
    neurons = (
        neuron("a0", 1, 8, 0, kind="input"),
        neuron("a1", 1, 8, 1),
        neuron("a2", 2, 4, 2),
        neuron("a3", 4, 2, 3, kind="output"),
        neuron("y", 3, -2, 0, 1, "input"),
        neuron("C", 1, 1, 4, kind="cost"),
    )
    first = symbols("w3", "w2", "a0"), numbers(2, 2, 2, 1)
    second = symbols("w3", "a1"), numbers(2, 2, 1)
    third = symbols("a2"), numbers(2, 2)
    connections = (
        weight("w1", "a0", "a1", w1, 8, steps=first),
        weight("w2", "a1", "a2", 2, 4, steps=second),
        weight("w3", "a2", "a3", 2, 4, steps=third),
        plain("a3", "C", 2),
        plain("y", "C", -2),
    )
    return Network(neurons, connections, "The lesson's chain")


def three():
    """The smallest network."""
    neurons = (
        neuron("x", Fraction(1, 3), Fraction(-2, 3), 0, kind="input"),
        neuron("a", Fraction(-2, 3), Fraction(4, 9), 1, kind="output"),
        neuron("C", Fraction(4, 9), 1, 2, kind="cost"),
    )
    steps = (numbers(Fraction(-4, 3), Fraction(1, 3)),)
    first = weight("w", "x", "a", -2, Fraction(-4, 9), steps=steps)
    return Network(neurons, (first, plain("a", "C", Fraction(-4, 3))), "Three nodes")


def name(layer, row):
    return f"{'h' if layer else 'x'}{layer}{row}"


def wide(*widths, biases=False, stride=0, title="A network"):
    """Layers of these widths and a cost; ``stride`` layers on, it is fed again."""
    neurons, connections = [], []
    for layer, width in enumerate(widths):
        for row in range(width):
            kind = (
                "input"
                if layer == 0
                else "output"
                if layer == len(widths) - 1
                else "value"
            )
            value, desire = (
                number(layer, row, 1),
                number(row, layer, 2) / 4 ** (len(widths) - layer),
            )
            neurons.append(neuron(name(layer, row), value, desire, layer, row, kind))
            if layer and biases:
                bias = f"b{layer}{row}"
                neurons.append(
                    neuron(bias, number(row, 3, layer), desire, 0, 0, "input")
                )
                connections.append(plain(bias, name(layer, row), 1))
            if layer >= stride > 1 and row < widths[layer - stride]:
                before = name(layer - stride, row)
                connections.append(plain(before, name(layer, row), 1))
        for row in range(width if layer else 0):
            for source in range(widths[layer - 1]):
                amount = number(source, row, layer)
                slope = number(row, layer, source) / 4
                start, end = name(layer - 1, source), name(layer, row)
                steps = (numbers(slope * 2, 0.5),)
                connections.append(
                    weight(
                        f"w{layer}{row}{source}", start, end, amount, slope, steps=steps
                    )
                )
    neurons.append(neuron("C", 0.75, 1, len(widths), kind="cost"))
    connections += [
        plain(name(len(widths) - 1, row), "C", 0.5) for row in range(widths[-1])
    ]
    return Network(tuple(neurons), tuple(connections), title)


def number(a, b, c):
    """Some number from -1 to 1, the same each time."""
    return round(((a * 7 + b * 13 + c * 29 + a * b * 5 + 3) % 41 - 20) / 20, 2)


def branching():
    """Two ways from x to the cost, and one past everything between."""
    neurons = (
        neuron("x", 2, 7, 0, kind="input"),
        neuron("p", 6, 1, 1, 0),
        neuron("q", -2, 3, 1, 1),
        neuron("r", 4, 1, 2),
        neuron("s", 9, 1, 3, kind="output"),
        neuron("C", 9, 1, 4, kind="cost"),
    )
    connections = (
        weight("w1", "x", "p", 3, 2, steps=(numbers(1, 1, 1, 2),)),
        weight("w2", "x", "q", -1, 6, steps=(numbers(1, 1, 3, 2),)),
        weight("w3", "p", "r", 1, 6, steps=(numbers(1, 1, 6),)),
        weight("w4", "q", "r", 3, -2, steps=(numbers(1, 1, -2),)),
        weight("w5", "r", "s", 1, 4, steps=(numbers(1, 4),)),
        weight("w6", "x", "s", 2.5, 2, steps=(numbers(1, 2),)),
        plain("s", "C", 1),
    )
    return Network(neurons, connections, "Two ways and a skip")


def deep():
    """As many connections as a drawing of neurons has to hold: 2,304."""
    return wide(*[16] * 10, title="Ten layers of sixteen")


def layers(count=12, shrink=0.3):
    """Layers whose desires shrink on the way back, with a skip over every third."""
    found = []
    for at in range(count):
        desire = shrink ** (count - at) * 2
        gain = None if at == count - 1 else shrink
        what = "input" if at == 0 else "tanh" if at % 2 else "weights"
        label = Symbol("x" if at == 0 else f"h{at}")
        found.append(Layer(f"l{at}", label, (64, 512), 20.0 - at, desire, gain, what))
    links = [(f"l{at}", f"l{at + 1}") for at in range(count - 1)]
    links += [(f"l{at}", f"l{at + 3}") for at in range(1, count - 3, 3)]
    return Layers(tuple(found), tuple(links), "Twelve layers")


def tied(one, weight):
    """The connection, with another's weight on it."""
    return replace(one, weight=weight)
