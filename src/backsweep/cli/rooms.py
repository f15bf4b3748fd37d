"""Opening the practice room: in a browser, or here in the terminal."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .mistakes import Mistake, ours_in_one_line

if TYPE_CHECKING:
    from ..practice.lesson.pieces import Course
    from ..practice.memory.store import Store

LESSONS = ("markdown_it", "mdit_py_plugins")
MEMORY = (*LESSONS, "fsrs", "platformdirs")
SERVER = (*MEMORY, "jinja2", "python_multipart", "starlette", "uvicorn")


def serve_room(
    path: Path | None, file: Path | None, host: str, port: int, open_browser: bool
) -> None:
    """Serve the room until Ctrl-C."""
    require(SERVER)
    from ..practice.server.serving import serve

    lessons = course(path)
    with progress(file) as store:
        ours_in_one_line(
            lambda: serve(lessons, store, host, port, open_browser=open_browser)
        )


def practise_here(path: Path | None, file: Path | None) -> None:
    """A session in the terminal."""
    require(MEMORY)
    from ..practice.terminal.session import run_session

    lessons = course(path)
    with progress(file) as store:
        ours_in_one_line(lambda: run_session(lessons, store))


def course(path: Path | None) -> Course:
    """The lessons at a path, or those that come with the package."""
    require(LESSONS)
    from ..practice.lesson.course import own_course, read_course

    return ours_in_one_line(own_course if path is None else lambda: read_course(path))


def progress(file: Path | None) -> Store:
    """What was learned, opened."""
    require(MEMORY)
    from ..practice.memory.store import Store

    return ours_in_one_line(lambda: Store(file))


def require(libraries: tuple[str, ...]) -> None:
    """Raise, with the pip command, unless what is needed is installed."""
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise Mistake(
            f"the practice room needs {', '.join(missing)}: "
            'pip install "backsweep[practice]"'
        )
