"""Object code on disk: found again, never trusted blindly, never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backsweep.native import cache, machine


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKSWEEP_CACHE", str(tmp_path / "code"))
    return tmp_path / "code"


def test_what_was_written_is_read(folder):
    cache.write("name", b"code")
    assert cache.read("name") == b"code"


def test_nothing_is_read_where_nothing_was_written(folder):
    assert cache.read("name") is None


def test_a_truncated_file_reads_as_absent_and_is_written_again(folder):
    cache.write("name", b"code" * 100)
    path = folder / "name"
    for size in (0, 10, 32, 200):
        os.truncate(path, size)
        assert cache.read("name") is None
        cache.write("name", b"code" * 100)
        assert cache.read("name") == b"code" * 100


@pytest.mark.parametrize("place", [0, 31, 32, 60])
def test_a_flipped_bit_reads_as_absent(place, folder):
    cache.write("name", b"code" * 100)
    content = bytearray((folder / "name").read_bytes())
    content[place] ^= 1
    (folder / "name").write_bytes(content)
    assert cache.read("name") is None


def test_the_name_depends_on_source_processor_and_version():
    names = {
        cache.key(*parts) for parts in [("a", "b"), ("a", "c"), ("d", "b"), ("ab", "")]
    }
    assert len(names) == 4


def test_the_processor_and_the_compiler_are_part_of_what_code_depends_on():
    assert machine.features() in machine.identity()
    assert ".".join(map(str, machine.llvm.llvm_version_info)) in machine.identity()


def test_a_folder_that_cannot_be_made_only_means_no_cache(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("BACKSWEEP_CACHE", str(tmp_path / "file" / "code"))
    cache.write("name", b"code")
    assert cache.read("name") is None


def test_a_full_disk_leaves_nothing_behind(folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    cache.write("name", b"code")
    assert list(folder.iterdir()) == []


def test_off_keeps_nothing(monkeypatch):
    monkeypatch.setenv("BACKSWEEP_CACHE", "off")
    assert cache.folder() is None


def test_the_oldest_files_go_beyond_the_limit(folder, monkeypatch):
    monkeypatch.setattr(cache, "LIMIT", 400)
    for k in range(5):
        cache.write(f"name{k}", bytes(100))
        os.utime(folder / f"name{k}", (k, k))
    cache.write("last", bytes(100))
    assert cache.read("name0") is None and cache.read("last") == bytes(100)


def test_a_second_process_finds_the_code_and_a_damaged_file_does_no_harm(folder):
    assert run_program(folder) == "built"
    assert run_program(folder) == "found"
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-7])
    assert run_program(folder) == "built"
    assert run_program(folder) == "found"


def test_two_processes_may_write_at_once(folder):
    running = [start_program(folder) for _ in range(4)]
    assert {process.communicate()[0].strip() for process in running} <= {
        "built",
        "found",
    }
    assert all(process.returncode == 0 for process in running)
    assert run_program(folder) == "found"


PROGRAM = """
import numpy as np
from backsweep import native
from backsweep.graph import node
from backsweep.native import machine
from backsweep.ops import INPUT
from backsweep.program import Program
built, build = [], machine.build
machine.build = lambda *given: built.append(given) or build(*given)
x = node(INPUT, (), (0, (4,), np.dtype("f8")))
run = native.compile(Program([x], [x * 2.0 + 1.0]))
assert run(np.arange(4.0))[0].tolist() == [1.0, 3.0, 5.0, 7.0]
print("built" if built else "found")
"""


def start_program(folder: Path) -> subprocess.Popen:
    environment = {**os.environ, "BACKSWEEP_CACHE": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def run_program(folder: Path) -> str:
    process = start_program(folder)
    output = process.communicate()[0]
    assert process.returncode == 0
    return output.strip()
