"""A course as a site of plain files: no server, no JavaScript, links that are relative.

Its pages look like the room's, from the same style sheets. Where the room would draw a
fresh variant, there are a few with their answers worked out, hidden until asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from importlib.resources import files
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..lesson.pieces import Course, Lesson
from ..lesson.plain import plain
from ..server.links import link
from ..server.pages.lesson import groups
from ..server.pages.pictures import ENDINGS
from ..server.written import inlined, phrase
from ..server.written import prose as room_prose
from ..telling.words import counted
from .errors import ExportMistake
from .folder import publish
from .frozen import called, frozen

TITLE = "Practice"
SHEETS = ("base.css", "prose.css", "pieces.css", "cards.css", "icon.svg")
ROOM = "backsweep.practice.server"
PICTURE = re.compile(r'<img src="([^"]+)"')
Files = Iterator[tuple[str, bytes]]


def build_site(course: Course, folder: Path, seeds: Iterable[str]) -> None:
    """Build the site of a course in ``folder``, which is new, empty or such a site."""
    publish(folder, dict(_site(course, [*seeds])))


def _site(course: Course, seeds: list[str]) -> Files:
    one = next(iter(course))
    title = plain(one.title) if len(course.lessons) == 1 else TITLE
    about = {"root": "", "title": title, "lessons": course.lessons}
    yield "index.html", _page("index.html", about)
    yield from _styles()
    for lesson in course:
        for name, content in _lesson(lesson, title, seeds):
            yield f"{lesson.name}/{name}", content


def _styles() -> Files:
    for name in SHEETS:
        sheet = files(ROOM) / "static" / name
        yield f"style/{name}", sheet.read_bytes()
    own = files(__package__) / "templates" / "site" / "site.css"
    yield "style/site.css", own.read_bytes()


def _lesson(lesson: Lesson, title: str, seeds: list[str]) -> Files:
    """The pages of a lesson, and the pictures on them, beside each other."""
    about = {"root": "../", "title": title, "lesson": lesson}
    pages = {"index.html": _page("lesson.html", about, groups=groups(lesson))}
    if lesson.cards:
        pages["cards.html"] = _page("cards.html", about, on_paper=True)
    for task, variants in groupby(frozen([lesson], seeds), lambda one: one.task):
        page = _page("exercise.html", about, task=task, variants=[*variants])
        pages[exercise(task.label)] = page
    yield from pages.items()
    yield from _pictures(lesson, pages.values())


def _pictures(lesson: Lesson, pages: Iterable[bytes]) -> Files:
    """What the pages show of the lesson's folder, and nothing from above it."""
    folder = lesson.path.parent.resolve()
    shown = {name for page in pages for name in PICTURE.findall(page.decode())}
    for name in sorted(unquote(unescape(one)) for one in shown):
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder) and ".." not in PurePosixPath(name).parts
        if inside and path.suffix.lower() in ENDINGS and path.is_file():
            yield name, _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportMistake(
            f"the picture {path} cannot be read: {error.strerror}",
            where=str(path),
            cure="let it be read, or take it out of the lesson",
        ) from error


def _page(template: str, about: Mapping[str, object], **more: object) -> bytes:
    return _environment.get_template(template).render(about, **more).encode()


def exercise(label: str) -> str:
    """The file of an exercise.

    >>> exercise("worked-chain")
    'exercise-worked-chain.html'
    """
    return f"exercise-{label}.html"


def prose(source: str, lesson: str) -> Markup:
    """Markdown of a lesson, with its pictures beside the page.

    >>> prose("![A chain](chain.png)", "first")
    Markup('<p><img src="chain.png" alt="A chain" loading="lazy"></p>\\n')
    """
    beside = f'<img src="{link("beside", lesson)}/'
    return Markup(str(room_prose(source, lesson)).replace(beside, '<img src="'))


_environment = Environment(
    loader=ChoiceLoader(
        [PackageLoader(__package__, "templates/site"), PackageLoader(ROOM)]
    ),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "address": lambda name: quote(name, safe=""),
    "called": called,
    "counted": counted,
    "exercise": exercise,
    "inlined": inlined,
    "phrase": phrase,
    "plain": plain,
    "prose": prose,
}
