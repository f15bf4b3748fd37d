"""The lab, the explorer and the two other items, as they are used."""

from functools import partial

import pytest

from backsweep.practice.items.bug import Truth, bug
from backsweep.practice.lesson.course import own_course
from backsweep.practice.mistakes.known import mistakes_of

from .conftest import LOOKS, PHONE
from .practice_room import follow

AT = "/lesson/backpropagation/exercise/worked-chain"
BUG, PREDICT = f"{AT}/bug?seed=abc234", f"{AT}/predict?seed=abc234"
HERE = bug(mistakes_of(own_course().lessons[0].tasks[0].graph), "abc234")
PAGES = [
    "/lab",
    "/lab?kind=sigmoid&depth=60",
    "/lab?depth=99&factor=half",
    "/explorer",
    "/explorer?step=6&chain=w1&given.w2=two",
    "/explorer?network=activations/relu-chain&step=7",
    "/explorer?network=matrices/two-layers",
    BUG,
    PREDICT,
    "/lesson/matrices/exercise/two-layers/bug?seed=abc234",
]


@pytest.fixture
def visit(visit, calm_room):
    """``visit(path, width, dark)``: a page of the one room."""
    return partial(visit, calm_room)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_learners_way(visit, obstacles, path, look):
    assert obstacles(visit(path, *look)) == {}


def find(page):
    page.locator("[name=line]").first.check()
    page.get_by_label("The right number there").fill("1")
    follow(page, "Check", "button")
    return "The bug is elsewhere"


def predict(page):
    for question in page.locator(".question").all():
        question.locator("input").first.check()
    follow(page, "Run it", "button")
    return "What came out"


@pytest.mark.parametrize("path, answer", [(BUG, find), (PREDICT, predict)])
@pytest.mark.parametrize("look", LOOKS)
def test_nor_is_anything_in_what_is_answered(visit, obstacles, path, answer, look):
    page = visit(path, *look)
    assert page.get_by_role("heading", name=answer(page)).is_visible()
    assert obstacles(page) == {}


@pytest.mark.parametrize("path, answer", [(BUG, find), (PREDICT, predict)])
def test_both_items_without_scripts(visit, path, answer):
    page = visit(path, PHONE, scripts=False)
    assert page.get_by_role("heading", name=answer(page)).is_visible()


def test_a_bug_by_keyboard_alone(visit):
    page = visit(BUG)
    page.get_by_label("The right number there").focus()
    page.keyboard.type(str(HERE.right))
    page.locator("[name=line]").first.focus()
    for _ in range([line.truth for line in HERE.lines].index(Truth.WRONG)):
        page.keyboard.press("ArrowDown")
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Found, and put right").is_visible()


def said_to_be(page, number):
    page.locator("#said", has_text=number).wait_for()


def test_a_slider_moves_the_curve(visit):
    page = visit("/lab")
    before = page.locator(".curve .line").get_attribute("d")
    slider = page.get_by_role("slider", name="Depth in layers")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    said_to_be(page, "0.00098")
    assert page.get_by_label("Depth in layers", exact=True).input_value() == "10"
    assert page.locator(".curve .line").get_attribute("d") != before
    page.wait_for_url("**depth=10**")
    assert page.evaluate("document.activeElement.className") == "slider"


def test_another_kind_of_layer_has_other_numbers_to_set(visit):
    page = visit("/lab")
    assert not page.get_by_label("Width in neurons", exact=True).is_visible()
    page.get_by_label("Sigmoid").check()
    assert page.get_by_label("Width in neurons", exact=True).is_visible()
    page.wait_for_url("**kind=sigmoid**")
    assert not page.get_by_label("Factor", exact=True).is_visible()


def test_what_is_typed_wrongly_is_told_while_typing_goes_on(visit):
    page = visit("/lab")
    box = page.get_by_label("Factor", exact=True)
    box.fill("half")
    page.get_by_text("half is not a plain number").wait_for()
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("1/4")
    said_to_be(page, "0.00098")
    assert box.input_value() == "1/4"
    assert box.get_attribute("aria-invalid") is None
    assert page.locator("#trouble-factor").inner_text() == ""


def test_the_lab_without_scripts(visit):
    page = visit("/lab", scripts=False)
    assert not page.get_by_role("slider").first.is_visible()
    page.get_by_label("Depth in layers", exact=True).fill("10")
    page.get_by_role("button", name="Show").click()
    said_to_be(page, "0.00098")


def test_the_arrow_keys_step_the_sweep(visit):
    page = visit("/explorer?step=0")
    for number in range(1, 6):
        page.keyboard.press("ArrowRight")
        page.get_by_text(f"{number} of 11").wait_for()
    assert "← 2" in page.locator(".network").text_content()
    page.keyboard.press("ArrowLeft")
    page.get_by_text("4 of 11").wait_for()
    assert "←" not in page.locator(".network").text_content()
    page.wait_for_url("**step=4**")


def test_the_button_that_steps_keeps_the_focus(visit):
    page = visit("/explorer?step=0")
    page.get_by_role("link", name="Step", exact=True).focus()
    for number in range(1, 4):
        page.keyboard.press("Enter")
        page.get_by_text(f"{number} of 11").wait_for()
    assert page.evaluate("document.activeElement.id") == "step-on"


def test_a_weight_is_dragged_and_everything_follows(visit):
    page = visit("/explorer")
    slider = page.get_by_role("slider", name="w1")
    slider.focus()
    slider.fill("2")
    page.get_by_text("w1 = 2").wait_for()
    page.get_by_role("link", name="dC/da0 = 80").wait_for()
    assert page.locator("#box-given\\.w1").input_value() == "2"
    assert page.evaluate("document.activeElement.type") == "range"


def test_the_chain_of_a_weight_is_lit_when_it_is_chosen(visit):
    page = visit("/explorer")
    page.get_by_role("radio", name="w2").check()
    page.locator(".network.chosen").wait_for()
    assert page.locator(".connection.lit").count() == 3


def test_another_network_comes_with_its_own_numbers(visit):
    page = visit("/explorer")
    other = "Two paths to the output"
    with page.expect_event("load"):
        page.get_by_label("Network", exact=True).select_option(label=other)
    assert page.get_by_role("slider", name="w3").is_visible()
    assert "network=branches%2Ftwo-paths" in page.url


def test_the_explorer_without_scripts(visit):
    page = visit("/explorer?step=0", PHONE, scripts=False)
    follow(page, "Step")
    assert page.locator(".count").inner_text() == "1 of 11"
    page.get_by_role("textbox", name="w1").fill("1/3")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="a1 = 1/3").wait_for()


def test_what_is_worked_out_now_is_in_view_on_a_phone(visit):
    page = visit("/explorer?step=0", PHONE)
    for number in range(1, 5):
        page.keyboard.press("ArrowRight")
        page.get_by_text(f"{number} of 11").wait_for()
    box = page.locator(".network .now").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE


@pytest.mark.parametrize("moving, name", [(True, "flow"), (False, "none")])
def test_the_flow_moves_only_for_those_who_like_it(visit, moving, name):
    page = visit("/explorer?step=6", moving=moving)
    style = "one => getComputedStyle(one).animationName"
    assert page.locator(".network .flow").first.evaluate(style) == name
