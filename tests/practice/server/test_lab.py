"""The vanishing lab and the explorer as pages that answer to their addresses."""

import html
import re
import time
from random import Random

import pytest

from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.store import Store
from backsweep.practice.server.app import create_app
from backsweep.practice.server.pages.lab import KINDS, setting

from .rooms import Clock, Visitor


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("room") / "practice.sqlite") as store:
        yield Visitor(create_app(own_course(), store, clock=Clock(), random=Random(0)))


def words(answer):
    return html.unescape(re.sub(r"<[^>]+>", "", answer.text))


def test_at_first_the_lab_has_the_lessons_numbers(visitor):
    told = words(visitor.get("/lab"))
    assert "receives 0.031 of the desire at the output, 32 times less" in told


def test_the_address_says_what_is_shown(visitor):
    told = words(visitor.get("/lab?kind=plain&factor=1/2&depth=10"))
    assert "receives 0.00098" in told and "1024 times less" in told
    assert "10⁻" in told


@pytest.mark.parametrize(
    "address, trouble",
    [
        ("/lab?depth=99", "use a number from 1 to 60"),
        ("/lab?depth=2.5", "use a whole number"),
        ("/lab?factor=half", "half is not a plain number"),
        ("/lab?kind=tanh&spread=-1", "use a number from 0 to 4"),
    ],
)
def test_a_number_that_cannot_be_used_is_told_at_its_box(visitor, address, trouble):
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert trouble in words(answer)
    assert answer.text.count('aria-invalid="true"') == 1


def test_what_was_typed_stays_as_it_was_typed(visitor):
    assert 'value="3/4"' in visitor.get("/lab?factor=3/4").text


def test_an_unknown_kind_is_the_plain_one():
    assert setting({"kind": "magic"}).kind == "plain"


def test_a_network_is_shown_next_to_theory(visitor):
    answer = visitor.get("/lab?kind=selu&depth=20")
    assert "Theory says" in words(answer) and 'class="band"' in answer.text
    assert "Theory says" not in words(visitor.get("/lab?kind=plain"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_network_answers_at_once(visitor, kind):
    address = f"/lab?kind={kind}&depth=60&width=64&factor=1/3"
    visitor.get(address)
    spent = []
    for _ in range(5):
        begun = time.process_time()
        visitor.get(address)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.05
