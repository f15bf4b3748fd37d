"""The network explorer: every network, every step, any numbers, by address alone."""

import html
import re
from random import Random

import pytest

from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.store import Store
from backsweep.practice.server.app import create_app

from .rooms import Clock, Visitor

NETWORKS = [task.id for lesson in own_course() for task in lesson.tasks]


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("room") / "practice.sqlite") as store:
        yield Visitor(create_app(own_course(), store, clock=Clock(), random=Random(0)))


def step(answer):
    """The number worked out now, as its link says it."""
    return html.unescape(
        re.search(r'aria-label="([^"]+)"[^>]+aria-current="step"', answer.text)[1]
    )


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_of_the_lessons_is_there(visitor, network):
    answer = visitor.get(f"/explorer?network={network}")
    assert answer.status_code == 200
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="network"' in answer.text
    assert "style=" not in answer.text


def test_it_opens_with_the_lessons_chain_swept_to_its_end(visitor):
    assert step(visitor.get("/explorer")) == "dC/da0 = 8"


def test_each_step_is_an_address_and_leads_to_the_next(visitor):
    found, address = [], "/explorer?step=0"
    for _ in range(11):
        page = visitor.get(address).text
        on = re.search(r'id="step-on"[^>]+href="([^"]+)"', page)[1]
        address = "/explorer" + html.unescape(on)
        found.append(step(visitor.get(address)))
    assert found[:5] == ["a1 = 1", "a2 = 2", "a3 = 4", "C = 1", "dC/da3 = 2"]
    assert 'id="step-on"' in visitor.get(address).text
    assert not re.search(r'id="step-on"[^>]+href', visitor.get(address).text)


def test_numbers_of_the_address_go_along_from_step_to_step(visitor):
    page = visitor.get("/explorer?given.w1=1/3&step=2&chain=w2").text
    assert page.count("given.w1=1%2F3") > 5
    assert page.count("chain=w2") > 5


def test_any_fraction_is_exact(visitor):
    answer = visitor.get("/explorer?given.w1=1/3&step=10")
    assert step(answer) == "dC/dw1 = −40/3"


def test_what_cannot_be_read_is_told_at_its_box_and_the_lessons_number_is_used(visitor):
    answer = visitor.get("/explorer?given.w1=one&given.w2=5000")
    assert answer.text.count('aria-invalid="true"') == 2
    assert "use a number from −1000 to 1000" in answer.text
    assert step(answer) == "dC/da0 = 8"


def test_numbers_that_lead_nowhere_are_told(visitor):
    at = "/explorer?network=activations/sigmoid-chain&given.w1=-1000&given.a0=1000"
    answer = visitor.get(at)
    assert answer.status_code == 200
    assert "some value has no number" in answer.text


@pytest.mark.parametrize("odd", ["-1", "1e3", "99999999", "٣", ""])
def test_an_odd_step_is_the_last_or_none(visitor, odd):
    assert step(visitor.get(f"/explorer?step={odd}")) == "dC/da0 = 8"


def test_an_unknown_network_is_no_page(visitor):
    assert visitor.get("/explorer?network=no/such").status_code == 404
