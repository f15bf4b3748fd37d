import os
import zipfile
from io import BytesIO

import pytest

from backsweep.practice.export.errors import ExportMistake
from backsweep.practice.export.writing import edited, packed, write


def test_a_file_is_written_for_everybody_to_read_and_nothing_is_left_beside(tmp_path):
    write(tmp_path / "cards.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["cards.pdf"]
    assert (tmp_path / "cards.pdf").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_not_there_is_named_with_a_cure(tmp_path):
    with pytest.raises(ExportMistake) as caught:
        write(tmp_path / "none" / "cards.pdf", b"new")
    assert str(tmp_path / "none") in str(caught.value)
    assert caught.value.cure


def test_a_folder_in_the_place_of_the_file_stays_and_no_draft_does(tmp_path):
    (tmp_path / "deck").mkdir()
    with pytest.raises(ExportMistake):
        write(tmp_path / "deck", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_a_pipe_is_written_into_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, b"new")
    assert os.read(reading, 10) == b"new"
    assert pipe.is_fifo()


def test_a_link_goes_on_leading_to_the_file(tmp_path):
    (tmp_path / "link").symlink_to("cards.pdf")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "cards.pdf").read_bytes() == b"new"


def test_a_package_is_the_same_at_every_time():
    archive = zipfile.ZipFile(BytesIO(packed({"b.xml": b"2", "a/c.xml": b"1"})))
    assert archive.namelist() == ["b.xml", "a/c.xml"]
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_lessons_are_as_new_as_the_newest_of_their_files(hostile):
    [lesson] = hostile
    os.utime(lesson.path, (5, 1_700_000_000))
    assert edited(hostile) == 1_700_000_000
