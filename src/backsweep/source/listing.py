"""A program as the source of one function.

Values that the user named stand on a line of their own, with the user's line beside
them. A value without a name that is used once is written where it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from .. import tree
from ..chain import sweep
from ..errors import UnsupportedValue
from ..factors import ones
from ..graph import Node, topological
from ..names import function_name, parameters
from ..ops import CONSTANT, PLACE, PUT, SCATTER, SPREAD, STOP, WHERE
from ..program import unspread
from ..simplify import simplify
from ..trace import Trace, tracing
from ..traced import Traced
from ..transforms.gradient import check_cost
from ..transforms.variables import Argnums, check_differentiable, positions
from .names import Names, identifier
from .spell import Text, array, expression, statements, typed

ALONE = (PLACE, PUT, SCATTER)


def source(f: Callable[..., Any], *args: Any, argnums: Argnums = 0) -> str:
    """The program of ``value_and_grad(f, argnums)`` at ``args``, as NumPy source.

    One function of ``f``'s own arguments that returns ``(value, gradient)``. It runs as
    it stands (``exec`` it, or save it to a file), has the user's variable names, and
    names the line that each value comes from. What ``f`` decided on values is checked
    as it goes: for other decisions the source raises ``ValueError``. It is for
    arguments of the shapes and dtypes of ``args``.

    >>> print(source(lambda w, x: (w * x - 1.0) ** 2, 2.0, 3.0))  # doctest: +ELLIPSIS
    import numpy as np
    <BLANKLINE>
    <BLANKLINE>
    def f(w, x):
    ...
        return value, gradient
    <BLANKLINE>
    """
    with tracing() as trace:
        arguments = _Arguments(trace, f, args)
        cost = f(*arguments.traced)
        check_cost(f, cost)
        return "\n".join(_Listing(trace, f, arguments, cost, argnums).lines()) + "\n"


class _Arguments:
    """The arguments as variables of the trace, and how the source reaches each leaf."""

    def __init__(self, trace: Trace, f: Callable[..., Any], args: Sequence[Any]):
        self.names = [*parameters(f)][: len(args)]
        self.names += [f"argument_{k}" for k in range(len(self.names), len(args))]
        self.traced, self.leaves, self.structures = [], [], []
        for k, value in enumerate(args):
            leaves, structure = tree.flatten(value)
            reached = [self.names[k] + path for path in tree.paths(value)]
            made = [_leaf(trace, *one) for one in zip(leaves, reached, strict=True)]
            self.leaves.append(list(zip(made, reached, strict=True)))
            self.traced.append(structure.build(made))
            self.structures.append(structure)


def _present(nodes: Sequence[Node | None]) -> list[Node]:
    return [one for one in nodes if one is not None]


def _leaf(trace: Trace, value: Any, reached: str) -> Any:
    if not isinstance(value, (np.ndarray, np.generic, float, int)):
        return value
    if isinstance(value, bool):
        return value
    return Traced(trace, trace.mark(trace.leaf(value, reached), reached), value)


class _Listing:
    """Writes the lines of one program."""

    def __init__(
        self,
        trace: Trace,
        f: Callable[..., Any],
        arguments: _Arguments,
        cost: Any,
        argnums: Argnums,
    ):
        self._trace, self._f, self._arguments = trace, f, arguments
        self._names, self._text = Names(), dict[Node, Text]()
        self._called = dict[Node, str]()
        self._comments = dict[Node, str]()
        self._single = hasattr(argnums, "__index__")
        self._chosen = positions(f, arguments.traced, argnums)
        self._derive(cost)

    def _derive(self, cost: Any) -> None:
        """The simplified nodes to write: the value, the gradient, and their names."""
        wrt = self._wrt()
        record: dict[Node, Node] = {}
        traced = isinstance(cost, Traced)
        found = (
            sweep({cost.node: ones(cost.node)}, wrt, record)
            if traced
            else [None] * len(wrt)
        )
        record.update((x, d) for x, d in zip(wrt, found, strict=True) if d is not None)
        self._plain_value = None if traced else cost
        guards = self._trace.guards
        kept = [g.node for g in guards] + ([cost.node] if traced else [])
        kept += _present(found)
        outputs = simplify(kept)
        self._guards = [
            g._replace(node=n) for g, n in zip(guards, outputs, strict=False)
        ]
        rest = iter(outputs[len(guards) :])
        self._value = next(rest) if traced else None
        self._gradient = [None if d is None else next(rest) for d in found]
        self._name_all(record)

    def _wrt(self) -> list[Node]:
        leaves = self._wanted()
        for one, reached in leaves:
            check_differentiable(self._f, getattr(one, "value", one), reached)
        return [one.node for one, _ in leaves]

    def _wanted(self) -> list[tuple[Any, str]]:
        """The leaves that the gradient is for, and how to reach them."""
        return [leaf for k in self._chosen for leaf in self._arguments.leaves[k]]

    def _name_all(self, record: dict[Node, Node]) -> None:
        """Names and comments belong to nodes as they were traced: carry them over."""
        forward = [n for n in self._trace.values if self._trace.called(n)]
        backward = [(n, d) for n, d in record.items() if self._trace.called(n)]
        simple = simplify([*forward, *(d for _, d in backward)])
        for n, one in zip(forward, simple, strict=False):
            self._note(one, self._trace.called(n), self._trace.places.get(n))
        for (n, _), one in zip(backward, simple[len(forward) :], strict=True):
            name = f"d_{identifier(self._trace.called(n))}"
            self._note(one, name, None)

    def _note(self, one: Node, name: str, place: Any) -> None:
        if one.op is CONSTANT or one.op is SPREAD or one in self._called:
            return
        self._called[one] = name
        if place is not None:
            self._comments[one] = f"line {place.line}: {place.text}".rstrip(": ")

    def lines(self) -> Iterator[str]:
        """The whole module, line by line."""
        body = [f"    {line}" for line in self._body()]
        text = "\n".join(body)
        yield "import numpy as np"
        if "scipy.special." in text:
            yield "import scipy.special"
        yield from ("", "")
        yield f"def {self._function()}({', '.join(self._arguments.names)}):"
        name = function_name(self._f)
        yield f'    """The value and gradient of {name}, in one sweep."""'
        yield from body

    def _function(self) -> str:
        name = function_name(self._f)
        return name if name.isidentifier() else "f"

    def _body(self) -> Iterator[str]:
        for name in self._arguments.names:
            self._names.reserve(name)
        results = self._names.take("value"), self._names.take("gradient")
        yield from self._unpack()
        yield from self._captured()
        yield from self._decided_outright()
        forward, backward = self._order()
        uses = Counter(i for one in (*forward, *backward) for i in self._operands(one))
        uses.update(_present([self._value, *self._gradient]))
        yield from self._section(forward, uses)
        value = self._plain_value if self._value is None else self._read(self._value)
        yield f"{results[0]} = {value}"
        yield from self._section(backward, uses)
        yield f"{results[1]} = {self._nested()}"
        yield f"return {', '.join(results)}"

    def _decided_outright(self) -> Iterator[str]:
        """The decisions that the function took on its arguments as they came."""
        for guard in self._guards:
            if guard.node in self._text:
                yield from _guarded(self._text[guard.node].words, guard)

    def _unpack(self) -> Iterator[str]:
        """A line for each leaf that is inside a nesting."""
        for leaves in self._arguments.leaves:
            for one, reached in leaves:
                if isinstance(one, (bool, str)):
                    told = f"this source is for {reached} = {one!r}"
                    yield f"if {reached} != {one!r}:"
                    yield f"    raise ValueError({told!r})"
                if isinstance(one, Traced):
                    (bare,) = simplify([one.node])
                    name = reached
                    if not reached.isidentifier():
                        name = self._names.take(reached)
                        yield f"{name} = {reached}"
                    self._text[bare] = Text(name)

    def _captured(self) -> Iterator[str]:
        """Arrays from outside become literals."""
        for one, value in zip(self._trace.inputs, self._trace.leaves, strict=True):
            if one not in self._text and one in self._needed():
                name = self._names.take(self._trace.called(one) or "captured")
                yield f"{name} = {array(np.asarray(value))}"
                self._text[one] = Text(name)

    def _needed(self) -> set[Node]:
        outputs = [g.node for g in self._guards]
        outputs += _present([self._value, *self._gradient])
        return set(topological(outputs))

    def _order(self) -> tuple[list[Node], list[Node]]:
        """The nodes of the forward run, and those of the sweep."""
        first = [g.node for g in self._guards] + _present([self._value])
        forward = topological(first, self._text)
        known = {**self._text, **dict.fromkeys(forward)}
        return forward, topological(_present(self._gradient), known)

    def _operands(self, one: Node) -> Sequence[Node]:
        """What the line of ``one`` mentions: NumPy spreads by itself."""
        return unspread(one) if one.op.elementwise else one.inputs

    def _section(self, order: list[Node], uses: Counter[Node]) -> Iterator[str]:
        guards = {g.node: g for g in self._guards}
        for one in order:
            if one in self._text or (one.op is STOP and self._pass_on(one)):
                continue
            if uses[one] or one in guards:
                yield from self._write(one, uses)
            if one in guards:
                yield from _guarded(self._read(one), guards.pop(one))

    def _pass_on(self, one: Node) -> bool:
        self._text[one] = self._text[one.inputs[0]]
        return True

    def _write(self, one: Node, uses: Counter[Node]) -> Iterator[str]:
        """A line for the node, or nothing if it is written where it is used."""
        inputs = self._inputs(one)
        named = self._called.get(one)
        if one.op is CONSTANT or (one.op not in ALONE and not named and uses[one] < 2):
            self._text[one] = expression(one, inputs)
        else:
            name = self._names.take(named or one.op.name[0])
            lines = statements(one, name, inputs) or [
                f"{name} = {expression(one, inputs).words}"
            ]
            comment = self._comments.get(one)
            yield lines[0] + (f"  # {comment}" if comment else "")
            yield from lines[1:]
            self._text[one] = Text(name)

    def _inputs(self, one: Node) -> list[Text]:
        """The operands' texts: numbers show their dtype where nothing else does."""
        operands = self._operands(one)
        alone = not one.op.elementwise or all(i.op is CONSTANT for i in operands)
        alone |= one.op is WHERE and all(i.op is CONSTANT for i in operands[1:])
        return [typed(i) if alone and _bare(i) else self._text[i] for i in operands]

    def _read(self, one: Node) -> str:
        return typed(one).words if _bare(one) else self._text[one].words

    def _nested(self) -> str:
        rest = iter(zip(self._gradient, self._wanted(), strict=True))
        trees = [
            _spell_tree(
                self._arguments.structures[k],
                self._arguments.names[k],
                rest,
                self._read,
            )
            for k in self._chosen
        ]
        return trees[0] if self._single else f"({', '.join(trees)},)"


