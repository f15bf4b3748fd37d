"""Pages in a real Chromium: light and dark, on a desktop and on a phone.

Chromium comes from the system (on Debian ``apt install chromium``), Playwright from the
``browser`` extra. Tests here are marked ``browser``, and have no network.
"""

import shutil

import pytest

DESKTOP, PHONE = 1280, 360
LOOKS = [
    pytest.param((width, dark), id=f"{name}-{'dark' if dark else 'light'}")
    for width, name in ((DESKTOP, "desktop"), (PHONE, "phone"))
    for dark in (False, True)
]


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
