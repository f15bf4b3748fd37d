from __future__ import annotations

import pytest

from backsweep.practice.errors import LessonMistake
from backsweep.practice.lesson.course import own_course, read_course


def test_a_folder_is_a_course_in_the_order_of_its_names(written, tmp_path):
    written("# B", "02-b.md"), written("# A", "01-a.md"), written("x", "notes.txt")
    written("hidden", ".draft.md")
    assert [x.name for x in read_course(tmp_path)] == ["01-a", "02-b"]


def test_a_single_file_is_a_course_of_one(written):
    assert [x.title for x in read_course(written("# One"))] == ["One"]


def test_an_empty_folder_is_a_mistake(tmp_path):
    with pytest.raises(LessonMistake, match="holds no lesson"):
        read_course(tmp_path)


def test_a_path_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(LessonMistake, match="is not there") as caught:
        read_course(tmp_path / "nowhere")
    assert caught.value.cure.startswith("name a lesson file, or a folder")


def test_two_lessons_of_one_name_are_a_mistake(written, tmp_path):
    written("x", "a.md"), written("y", "A.md")
    with pytest.raises(LessonMistake, match="two lessons are called"):
        read_course(tmp_path)


def test_a_mistake_in_one_lesson_names_its_file(written, tmp_path):
    written("# A", "a.md")
    bad = written(":::{flashcard}\nQ\n:::", "b.md")
    with pytest.raises(LessonMistake) as caught:
        read_course(tmp_path)
    assert caught.value.where == f"{bad}, line 1"


def test_the_packaged_lessons_have_enough_of_everything():
    for lesson in own_course():
        assert 4 <= len(lesson.checks) <= 6, lesson.name
        assert 2 <= len(lesson.tasks) <= 3, lesson.name
        assert 6 <= len(lesson.cards) <= 9, lesson.name
