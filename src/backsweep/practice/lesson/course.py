"""Courses: the lessons that come with the package, or a teacher's own folder."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from ..errors import LessonMistake
from .pieces import Course
from .reading import read_lesson

FIRST = ("backpropagation", "activations", "branches", "matrices")
"""The packaged lessons in the order in which they build on each other."""
HOLDING = "a folder that has files ending in .md"


def own_course() -> Course:
    """The lessons of the package.

    >>> [lesson.name for lesson in own_course()]
    ['backpropagation', 'activations', 'branches', 'matrices']
    """
    with as_file(files("backsweep.practice") / "lessons") as folder:
        return Course(tuple(read_lesson(folder / f"{name}.md") for name in FIRST))


def read_course(path: Path) -> Course:
    """The lessons of a folder in the order of their names, or a single one.

    Raises the first ``LessonMistake`` of the first lesson that has any.
    """
    return Course(tuple(map(read_lesson, lesson_files(path))))


def lesson_files(path: Path) -> list[Path]:
    """The Markdown files that make up a course."""
    if path.is_file():
        return [path]
    found = sorted(one for one in path.glob("*") if _is_lesson(one))
    if not found:
        raise _empty(path)
    _check_names(found)
    return found


def _is_lesson(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix.lower() == ".md" and path.is_file() and not hidden


def _check_names(found: list[Path]) -> None:
    """Names have to differ in more than capitals, as some file systems have it."""
    seen: dict[str, Path] = {}
    for path in found:
        if other := seen.get(path.stem.lower()):
            raise LessonMistake(
                f"two lessons are called {path.stem}",
                where=f"{other} and {path}",
                why="what was learned is kept under the lesson's name",
                cure="give one of the files another name",
            )
        seen[path.stem.lower()] = path


def _empty(path: Path) -> LessonMistake:
    there = path.is_dir()
    return LessonMistake(
        f"{path} holds no lesson" if there else f"{path} is not there",
        where=str(path),
        why="a course is a folder of Markdown files, or one such file",
        cure=f"name {HOLDING}" if there else f"name a lesson file, or {HOLDING}",
    )
