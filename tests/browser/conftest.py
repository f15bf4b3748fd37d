"""Pages in a real Chromium: light and dark, on a desktop and on a phone.

Chromium comes from the system (on Debian ``apt install chromium``), Playwright from the
``browser`` extra. Tests here are marked ``browser``, and have no network.
"""

import shutil

import pytest

from .practice_room import PracticeRoom

DESKTOP, PHONE = 1280, 360
LOOKS = [
    pytest.param((DESKTOP, False), id="desktop-light"),
    pytest.param((PHONE, True), id="phone-dark"),
]
"""Both widths and both themes; no colour hangs on a width, and no width on a theme."""


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        yield running
        running.close()


@pytest.fixture
def page_of(browser):
    """``page_of(html, width, dark)``: a page, with a fragment put into one if need be.

    Nothing moves on it unless ``moving`` says so, and whatever it asks of the network
    fails the test.
    """
    contexts, asked = [], []

    def open_page(html, width=DESKTOP, dark=False, moving=False):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="no-preference" if moving else "reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(whole(html))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert asked == []


@pytest.fixture(scope="module")
def calm_room(tmp_path_factory):
    """A practice room that all tests of a file look at, and none learns in."""
    room = PracticeRoom(tmp_path_factory.mktemp("room") / "practice.sqlite")
    yield room
    room.kill()


@pytest.fixture
def room(tmp_path):
    """A practice room in which nothing was learned yet."""
    room = PracticeRoom(tmp_path / "practice.sqlite")
    yield room
    room.kill()


@pytest.fixture
def visit(browser):
    """``visit(room, path, width, dark)``: a page, in a browser of its own.

    A complaint in the browser's console fails the test, so a style or a script that the
    policy of a page forbids does; and so does a request for anything elsewhere. That a
    room which was killed does not answer is no complaint.
    """
    contexts, complaints, asked = [], [], []

    def visit(room, path, width=DESKTOP, dark=False, scripts=True, moving=False):
        context = browser.new_context(
            base_url=room.address,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="no-preference" if moving else "reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append((request.url, room.address)))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [said for said in complaints if "Failed to load" not in said] == []
    assert [url for url, home in asked if not url.startswith(home)] == []


def whole(html):
    """A document: the one given, or one around the fragment given."""
    if "<html" in html:
        return html
    return (
        '<!doctype html><html lang="en"><head><title>Drawn</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>:root { color-scheme: light dark }</style></head>"
        f"<body><main><h1>Drawn</h1>{html}</main></body></html>"
    )


@pytest.fixture
def violations():
    """``violations(page)``: what axe finds wrong by all of its rules, best none."""
    from axe_playwright_python.sync_playwright import Axe

    def found(page):
        report = Axe().run(page).response
        return [
            (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]])
            for one in report["violations"]
        ]

    return found


@pytest.fixture
def sideways():
    """``sideways(page)``: by how many pixels the page is wider than its window."""
    return lambda page: page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.fixture
def obstacles(violations, sideways):
    """``obstacles(page)``: what keeps a learner from a page, best nothing."""

    def found(page):
        moving = page.evaluate("document.getAnimations().length")
        found = {
            "violations": violations(page),
            "sideways": sideways(page),
            "moving": moving,
        }
        return {name: amount for name, amount in found.items() if amount}

    return found


@pytest.fixture
def heard():
    """``heard(page)``: all that a screen reader is told, from Chromium's own tree."""

    def heard(page):
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        told = [node for node in nodes if not node["ignored"]]
        words = (
            str(node.get(kind, {}).get("value", ""))
            for node in told
            for kind in ("name", "description", "value")
        )
        return " ".join(" ".join(words).split())

    return heard


@pytest.fixture
def tab_stops():
    """``tab_stops(page)``: the names of what the Tab key steps to, in order."""

    def stops(page):
        names, name = [], "document.activeElement.getAttribute('aria-label')"
        page.evaluate("document.activeElement.blur()")
        while len(names) < 300:
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            names.append(page.evaluate(name))
        return names

    return stops
