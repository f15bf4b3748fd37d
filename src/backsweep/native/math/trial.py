"""Compile one lane function as a plain loop over arrays, to test and to time it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count

import numpy as np
from llvmlite import binding as llvm
from llvmlite import ir

from ..lane import Lane, LaneFunction, lane_type, load, memory_type, store

_numbers = count()


@cache
def _machine() -> llvm.TargetMachine:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
    )


@cache
def _engine() -> llvm.ExecutionEngine:
    return llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())


def loop_ir(function: LaneFunction, dtypes: Sequence[np.dtype], name: str) -> ir.Module:
    """Return a module with ``out[i] = function(a[i], b[i], ...)`` for ``i < n``."""
    module = ir.Module(name)
    size, pointer = ir.IntType(64), ir.PointerType()
    signature = ir.FunctionType(ir.VoidType(), [size] + [pointer] * (len(dtypes) + 1))
    outer = ir.Function(module, signature, name)
    for argument in outer.args[1:]:
        argument.add_attribute("noalias")
    _fill(outer, function, dtypes)
    return module


def _fill(outer: ir.Function, function: LaneFunction, dtypes: Sequence) -> None:
    entry, body, after = (outer.append_basic_block(n) for n in ("entry", "body", "end"))
    total, *inputs, output = outer.args
    build = ir.IRBuilder(entry)
    build.cbranch(build.icmp_signed(">", total, total.type(0)), body, after)
    build.position_at_end(body)
    index = build.phi(total.type)
    lanes = [
        load(build, _element(build, array, index, dtype), dtype)
        for array, dtype in zip(inputs, dtypes, strict=True)
    ]
    result = function(*lanes)
    store(result, _element(build, output, index, result.dtype))
    following = build.add(index, total.type(1), flags=["nuw", "nsw"])
    index.add_incoming(total.type(0), entry)
    index.add_incoming(following, build.block)
    build.cbranch(build.icmp_signed("<", following, total), body, after)
    ir.IRBuilder(after).ret_void()


def _element(
    build: ir.IRBuilder, array: ir.Value, index: ir.Value, dtype: np.dtype
) -> ir.Value:
    return build.gep(array, [index], inbounds=True, source_etype=memory_type(dtype))


def optimise(module: ir.Module) -> llvm.ModuleRef:
    """Run LLVM's -O3 pipeline for the host, loop vectoriser included."""
    parsed = llvm.parse_assembly(str(module))
    parsed.verify()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = options.loop_interleaving = True
    builder = llvm.create_pass_builder(_machine(), options)
    builder.getModulePassManager().run(parsed, builder)
    return parsed


def result_dtype(function: LaneFunction, dtypes: Sequence[np.dtype]) -> np.dtype:
    """Return the dtype that `function` gives for lanes of `dtypes`."""
    types = [lane_type(dtype) for dtype in dtypes]
    scratch = ir.Function(ir.Module(), ir.FunctionType(ir.VoidType(), types), "f")
    build = ir.IRBuilder(scratch.append_basic_block())
    return function(*(Lane(build, argument) for argument in scratch.args)).dtype


@dataclass(frozen=True)
class Loop:
    """A lane function as a loop over contiguous arrays of the same size."""

    native: Callable[..., None]
    inputs: tuple[np.dtype, ...]
    output: np.dtype

    def __call__(self, *arrays: np.ndarray) -> np.ndarray:
        """Return the function of each element."""
        kinds = zip(arrays, self.inputs, strict=True)
        ready = [np.ascontiguousarray(array, kind) for array, kind in kinds]
        out = np.empty(ready[0].shape, self.output)
        self.bound(*ready, out=out)()
        return out

    def bound(self, *arrays: np.ndarray, out: np.ndarray) -> Callable[[], None]:
        """Return the bare native call on arrays, to be timed."""
        places = [array.ctypes.data for array in (*arrays, out)]
        return partial(self.native, out.size, *places)


def compile_loop(function: LaneFunction, *dtypes: np.dtype | type) -> Loop:
    """Compile `function` for contiguous arrays of `dtypes`."""
    kinds = tuple(np.dtype(dtype) for dtype in dtypes)
    name = f"loop_{next(_numbers)}"
    _engine().add_module(optimise(loop_ir(function, kinds, name)))
    _engine().finalize_object()
    arguments = [ctypes.c_int64] + [ctypes.c_void_p] * (len(kinds) + 1)
    address = _engine().get_function_address(name)
    native = ctypes.CFUNCTYPE(None, *arguments)(address)
    return Loop(native, kinds, result_dtype(function, kinds))
