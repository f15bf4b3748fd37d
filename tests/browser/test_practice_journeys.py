"""A whole evening in the practice room, without a mouse, a script or a power supply."""

from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import PHONE
from .exercises import address, box, right, verdicts
from .practice_room import follow

NAME = """() => {
    const here = document.activeElement;
    const name = here.matches("input") ? here.name : here.textContent;
    return name.trim().replace(/\\s+/g, " ");
}"""
MOST_STOPS = 150


class Keyboard:
    """Somebody who has nothing but the keys.

    Scripts, where there are any, lead the focus to what is new: that is waited for.
    """

    def __init__(self, page, scripts=True):
        self.page, self.scripts = page, scripts

    def led_to(self, place):
        self.page.wait_for_selector(f"{place}:focus" if self.scripts else place)
        self.page.wait_for_load_state()

    def to(self, name):
        """Press Tab until what has the focus is called so."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(NAME).startswith(name):
                return
        raise AssertionError(f"no stop of the Tab key is called {name}")

    def press(self, name, key="Enter"):
        self.to(name)
        self.page.keyboard.press(key)

    def follow(self, name):
        """Press what leads to another page, and wait until all of that is there."""
        self.to(name)
        with self.page.expect_event("load"):
            self.page.keyboard.press("Enter")

    def type_in(self, boxes):
        """Type into boxes, and press Enter in the last."""
        for name, text in boxes.items():
            self.to(f"box:{name}")
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def solve(self):
        """Fill in the exercise that is on the page."""
        at = urlsplit(self.page.url)
        label, seed = at.path.rpartition("/")[2], parse_qs(at.query)["seed"][0]
        self.type_in(right(label, seed))
        self.led_to("#end")


def do_session(page, keys):
    """All cards and exercises of a session; how many of each."""
    cards = exercises = 0
    while not page.get_by_role("heading", name="Done for now").count():
        if page.locator(".card").count():
            page.wait_for_selector("summary:focus")
            page.keyboard.press("Space")
            keys.led_to(".back")
            keys.follow("Knew it")
            cards += 1
        else:
            keys.solve()
            keys.follow("Go on")
            exercises += 1
    return cards, exercises


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_first_evening_by_keyboard_alone(room, visit, scripts):
    page = visit(room, "/", scripts=scripts)
    keys = Keyboard(page, scripts)
    keys.follow("Read the first lesson")
    keys.press("Show answer to question 2")
    page.get_by_text("The cost is nested.").wait_for()
    keys.follow("Work it out")
    keys.type_in({"dC/da3": "1"})
    page.locator(".told").get_by_text("left out the 2 in front").first.wait_for()
    page.wait_for_load_state()
    keys.press("Hint for dC/da3")
    page.locator(".hint").get_by_text("Hint 1").wait_for()
    page.wait_for_load_state()
    keys.solve()
    assert page.get_by_role("heading", name="right").is_visible()
    keys.follow("Numbers that tell them apart")
    assert "seed=printed" not in page.url and verdicts(page) == {}
    keys.follow("Backsweep")
    keys.follow("Begin")
    cards, exercises = do_session(page, keys)
    assert cards >= 9 and exercises >= 1
    keys.follow("Progress")
    assert page.get_by_text("You hold about").is_visible()


def begin(page):
    follow(page, "Begin", "button")


def know_it(page):
    page.get_by_text("Show answer").click()
    follow(page, "Knew it", "button")


def test_all_that_was_acknowledged_outlives_a_power_cut(room, visit):
    page = visit(room, "/")
    begin(page)
    know_it(page)
    page.goto(address("worked-chain", "printed"))
    box(page, "a1").fill("1")
    box(page, "a1").press("Enter")
    page.get_by_role("status").get_by_text("a1: right.").wait_for()
    room.kill()
    room.reopen()
    page = visit(room, address("worked-chain", "printed"))
    assert verdicts(page) == {"a1": "right"}
    page.goto("/progress")
    assert page.get_by_text("You hold about 1 of").is_visible()


def test_the_explorer_tells_that_the_room_is_away_and_goes_on_when_it_is_back(
    room, visit
):
    page = visit(room, "/explorer?step=0")
    room.kill()
    page.keyboard.press("ArrowRight")
    page.get_by_role("alert").get_by_text("does not answer").wait_for()
    room.reopen()
    page.keyboard.press("ArrowRight")
    page.get_by_text("1 of 11").wait_for()
    assert page.get_by_role("alert").count() == 0


def test_two_tabs_of_a_session_count_a_card_once(room, visit):
    one = visit(room, "/")
    begin(one)
    other = one.context.new_page()
    other.goto("/session")
    for page in (one, other):
        know_it(page)
    assert one.reload() and other.reload()
    assert len({page.locator(".front").inner_text() for page in (one, other)}) == 1
    one.goto("/progress")
    assert one.get_by_text("You hold about 1 of").is_visible()


def test_nothing_is_in_the_way_of_a_session(room, visit, obstacles):
    page = visit(room, "/", PHONE)
    begin(page)
    assert obstacles(page) == {}
    do_session(page, Keyboard(page))
    assert obstacles(page) == {}
