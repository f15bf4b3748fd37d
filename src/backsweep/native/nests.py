"""What every kernel is made of in LLVM: its frame, counted loops, and elements.

A kernel is ``int64 kernel(void **slots, int64 *operands)``. For each array it touches,
``operands`` names the slot and how many bytes on the kernel begins, so the same code
serves every loop of the same form, and every row of an array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from llvmlite import ir

from . import lane as lanes
from .lane import Lane
from .loops import Access

INDEX = ir.IntType(64)
POINTER = ir.PointerType()
KERNEL = ir.FunctionType(INDEX, [POINTER, POINTER])
"""What every step of a program is: 0 says go on, anything else stops the run."""

Body = Callable[[ir.IRBuilder, list[ir.Value]], None]
"""Writes a kernel's code, given its arrays; it returns by itself."""


def kernel(module: ir.Module, name: str, count: int, body: Body) -> None:
    """Add a kernel of ``count`` operands, whose results overlap no other operand."""
    inner = _function(module, f"{name}.nest", count)
    body(ir.IRBuilder(inner.append_basic_block()), list(inner.args))
    outer = ir.Function(module, KERNEL, name)
    builder = ir.IRBuilder(outer.append_basic_block())
    slots, places = outer.args
    arrays = [_operand(builder, slots, places, k) for k in range(count)]
    builder.ret(builder.call(inner, arrays))


def _function(module: ir.Module, name: str, count: int) -> ir.Function:
    function = ir.Function(module, ir.FunctionType(INDEX, [POINTER] * count), name)
    function.linkage = "internal"
    for argument in function.args:
        argument.add_attribute("noalias")
    return function


def _operand(
    builder: ir.IRBuilder, slots: ir.Value, places: ir.Value, number: int
) -> ir.Value:
    slot, offset = (
        builder.load(
            builder.gep(places, [INDEX(2 * number + word)], source_etype=INDEX),
            typ=INDEX,
        )
        for word in range(2)
    )
    at = builder.gep(slots, [slot], source_etype=POINTER)
    return builder.gep(
        builder.load(at, typ=POINTER), [offset], source_etype=ir.IntType(8)
    )


@dataclass(slots=True)
class Turns:
    """A counted loop while it is being written.

    ``held`` are the values that one turn hands to the next; the body sets ``left`` to
    what they become. After the loop ``left`` is what the last turn left.
    """

    index: ir.Value
    held: list[Lane]
    left: list[Lane] = field(default_factory=list)


@contextmanager
def turns(
    builder: ir.IRBuilder,
    begin: ir.Value,
    end: ir.Value,
    carried: list[Lane] | None = None,
) -> Iterator[Turns]:
    """A loop from ``begin`` to ``end``, which it does not reach; it has a turn."""
    before, head = builder.block, builder.append_basic_block("loop")
    builder.branch(head)
    builder.position_at_end(head)
    index = builder.phi(INDEX)
    index.add_incoming(begin, before)
    held = [builder.phi(one.type) for one in carried or []]
    for phi, one in zip(held, carried or [], strict=True):
        phi.add_incoming(one.value, before)
    state = Turns(index, [Lane(builder, phi) for phi in held])
    yield state
    following = builder.add(index, INDEX(1), flags=("nuw", "nsw"))
    index.add_incoming(following, builder.block)
    for phi, one in zip(held, state.left, strict=True):
        phi.add_incoming(one.value, builder.block)
    after = builder.append_basic_block("after")
    again = builder.icmp_signed("<", following, end)
    builder.cbranch(again, head, after)
    builder.position_at_end(after)


def element(
    builder: ir.IRBuilder,
    pointer: ir.Value,
    access: Access,
    at: Mapping[int, ir.Value],
    further: ir.Value | None = None,
) -> ir.Value:
    """The address of an element, ``further`` elements on from where indices lead."""
    place, exact = further, ("nsw",)
    steps = [
        builder.mul(index, INDEX(access.strides[dim]), flags=exact)
        if access.strides[dim] != 1
        else index
        for dim, index in at.items()
        if access.strides[dim]
    ]
    if access.offset:
        steps.append(INDEX(access.offset))
    for step in steps:
        place = step if place is None else builder.add(place, step, flags=exact)
    if place is None:
        return pointer
    kind = lanes.memory_type(access.dtype)
    return builder.gep(pointer, [place], inbounds=True, source_etype=kind)
