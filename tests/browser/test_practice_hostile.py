"""A lesson from a stranger who wants to run something: nothing of it runs."""

import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from .practice_room import PracticeRoom, follow

LESSON = Path(__file__).parent.parent / "practice" / "server" / "hostile.md"
NAMES = ["hostile", "\"><img src=x onerror=ran('name')>"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="ran(1)"><script>ran(2)</script>'
ALARM = "window.met = []; window.ran = one => met.push(one)"
EXERCISE = "/lesson/hostile/exercise/alert"
MOST = 60

TOUCHED = """() => {
    document.querySelectorAll("details").forEach(one => one.open = true);
    document.querySelectorAll("main *").forEach(one => {
        for (const kind of ["mouseover", "focus", "click", "toggle", "error"])
            one.dispatchEvent(new Event(kind));
    });
    return met;
}"""
FOREIGN = """() => [
    ...document.querySelectorAll("script:not([src^='/static/']), iframe, object, base"),
    ...document.querySelectorAll("embed, meta[http-equiv], form[action^='http']"),
    ...[...document.querySelectorAll("*")].filter(one =>
        [...one.attributes].some(({name}) => name.startsWith("on"))),
    ...[...document.querySelectorAll("[href]")].filter(one =>
        !/^(http:|https:|mailto:)/.test(new URL(one.getAttribute("href"), location))),
    ...document.querySelectorAll("math [href], maction, annotation-xml"),
].map(one => one.outerHTML)"""
LINKS = """() => [...document.querySelectorAll("a[href]:not([download])")]
    .filter(one => one.origin === location.origin && !one.pathname.endsWith(".md"))
    .map(one => one.pathname + one.search)"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name in NAMES:
        shutil.copy(LESSON, folder / f"{name}.md")
    (folder / "evil.svg").write_text(f"{SVG}</svg>")
    room = PracticeRoom(folder / "practice.sqlite", folder)
    yield room
    room.kill()


@pytest.fixture
def page(browser, room):
    """A page; whatever runs there, asks elsewhere or has to be stopped fails its test.

    What the policy has to stop is complained of in the console, and should not have
    come through at all.
    """
    context = browser.new_context(base_url=room.address)
    context.add_init_script(ALARM)
    page, trouble = context.new_page(), []
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("console", lambda said: trouble.append(said.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("popup", lambda popup: trouble.append(popup.url))
    page.on("request", lambda asked: trouble.append(asked.url))
    yield page
    context.close()
    ours = room.address, "Failed to load resource"
    assert [one for one in trouble if not one.startswith(ours)] == []


def found(page):
    """What stands on the page and could run, and what has run."""
    return page.evaluate(FOREIGN) + page.evaluate(TOUCHED)


def test_no_page_of_a_hostile_lesson_runs_anything(page):
    met, ahead = set(), ["/", f"{EXERCISE}/bug", f"{EXERCISE}/predict"]
    while ahead and len(met) < MOST:
        path = ahead.pop(0)
        met.add(path)
        page.goto(path)
        assert found(page) == []
        ahead += sorted({*page.evaluate(LINKS)} - met - {*ahead})
    kinds = ("/cards/1", "/cards/print", "/exercise/alert", "/progress", "/lab")
    assert all(any(kind in path for path in met) for kind in kinds)
    assert all(
        any(name in unquoted for unquoted in map(unquote, met)) for name in NAMES
    )


def test_nor_does_a_session_of_it(page):
    page.goto("/")
    follow(page, "Begin", "button")
    assert found(page) == []


def test_nor_does_a_picture_that_is_opened_alone(browser, room):
    with browser.new_context(base_url=room.address) as context:
        context.add_init_script(ALARM)
        page = context.new_page()
        assert page.goto("/beside/hostile/evil.svg").status == 200
        assert page.evaluate("met") == []
