import zipfile
from xml.etree import ElementTree

import pytest

from backsweep.practice.export.frozen import frozen
from backsweep.practice.export.qti import write_qti

SEEDS = ["printed", "abc234"]
CONTENT = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


@pytest.fixture(scope="module")
def package(course, tmp_path_factory):
    path = tmp_path_factory.mktemp("qti") / "course.zip"
    write_qti(course, path, SEEDS)
    with zipfile.ZipFile(path) as archive:
        return {
            name: ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
        }


def test_the_manifest_comes_first_and_names_every_file_once(package):
    manifest = package["imsmanifest.xml"]
    files = [one.get("href") for one in manifest.iter(f"{CONTENT}file")]
    assert [*package] == ["imsmanifest.xml", *files]
    assert [one.get("href") for one in manifest.iter(f"{CONTENT}resource")] == files


def test_the_manifest_has_its_parts_in_order(package):
    parts = [one.tag.removeprefix(CONTENT) for one in package["imsmanifest.xml"]]
    assert parts == ["metadata", "organizations", "resources"]
    kinds = [
        one.get("type") for one in package["imsmanifest.xml"].iter(f"{CONTENT}resource")
    ]
    assert kinds == ["imsqti_test_xmlv2p1"] + ["imsqti_item_xmlv2p1"] * (len(kinds) - 1)


def test_the_test_depends_on_all_items_and_refers_to_them(course, package):
    needed = {
        x.get("identifierref")
        for x in package["imsmanifest.xml"].iter(f"{CONTENT}dependency")
    }
    references = [*package["test.xml"].iter(f"{QTI}assessmentItemRef")]
    assert len(references) == len(needed) == len([*frozen(course, SEEDS)])
    for one in references:
        item = package[one.get("href")]
        assert item.get("identifier") == one.get("identifier") in needed


def test_each_lesson_is_a_section(course, package):
    sections = [
        x.get("title") for x in package["test.xml"].iter(f"{QTI}assessmentSection")
    ]
    assert sections[0] == "Backpropagation and the chain rule"
    assert len(sections) == len(course.lessons)


def test_what_a_file_holds_stays_text(hostile, tmp_path):
    write_qti(hostile, tmp_path / "q.zip", ["printed"])
    with zipfile.ZipFile(tmp_path / "q.zip") as archive:
        item = ElementTree.fromstring(archive.read(archive.namelist()[2]))
    assert item.get("title").startswith('Find <b>; {it} "=" #1 / 2 ]]>')
    assert item.find(f".//{QTI}b") is None


def test_the_same_lessons_give_the_same_bytes(course, tmp_path):
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    write_qti(course, one, SEEDS)
    write_qti(course, other, SEEDS)
    assert one.read_bytes() == other.read_bytes()
