"""The package's own lessons as a book, built by Sphinx itself."""

import re
import subprocess
import sys
from html import unescape

import pytest

from backsweep.practice.lesson.course import own_course

CONFIGURATION = """
extensions = ["myst_parser", "backsweep.practice.export.book"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
root_doc = "contents"
"""
LESSONS = {lesson.name: lesson for lesson in own_course()}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book whose building gave no warning."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "conf.py").write_text(CONFIGURATION)
    contents = "\n".join(["# Course", "```{toctree}", *LESSONS, "```"])
    (folder / "contents.md").write_text(contents)
    for name, lesson in LESSONS.items():
        (folder / f"{name}.md").write_text(lesson.path.read_text())
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", ".", "built"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "built"


@pytest.fixture(params=LESSONS)
def lesson(request):
    return LESSONS[request.param]


def words(html):
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def test_every_answer_is_there_and_closed_at_first(book, lesson):
    page = (book / f"{lesson.name}.html").read_text()
    answers = re.findall(r"<details class=.answer.>(.*?)</details>", page, re.DOTALL)
    closings = [task for task in lesson.tasks if task.closing]
    assert len(answers) == len(lesson.checks) + len(lesson.cards) + len(closings)
    assert all(words(one).removeprefix("Show answer") for one in answers)


def test_every_question_stands_before_its_answer(book, lesson):
    page = words((book / f"{lesson.name}.html").read_text())
    for check in lesson.checks:
        asked = re.split(r"[$*`]", check.question)[0].strip()
        assert " ".join(asked.split()) in page


def test_an_exercise_states_its_graph_and_its_numbers(book):
    page = words((book / "backpropagation.html").read_text())
    assert "Work a chain, then take a step" in page
    assert "C = (a3 - y)**2" in page and "given a0 = 1, w1 = 1, w2 = 2" in page
