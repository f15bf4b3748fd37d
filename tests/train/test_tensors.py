import os
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.train import load
from backsweep.train.errors import CannotSave, DamagedFile
from backsweep.train.nested import filled, named
from backsweep.train.tensors import (
    read_tensors,
    sweep_up,
    write_tensors,
    write_whole,
)

NESTED = st.recursive(
    st.integers(),
    lambda part: st.lists(part, min_size=1) | st.dictionaries(st.text("ab"), part),
)


@given(NESTED)
def test_a_nesting_is_rebuilt_from_the_paths_of_its_leaves(nested):
    assert filled(nested, "all", dict(named(nested, "all"))) == nested


def test_arrays_and_facts_come_back(tmp_path):
    tensors = {
        "scalar": np.array(3.0, np.float32),
        "turned": np.arange(6.0).reshape(2, 3).T,
        "empty": np.zeros((0, 2)),
    }
    write_tensors(tmp_path / "a.safetensors", tensors, {"seed": 1, "names": ["ü"]})
    back, facts = read_tensors(tmp_path / "a.safetensors")
    assert facts == {"seed": 1, "names": ["ü"]}
    for name, array in tensors.items():
        assert back[name].dtype == array.dtype
        assert np.array_equal(back[name], array)


def test_equal_contents_make_equal_files(tmp_path):
    facts = {f"fact {n}": n for n in range(20)}
    for name in ("a", "b"):
        write_tensors(tmp_path / name, {"x": np.ones(3), "y": np.zeros(2)}, facts)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_folder_is_made_where_there_is_none(tmp_path):
    write_whole(tmp_path / "new" / "deep" / "file", b"content")
    assert (tmp_path / "new" / "deep" / "file").read_bytes() == b"content"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_at_any_point_leaves_the_old_file(tmp_path, monkeypatch, call):
    path = tmp_path / "model"
    write_whole(path, b"old")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(CannotSave) as caught:
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["model"]
    assert len(str(caught.value).splitlines()) == 1
    assert "no space left on device" in str(caught.value)


def test_what_a_killed_run_left_is_swept_up_but_a_live_one_is_not(tmp_path):
    old, young = tmp_path / ".model.1.part", tmp_path / ".model.2.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    sweep_up(tmp_path)
    assert os.listdir(tmp_path) == [young.name]


@pytest.mark.parametrize("damage", ["cut", "empty", "other", "missing", "foreign"])
def test_a_damaged_file_is_one_clear_error(tmp_path, damage):
    path = tmp_path / "model.safetensors"
    write_tensors(path, {"x": np.ones(9)}, {"task": "regression"})
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "foreign":
        from safetensors.numpy import save_file

        save_file({"x": np.ones(9)}, path)
    else:
        path.write_bytes({"cut": whole[:-5], "empty": b"", "other": b"{}" * 99}[damage])
    with pytest.raises(DamagedFile, match=r"model\.safetensors"):
        read_tensors(path)
    with pytest.raises(DamagedFile):
        load(path)


def test_a_file_of_tensors_that_is_no_model_is_one_clear_error(tmp_path):
    write_tensors(tmp_path / "x.safetensors", {"x": np.ones(9)}, {"task": "regression"})
    with pytest.raises(DamagedFile):
        load(tmp_path / "x.safetensors")