def _bare(one: Node) -> bool:
    """Whether the node is a number whose dtype its digits do not tell."""
    return one.op is CONSTANT and not one.shape and one.dtype != np.float64


def _guarded(words: str, guard: Any) -> Iterator[str]:
    """A decision of the traced run: the source holds only where it falls the same."""
    taken = np.asarray(guard.expected)
    wanted = array(taken) if taken.ndim else repr(taken.item())
    yield f"if not np.array_equal({words}, {wanted}):"
    line = f" on line {guard.place.line}" if guard.place else ""
    yield f'    raise ValueError("this source follows the other decision{line}")'


def _spell_tree(structure: tree.Structure, reached: str, rest: Any, read: Any) -> str:
    """The gradient in the nesting of its argument."""
    kind, keys, children = structure
    if kind is None:
        found, (one, _) = next(rest)
        return (
            f"np.zeros({one.shape}, np.{one.dtype.name})"
            if found is None
            else read(found)
        )
    if kind is type(None):
        return "None"
    steps = tree.steps(structure)
    parts = [
        _spell_tree(child, reached + step, rest, read)
        for child, step in zip(children, steps, strict=True)
    ]
    if kind is list:
        return f"[{', '.join(parts)}]"
    if kind is tuple:
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    if kind is dict:
        pairs = zip(keys, parts, strict=True)
        return "{" + ", ".join(f"{key!r}: {part}" for key, part in pairs) + "}"
    if hasattr(kind, "_fields"):
        return f"type({reached})({', '.join(parts)})"
    if not hasattr(kind, "__dataclass_fields__"):
        raise UnsupportedValue(
            f"a {kind.__name__} in an argument", cure="use a dict or list"
        )
    fields = ", ".join(f"{key}={part}" for key, part in zip(keys, parts, strict=True))
    return f"type({reached})({fields})"
