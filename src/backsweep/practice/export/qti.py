"""Frozen variants as a QTI 2.1 package: a test with a section for each lesson."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from ..lesson.pieces import Course, Lesson
from ..lesson.plain import plain
from .frozen import Frozen, frozen
from .qti_item import QTI, SCHEMA, identifier, item
from .qti_xml import Element, document, element, root
from .writing import packed, write

CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
CONTENT_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
TITLE = "Backsweep"
TEST = "test.xml"


def write_qti(
    course: Course | Iterable[Lesson], path: Path, seeds: Iterable[str]
) -> None:
    """Write an item to ``path`` for each exercise and each of the ``seeds``."""
    items = list(frozen(course, seeds))
    files = {"imsmanifest.xml": _manifest(items), TEST: _test(items)}
    files |= {_file(one): item(one) for one in items}
    write(path, packed({name: document(whole) for name, whole in files.items()}))


def _file(one: Frozen) -> str:
    return f"items/{identifier(one)}.xml"


def _manifest(items: list[Frozen]) -> Element:
    """What is in the package; the test stands for its items as well."""
    needed = [element("dependency", identifierref=identifier(one)) for one in items]
    test = _resource("test", "imsqti_test_xmlv2p1", TEST, *needed)
    others = (
        _resource(identifier(one), "imsqti_item_xmlv2p1", _file(one)) for one in items
    )
    about = element(
        "metadata",
        element("schema", "QTIv2.1 Package"),
        element("schemaversion", "1.0.0"),
    )
    inside = [about, element("organizations"), element("resources", test, *others)]
    return root("manifest", CONTENT, CONTENT_SCHEMA, *inside, identifier="backsweep")


def _resource(name: str, kind: str, file: str, *needed: Element) -> Element:
    inside = [element("file", href=file), *needed]
    return element("resource", *inside, identifier=name, type=kind, href=file)


def _test(items: list[Frozen]) -> Element:
    lessons = groupby(items, lambda one: one.lesson)
    sections = (
        _section(f"section-{number}", lesson, group)
        for number, (lesson, group) in enumerate(lessons, 1)
    )
    part = element(
        "testPart",
        *sections,
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    return root("assessmentTest", QTI, SCHEMA, part, identifier="test", title=TITLE)


def _section(name: str, lesson: Lesson, items: Iterable[Frozen]) -> Element:
    references = (
        element("assessmentItemRef", identifier=identifier(one), href=_file(one))
        for one in items
    )
    title = plain(lesson.title)
    return element(
        "assessmentSection", *references, identifier=name, title=title, visible="true"
    )
