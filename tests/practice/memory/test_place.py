from pathlib import Path

import pytest

from backsweep.practice.memory.place import VARIABLE, practice_file


@pytest.fixture(autouse=True)
def a_home_of_its_own(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_progress_lives_in_the_users_data_folder(tmp_path):
    assert practice_file().name == "practice.sqlite"
    assert practice_file().is_relative_to(tmp_path)


def test_the_environment_names_another_file(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere.sqlite"))
    assert practice_file() == tmp_path / "elsewhere.sqlite"


def test_what_is_asked_for_goes_before_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere.sqlite"))
    assert practice_file("here.sqlite") == Path.cwd() / "here.sqlite"
