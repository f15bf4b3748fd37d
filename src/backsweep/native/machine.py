"""LLVM for this computer: text in, optimised object code out, addresses to call."""

from __future__ import annotations

import threading
from functools import cache

import llvmlite
from llvmlite import binding as llvm

from . import cache as disk

_lock = threading.RLock()
"""LLVM's global context is one for the process; one thread compiles at a time."""


@cache
def target() -> llvm.TargetMachine:
    """The code generator for the host's processor and all its features."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=features(), opt=3, jit=True
    )


def features() -> str:
    """What the host's processor can do, in LLVM's words."""
    return llvm.get_host_cpu_features().flatten()


@cache
def identity() -> str:
    """What object code depends on besides its source: processor and compiler."""
    version = ".".join(map(str, llvm.llvm_version_info))
    return f"{llvm.get_host_cpu_name()} {features()} {llvmlite.__version__} {version}"


def why_not() -> str:
    """Why code for this processor would be no gain, or nothing if it is one."""
    able = llvm.get_host_cpu_features()
    fused = able.get("fma") or llvm.get_process_triple().startswith(
        ("aarch64", "arm64")
    )
    return "" if fused else "the processor has no fused multiply-add"


@cache
def _engine() -> llvm.ExecutionEngine:
    empty = llvm.parse_assembly("")
    empty.triple = target().triple
    return llvm.create_mcjit_compiler(empty, target())


def load(source: str, names: list[str], level: int = 3) -> list[int]:
    """The addresses of the functions ``names`` of LLVM assembly ``source``.

    It is optimised at LLVM's ``level``. Names must be unused in this process. The
    object code comes from the disk cache where that has it.
    """
    with _lock:
        key = disk.key(identity(), str(level), source)
        code = disk.read(key)
        if code is None:
            code = build(source, level)
            disk.write(key, code)
        engine = _engine()
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        return [engine.get_function_address(name) for name in names]


def build(source: str, level: int) -> bytes:
    """Object code of LLVM assembly, optimised for this processor."""
    module = llvm.parse_assembly(source)
    optimise(module, level)
    return target().emit_object(module)


def optimise(module: llvm.ModuleRef, level: int) -> None:
    """Run LLVM's pipeline ``-O<level>`` over the module."""
    tuning = llvm.create_pipeline_tuning_options(speed_level=level)
    tuning.loop_unrolling = False  # twice the code and no faster: interleaving is on
    builder = llvm.create_pass_builder(target(), tuning)
    builder.getModulePassManager().run(module, builder)
