"""Real processes that are killed, interrupted, or run out of disk."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import time

import numpy as np
import pytest

from backsweep.train import load
from backsweep.train.checkpoint import load_checkpoint

RUN = ("train", "digits", "--layers", "24", "--epochs", "60", "--batch", "16")
SAVE_OFTEN = ("--save-every", "0.01")


def checkpoint_bits(folder):
    state = load_checkpoint(folder).state
    arrays = [array.tobytes() for layer in state.parameters for array in layer.values()]
    return arrays, state.history


def ended(process, seconds=300):
    out, told = process.communicate(timeout=seconds)
    return process.returncode, out, told


def wait_for_progress(process, folder, seconds=120):
    """Until a checkpoint later than the first is there."""
    path = folder / "checkpoint.safetensors"
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if path.exists() and load_checkpoint(folder).begun:
            return
        time.sleep(0.01)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    """The bits of a run that nothing happens to."""
    from backsweep.train import Options, Source, fit

    folder = tmp_path_factory.mktemp("unbroken")
    fit(Source("digits"), Options(layers=(24,), epochs=60, batch=16), out=folder)
    return checkpoint_bits(folder)


def test_a_run_killed_at_random_moments_ends_at_the_same_bits(
    backsweep_process, tmp_path, unbroken
):
    random = np.random.default_rng(time.time_ns())
    resume, kills = (), 0
    while True:
        process = backsweep_process(*RUN, *SAVE_OFTEN, *resume, "--out", tmp_path)
        if kills < 4:
            wait_for_progress(process, tmp_path)
            time.sleep(random.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
        code, out, told = ended(process)
        if code == 0:
            break
        assert code == -signal.SIGKILL, out + told
        load(tmp_path / "checkpoint.safetensors")
        resume, kills = ("--resume",), kills + 1
    assert checkpoint_bits(tmp_path) == unbroken
    assert load(tmp_path / "model.safetensors").about["held-out score"] > 0.9


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop_saves_and_says_how_to_go_on(
    backsweep_process, tmp_path, unbroken, asked
):
    process = backsweep_process(*RUN, *SAVE_OFTEN, "--out", tmp_path)
    wait_for_progress(process, tmp_path)
    process.send_signal(asked)
    code, out, told = ended(process)
    assert (code, told) == (128 + asked, "")
    assert f"Go on with:  backsweep train digits --resume --out {tmp_path}" in out
    code, out, told = ended(
        backsweep_process("train", "digits", "--resume", "--out", tmp_path)
    )
    assert (code, told) == (0, "")
    assert "Going on after epoch" in out
    assert checkpoint_bits(tmp_path) == unbroken


def clear_line(told):
    assert len(told.strip().splitlines()) == 1, told
    assert told.startswith("backsweep: cannot save ")
    return told


def test_a_disk_that_fills_up_costs_nothing_that_was_saved(backsweep_process, tmp_path):
    ended(backsweep_process("train", "digits", "--epochs", "1", "--out", tmp_path))
    before = (tmp_path / "checkpoint.safetensors").read_bytes()

    def no_more_than_half():
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2,) * 2)

    more = ("--resume", "--epochs", "3", "--out", tmp_path)
    process = backsweep_process("train", "digits", *more, preexec_fn=no_more_than_half)
    code, _, told = ended(process)
    assert code == 2
    assert "--resume goes on from it" in clear_line(told)
    assert (tmp_path / "checkpoint.safetensors").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


@contextlib.contextmanager
def mounted(folder, options):
    """A file system in memory at ``folder``, where the test may have one."""
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root may mount")
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    if subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_one_clear_line(backsweep_process, tmp_path):
    with mounted(tmp_path, "size=1m") as disk:
        folder = disk / "run"
        run = ("train", "digits", "--layers", "8", "--out", folder)
        assert ended(backsweep_process(*run, "--epochs", "1"))[0] == 0
        before = checkpoint_bits(folder)
        with contextlib.suppress(OSError):
            (disk / "filler").write_bytes(b"x" * 2**20)
        code, _, told = ended(backsweep_process(*run, "--epochs", "2", "--resume"))
        assert code == 2
        assert "no space left on device" in clear_line(told)
        assert checkpoint_bits(folder) == before


def test_a_read_only_disk_is_one_clear_line(backsweep_process, tmp_path):
    with mounted(tmp_path, "ro") as disk:
        run = backsweep_process("train", "digits", "--out", disk / "run")
        code, _, told = ended(run)
        assert code == 2
        assert "read-only file system" in clear_line(told)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_leave_to_write_is_one_clear_line(backsweep_process, tmp_path):
    tmp_path.chmod(0o555)
    code, _, told = ended(backsweep_process("train", "digits", "--out", tmp_path))
    assert code == 2
    assert "permission denied" in clear_line(told)


def test_a_file_in_the_place_of_the_folder_is_one_clear_line(
    backsweep_process, tmp_path
):
    path = tmp_path / "run"
    path.write_text("in the way")
    code, _, told = ended(backsweep_process("train", "digits", "--out", path))
    assert code == 2
    assert "file exists" in clear_line(told)
