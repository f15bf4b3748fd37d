"""A fresh room for each test, and a browser in it."""

import pytest

from .rooms import Clock, Visitor, app_of


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(tmp_path, clock):
    app = app_of(tmp_path, clock)
    yield app
    app.state.room.store.close()


@pytest.fixture
def store(app):
    return app.state.room.store


@pytest.fixture
def visitor(app):
    return Visitor(app)
