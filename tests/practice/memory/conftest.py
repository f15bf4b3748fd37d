"""A file of progress to test with."""

import pytest

from backsweep.practice.memory.store import Store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "practice.sqlite"


@pytest.fixture
def store(path):
    with Store(path) as store:
        yield store
