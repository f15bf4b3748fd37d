import contextlib
import os
import re
import resource
import sqlite3
import tempfile
from pathlib import Path

import pytest

from backsweep.practice.errors import StoreMistake
from backsweep.practice.memory import opening
from backsweep.practice.memory.schema import MIGRATIONS
from backsweep.practice.memory.store import Store

from .made import attempt, files, review

NOBODY = 65534
ASIDE = r"practice\.sqlite\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d"


def begun(path, answers=200):
    with Store(path) as store:
        store.attempts.record(attempt(f"t{n}", typed="4" * 50) for n in range(answers))


def pragma(path, command):
    with contextlib.closing(sqlite3.connect(path)) as rows:
        found = rows.execute(f"PRAGMA {command}").fetchone()
        rows.commit()
        return found


def overwritten_in_the_middle(path):
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_text("this is no database, whatever its name says"),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: os.truncate(path, 100),
        overwritten_in_the_middle,
    ],
    ids=["no database", "half of it", "the header only", "overwritten"],
)
def test_a_damaged_file_is_set_aside_as_it_is_and_a_fresh_one_begun(path, damage):
    begun(path)
    damage(path)
    damaged = path.read_bytes()
    with Store(path) as store:
        assert store.attempts.all() == ()
        assert store.reviews.record(review("t1")) == "counted"
        told = store.message
    (aside,) = [name for name in files(path.parent) if re.fullmatch(ASIDE, name)]
    assert (path.parent / aside).read_bytes() == damaged
    assert aside in told


def test_a_second_start_says_nothing_and_sets_nothing_aside(path):
    path.write_bytes(b"no database" * 100)
    Store(path).close()
    before = files(path.parent)
    with Store(path) as store:
        assert store.message == ""
    assert files(path.parent) == before


def test_damage_twice_in_one_second_overwrites_nothing(path):
    for text in (b"first" * 200, b"second" * 200, b"third" * 200):
        path.write_bytes(text)
        Store(path).close()
    asides = [path.parent / name for name in files(path.parent) if "damaged" in name]
    assert {one.read_bytes()[:5] for one in asides} == {b"first", b"secon", b"third"}


def test_a_log_whose_file_is_gone_is_set_aside_and_not_thrown_away(path):
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"answers that never reached the file" * 100)
    with Store(path) as store:
        assert "set aside" in store.message
    (aside,) = [name for name in files(path.parent) if name.endswith("-wal")]
    assert (path.parent / aside).read_bytes().startswith(b"answers that never")


def test_an_empty_file_is_a_fresh_start(path):
    path.touch()
    with Store(path) as store:
        assert (store.message, store.attempts.all()) == ("", ())


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path):
    begun(path)
    pragma(path, f"user_version = {len(MIGRATIONS) + 2}")
    before = path.read_bytes()
    with pytest.raises(StoreMistake, match="newer Backsweep") as caught:
        Store(path)
    assert caught.value.cure == "update Backsweep, or use another file"
    assert (path.read_bytes(), files(path.parent)) == (
        before,
        [path.name, f"{path.name}.lock"],
    )


def test_the_database_of_another_program_is_refused_and_left_alone(path):
    with contextlib.closing(sqlite3.connect(path)) as rows:
        rows.execute("CREATE TABLE recipes (name)")
    before = path.read_bytes()
    with pytest.raises(StoreMistake, match="of another program"):
        Store(path)
    assert (path.read_bytes(), files(path.parent)) == (
        before,
        [path.name, f"{path.name}.lock"],
    )


def test_an_older_file_is_brought_forward_and_keeps_its_answers(path, monkeypatch):
    begun(path, answers=3)
    newer = (*MIGRATIONS, ("ALTER TABLE drafts ADD COLUMN note TEXT",))
    monkeypatch.setattr(opening, "MIGRATIONS", newer)
    with Store(path) as store:
        assert len(store.attempts.all()) == 3
    assert pragma(path, "user_version") == (len(newer),)


def test_a_step_forward_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    begun(path, answers=3)
    broken = ("ALTER TABLE drafts ADD COLUMN note TEXT", "ALTER TABLE nothing")
    with monkeypatch.context() as patch, pytest.raises(StoreMistake):
        patch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, broken))
        Store(path)
    with Store(path) as store, store._database.reading() as rows:
        assert len(store.attempts.all()) == 3
        names = [row["name"] for row in rows.execute("PRAGMA table_info(drafts)")]
    assert "note" not in names


def test_every_answer_reaches_the_disk_itself(path):
    begun(path, answers=1)
    assert pragma(path, "journal_mode") == ("wal",)
    with Store(path) as store, store._database.reading() as rows:
        assert rows.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_the_logs_only_grow(store):
    store.reviews.record(review("t1"))
    with (
        pytest.raises(StoreMistake, match="a log only grows"),
        store._database.writing() as rows,
    ):
        rows.execute("UPDATE reviews SET rating = 4")


@contextlib.contextmanager
def read_only(folder):
    """Root may write anywhere, so for a while it is somebody else."""
    user = os.geteuid()
    folder.chmod(0o555)
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.fixture
def open_folder():
    """A folder that others may look into, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_may_not_be_written_is_told_in_one_line(open_folder):
    path = open_folder / "practice.sqlite"
    begun(path)
    path.chmod(0o444)
    with read_only(open_folder), pytest.raises(StoreMistake) as caught:
        Store(path)
    assert caught.value.what.startswith(f"progress cannot be kept in {path}: it ")
    assert "BACKSWEEP_PRACTICE_FILE" in caught.value.cure


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreMistake, match="progress cannot be kept") as caught:
        Store(tmp_path / "file" / "practice.sqlite")
    assert "\n" not in caught.value.what


@contextlib.contextmanager
def no_file_longer_than(length):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(path):
    told, kept = "", 0
    with Store(path) as store:
        with no_file_longer_than(1_000_000), pytest.raises(StoreMistake) as caught:
            for kept in range(10_000):
                store.attempts.record([attempt(f"t{kept}", typed="4" * 500)])
        told = caught.value.what
        assert len(store.attempts.all()) == kept > 10
        store.attempts.record([attempt("once there is room")])
    assert told.startswith(f"progress cannot be kept in {path}: the disk is full")
    with Store(path) as store:
        assert len(store.attempts.all()) == kept + 1


def test_a_text_that_is_none_is_told_and_not_kept(store):
    with pytest.raises(StoreMistake, match="progress cannot be kept"):
        store.attempts.record([attempt("t1"), attempt("t2", typed="\ud800")])
    assert store.attempts.all() == ()


def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path):
    lesson = tmp_path / "lesson.md"
    lesson.write_text("# Backpropagation\n")
    with pytest.raises(StoreMistake, match=r"lesson\.md is no file of progress"):
        Store(lesson)
    assert lesson.read_text() == "# Backpropagation\n"
    assert not [name for name in files(tmp_path) if "damaged" in name]
