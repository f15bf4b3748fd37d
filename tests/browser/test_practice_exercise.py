"""An exercise as it is worked: by keyboard, without scripts, in two tabs, cut off."""

import io

import pytest
from pypdf import PdfReader

from .conftest import LOOKS, PHONE
from .exercises import TASKS, address, box, right, verdicts
from .practice_room import follow

CHAIN = "/lesson/backpropagation/exercise/worked-chain?seed=printed"
RIGHT = dict(
    zip(
        ("a1", "a2", "a3", "C", "dC/da3", "da3/da2", "da2/da1", "da1/dw1"),
        ("1", "2", "4", "1", "2", "2", "2", "1"),
        strict=True,
    )
)
ANSWERS = {"dC/dw1": "8", "da3/dw3": "2", "dC/dw3": "4", "w1_new": "0.2"}


def type_in(page, boxes):
    """Type into boxes, and press Enter in each; wait until all have their marks."""
    for name, text in boxes.items():
        box(page, name).fill(text)
        box(page, name).press("Enter")
        page.wait_for_function(
            "name => document.getElementsByName(name)[0].dataset.verdict !== 'empty'",
            arg=f"box:{name}",
        )
    return page


def focused(page):
    return page.evaluate("document.activeElement.name ?? document.activeElement.id")


WORKED = {
    "fresh": (CHAIN, {}),
    "several ways": (CHAIN, {"a1": "1", "dC/dw1": "4"}),
    "follows": (CHAIN, {"a1": "1", "a2": "3", "a3": "6", "C": "nine"}),
    "hint": (CHAIN, {"a1": "?"}),
    "complete": (CHAIN, RIGHT | ANSWERS),
    "matrix": (address("two-neurons"), {"z[0]": "5", "dC/dW[0,1]": "40"}),
    "branches": (address("two-paths"), {"dC/ds": "14", "dC/dw1": "140"}),
    "activations": (address("tanh-chain"), {"z1": "0.5", "da1/dz1": "1"}),
    "five factors": (address("vanishing-chain"), {"da5/da4": "5"}),
}


@pytest.mark.parametrize("state", WORKED)
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_learners_way(room, visit, obstacles, state, look):
    path, typed = WORKED[state]
    page = visit(room, path, *look)
    for name, text in typed.items():
        box(page, name).fill(text)
    page.get_by_role("button", name="Check").click()
    page.evaluate("sending")
    assert obstacles(page) == {}


@pytest.mark.parametrize("label", TASKS)
def test_every_exercise_by_keyboard_alone(room, visit, label):
    page, numbers = visit(room, address(label)), right(label)
    page.locator(".box input").first.focus()
    for _ in numbers:
        page.keyboard.type(numbers[focused(page).removeprefix("box:")])
        page.keyboard.press("Enter")
    page.wait_for_selector("#end:focus")
    assert page.get_by_role("heading", name="right").is_visible()


def test_enter_stays_at_what_is_wrong_and_then_goes_on(room, visit):
    page = visit(room, CHAIN)
    type_in(page, {"a1": "7"})
    assert focused(page) == "box:a1"
    assert page.get_by_role("status").inner_text().startswith("a1: not yet.")
    page.keyboard.press("Enter")
    assert focused(page) == "box:a2"


def test_a_box_is_checked_when_it_is_left_and_nothing_else_moves(room, visit):
    page = visit(room, CHAIN)
    box(page, "a1").fill("1")
    box(page, "a2").click()
    page.keyboard.type("2")
    page.wait_for_selector('[name="box:a1"][data-verdict="right"]')
    assert focused(page) == "box:a2" and box(page, "a2").input_value() == "2"
    assert page.get_by_role("status").inner_text() == "a1: right."


SLOW = """() => {
    const ask = fetch, wait = new Promise(end => { window.hasten = end; });
    window.fetch = (...all) => wait.then(() => ask(...all));
}"""


def slow(page):
    """A page whose room does not answer before it is made to ``hasten()``."""
    page.evaluate(SLOW)
    return page


def test_half_a_number_is_no_answer_yet(room, visit):
    page = slow(visit(room, CHAIN))
    for name, text in {"a1": "1", "a2": "2"}.items():
        box(page, name).fill(text)
        box(page, name).blur()
    box(page, "C").press_sequentially("-")
    page.evaluate("hasten(), sending")
    assert verdicts(page) == {"a1": "right", "a2": "right"}
    assert box(page, "C").input_value() == "-" and focused(page) == "box:C"


def test_who_types_on_is_not_kept_waiting(room, visit):
    page = slow(visit(room, CHAIN))
    box(page, "a1").focus()
    for text in ("1", "3"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.keyboard.type("4")
    page.evaluate("hasten(), sending")
    assert verdicts(page) == {"a1": "right", "a2": "wrong"}
    assert focused(page) == "box:a3" and box(page, "a3").input_value() == "4"


def test_a_hint_that_comes_late_does_not_lead_back(room, visit):
    page = slow(visit(room, CHAIN))
    box(page, "a1").press("?")
    box(page, "a2").press_sequentially("2")
    page.evaluate("hasten(), sending")
    page.get_by_text("Hint 1").wait_for()
    assert focused(page) == "box:a2" and box(page, "a2").input_value() == "2"


def test_a_button_that_goes_away_while_it_is_pressed_leads_to_the_end(room, visit):
    *others, last = (RIGHT | ANSWERS).items()
    page = type_in(visit(room, CHAIN), dict(others))
    box(page, last[0]).fill(last[1])
    page.get_by_role("button", name="Check").hover()
    page.mouse.down()
    page.wait_for_selector("#end")
    page.mouse.up()
    assert focused(page) == "end"


def test_a_verdict_belongs_to_its_box(room, visit):
    page = type_in(visit(room, CHAIN), {"dC/da3": "1"})
    told = box(page, "dC/da3").evaluate(
        "one => one.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' ')"
    )
    assert "not yet" in told and "left out the 2 in front" in " ".join(told.split())


def test_hints_by_key_and_by_button(room, visit):
    page = visit(room, CHAIN)
    box(page, "da3/da2").focus()
    page.keyboard.press("?")
    page.get_by_text("Hint 1").wait_for()
    assert focused(page) == "box:da3/da2" and box(page, "da3/da2").input_value() == ""
    page.locator(".line:focus-within .help").click()
    page.get_by_text("Hint 2").wait_for()
    assert page.get_by_role("status").inner_text().startswith("da3/da2: ")


def test_without_scripts(room, visit):
    page = visit(room, CHAIN, PHONE, scripts=False)
    box(page, "a1").fill("1")
    box(page, "dC/dw1").fill("4")
    with page.expect_event("load"):
        box(page, "dC/dw1").press("Enter")
    assert page.get_by_text("comes about in").is_visible()
    assert verdicts(page) == {"a1": "right", "dC/dw1": "wrong"}
    for name, text in (RIGHT | ANSWERS).items():
        box(page, name).fill(text)
    follow(page, "Check", "button")
    page.get_by_text("Every step, worked out").click()
    assert page.locator(".worked").is_visible()


def test_a_reload_in_the_middle_keeps_what_was_typed(room, visit):
    page = type_in(visit(room, CHAIN), {"a1": "1", "a2": "3"})
    box(page, "a3").press_sequentially("6")
    page.reload()
    assert verdicts(page) == {"a1": "right", "a2": "wrong"}
    assert [box(page, name).input_value() for name in ("a1", "a2", "a3")] == [*"136"]


def test_a_room_that_is_killed_loses_nothing(room, visit):
    page = type_in(visit(room, CHAIN), {"a1": "1"})
    room.kill()
    box(page, "a2").fill("2")
    box(page, "a2").press("Enter")
    page.get_by_role("alert").wait_for()
    assert box(page, "a2").input_value() == "2"
    room.reopen()
    type_in(page, {"a3": "4"})
    assert verdicts(page) == dict.fromkeys(("a1", "a2", "a3"), "right")
    assert page.get_by_role("alert").count() == 0


def test_two_tabs_agree(room, visit):
    one = visit(room, CHAIN)
    other = one.context.new_page()
    other.goto(CHAIN)
    type_in(one, {"a1": "1"})
    type_in(other, {"a2": "2"})
    assert verdicts(other) == {"a1": "right", "a2": "right"}
    assert box(other, "a1").input_value() == "1"


def test_the_same_numbers_once_more(room, visit):
    page = visit(room, CHAIN)
    for name, text in ANSWERS.items():
        box(page, name).fill(text)
    page.get_by_role("button", name="Check").click()
    follow(page, "These again", "button")
    assert verdicts(page) == {} and box(page, "w1_new").input_value() == ""


SMALL = """all => all.map(one => [one.name, one.getBoundingClientRect()])
    .filter(([_, it]) => it.width && (it.height < 44 || it.width < 44))
    .map(([name]) => name)"""


def test_a_thumb_hits_what_it_aims_at(room, visit):
    page = visit(room, CHAIN, PHONE)
    touched = "input:not([type=hidden]), .bar button, .bar summary"
    assert page.eval_on_selector_all(touched, SMALL) == []


@pytest.mark.parametrize("label", TASKS)
def test_no_width_is_too_narrow(room, visit, sideways, label):
    page = visit(room, address(label, "aaaa2b"), scripts=False)
    for name, number in right(label, "aaaa2b").items():
        box(page, name).fill(number)
    follow(page, "Check", "button")
    page.get_by_text("Every step, worked out").click()
    for width in (360, 600, 900, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) == 0


def test_on_paper_there_are_boxes_and_no_buttons(room, visit):
    page = type_in(visit(room, CHAIN), {"a1": "1", "dC/da3": "1"})
    paper = PdfReader(io.BytesIO(page.pdf()))
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in paper.pages)
    assert "left out the 2" in words and "Work a chain" in words
    assert "Hint" not in words and "Solution" not in words
