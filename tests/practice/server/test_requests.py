"""Whatever is sent to any page: an answer comes back soon, and does nobody harm."""

import contextlib
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.lesson.course import own_course
from backsweep.practice.lesson.pieces import Course
from backsweep.practice.lesson.reading import read_lesson
from backsweep.practice.memory.portable import exported
from backsweep.practice.memory.store import Store
from backsweep.practice.server.app import FAMILIES, create_app

from .raw import HOST, asked
from .rooms import Clock

HOSTILE = read_lesson(Path(__file__).parent / "hostile.md")
COURSE = Course((own_course().lessons[0], HOSTILE))
ROUTES = [route for family in FAMILIES for route in family.routes]
METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "get", "\0"]
PATIENCE = 2.0
fuzzed = settings(max_examples=200, deadline=None)

KNOWN = {
    "name": [lesson.name for lesson in COURSE],
    "label": [task.label for lesson in COURSE for task in lesson.tasks],
    "number": ["1", "2"],
    "path": ["x.png", "evil.svg"],
}
"""What stands in the addresses of pages; other parts of them are made up."""

NASTY = [
    '<zq onzq="1">',
    '"><zq>',
    "'><zq onzq=1 x='",
    '" onzq="1',
    "</title></script></style></textarea><zq>",
    "{{ 7 * 7 }}{% zq %}",
    "&lt;zq&gt;",
    "javascript:zq",
    "../../etc/passwd",
    "\0",
    "\r\nset-cookie: zq=1",
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{COMBINING ACUTE ACCENT}",
    "a" * 5000,
]
ANSWERS = ["yes", "printed", "abc234", "0" * 16, "-8", "1/2", "1/0", "1e999999999"]
HARD = ["2^-5", "9^9^9^9", "2**(2**(2**99999))", "(" * 2000, "9" * 6000, "1/" * 900]
HALF = b"\xed\xa0\x80"
ODD = st.binary(max_size=30) | st.sampled_from([HALF, HALF + b".png", b"..%2fapp.py"])
texts = st.sampled_from(NASTY + ANSWERS + HARD) | st.text(max_size=20)


@contextlib.contextmanager
def opened():
    """A room that remembers as long as it is open."""
    with (
        TemporaryDirectory() as folder,
        Store(Path(folder) / "practice.sqlite") as store,
    ):
        yield create_app(COURSE, store, clock=Clock(), random=Random(0))


@pytest.fixture(scope="module")
def app():
    with opened() as app:
        yield app


def page(app, route, query=b"seed=printed"):
    return asked(app, "GET", address(route, first), query)


def first(parameter):
    return KNOWN.get(parameter, ["x"])[0]


def address(route, fill):
    return re.sub(
        r"{(\w+)(?::\w+)?}", lambda found: quote(fill(found[1])), route.path
    ).encode()


class Fields(HTMLParser):
    """The names and values of what the forms of a page send."""

    def __init__(self, html):
        super().__init__()
        self.pairs = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        stated = dict(attributes)
        if tag != "meta" and "name" in stated:
            self.pairs.append((stated["name"], stated.get("value") or ""))


def fields(app, route, query=b"seed=printed"):
    return Fields(page(app, route, query).html).pairs


def names():
    """Of all fields that the pages have."""
    with opened() as app:
        return sorted({name for route in ROUTES for name, _ in fields(app, route)})


@st.composite
def addresses(draw):
    """Mostly addresses of pages, some with odd parts, and now and then any bytes."""
    if draw(st.integers(0, 3)) == 0:
        start = draw(st.sampled_from(["/", "/static/", "/beside/hostile/"]))
        return f"{start}{quote_from_bytes(draw(ODD), '/.%')}".encode()
    route = draw(st.sampled_from(ROUTES))

    def fill(parameter):
        known = st.sampled_from(KNOWN.get(parameter, ["x"]))
        return draw(known | known | texts)

    return address(route, fill)


NAMES = names()
pairs = st.lists(
    st.tuples(st.sampled_from(NAMES) | st.text(max_size=5), texts), max_size=8
)
queries = pairs.map(lambda pairs: urlencode(pairs).encode()) | st.binary(max_size=30)
KINDS = [
    b"application/x-www-form-urlencoded",
    b"multipart/form-data; boundary=a",
    b"multipart/form-data",
    b"application/json",
    b"text/html",
    b"multipart/form-data; boundary=a; charset=utf-7",
    b"multipart/form-data; boundary=a; charset=undefined",
    b"multipart/form-data; boundary=a; charset=a\0b",
    b"application/x-www-form-urlencoded; charset=utf-8",
]


def multipart(pairs, end=b"--a--\r\n"):
    """A form as browsers send it with files, each field a file if its text is long."""
    parts = (
        b'--a\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
        % (name.encode(), b'; filename="x"' if len(text) > 9 else b"", text.encode())
        for name, text in pairs
    )
    return b"".join(parts) + end


bodies = st.one_of(
    pairs.map(lambda pairs: urlencode(pairs).encode()),
    pairs.map(multipart),
    pairs.map(lambda pairs: multipart(pairs, end=b"")),
    st.binary(max_size=200),
    st.sampled_from([b"a=" + b"x" * 60_000, b"a&" * 30_000, b"%" * 9_000, b"--a" * 99]),
    st.sampled_from([b'{"item": 1}', b"[" * 50_000]),
)
HEADERS = [b"origin", b"sec-fetch-site", b"range", b"if-modified-since", b"cookie"]
VALUES = [b"null", b"none", b"http://localhost:8123", b"bytes=9-1,0-", b"\xff" * 99]
others = st.lists(
    st.tuples(
        st.sampled_from([*HEADERS, b"accept", b"if-none-match", b"content-length"]),
        st.sampled_from(VALUES) | st.binary(max_size=20),
    ),
    max_size=3,
)
hosts = st.sampled_from(
    [b"[::1", b"localhost:" + b"9" * 5000, b"::", b"@", b"", b"\xff:8123"]
) | st.binary(max_size=20)


class Harmless(HTMLParser):
    """Fails at an element or an attribute that somebody else has written."""

    def handle_starttag(self, tag, attributes):
        assert not tag.startswith("zq"), tag
        assert tag != "script" or dict(attributes).get("src", "").startswith("/static/")
        for name, value in attributes:
            assert not name.startswith("on"), name
            assert name not in ("href", "src", "action") or "javascript:" not in value


def check(app, *request):
    """An answer has come in time; it is no breakdown, and its page runs nothing."""
    begun = time.perf_counter()
    answer = asked(app, *request)
    assert time.perf_counter() - begun < PATIENCE
    assert answer.status < 500, answer.error
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "set-cookie" not in answer.headers
    Harmless().feed(answer.html)


@fuzzed
@given(path=addresses(), query=queries, method=st.sampled_from(METHODS))
def test_no_address_breaks_the_room(app, path, query, method):
    check(app, method, path, query)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
@settings(max_examples=15, deadline=None)
@given(query=queries)
def test_no_question_breaks_a_page(app, route, query):
    check(app, "GET", address(route, first), query)


SEEDS = [b"", b"seed=printed", b"seed=abcdef"]
FORM = b"content-type", KINDS[0]
FORMS = [route for route in ROUTES if "POST" in route.methods]


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.path)
@settings(max_examples=60, deadline=None)
@given(
    picks=st.lists(st.integers(0, 99), max_size=5),
    pairs=pairs,
    query=st.sampled_from(SEEDS),
)
def test_no_answer_breaks_a_page(app, route, picks, pairs, query):
    """As the page's own form sends it, some of it doubled, some changed."""
    known = fields(app, route, query) or [("item", "")]
    chosen = [known[pick % len(known)] for pick in picks]
    form = urlencode([*known, *chosen, *pairs], errors="replace").encode()
    check(app, "POST", address(route, first), query, (HOST, FORM), form)


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.path)
@settings(max_examples=60, deadline=None)
@given(body=bodies, kind=st.sampled_from(KINDS), query=st.sampled_from(SEEDS))
def test_no_body_breaks_a_page(app, route, body, kind, query):
    headers = HOST, (b"content-type", kind)
    check(app, "POST", address(route, first), query, headers, body)


@fuzzed
@given(
    path=addresses(),
    method=st.sampled_from(METHODS),
    others=others,
    host=hosts | st.just(HOST[1]),
)
def test_no_header_breaks_the_room(app, path, method, others, host):
    check(app, method, path, b"", [(b"host", host), *others])


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_to_look_at_a_page_changes_nothing(app, route):
    store = app.state.room.store
    before = exported(store), store.sitting.last()
    for method in ("GET", "HEAD", "OPTIONS"):
        for query in (b"", b"seed=printed"):
            check(app, method, address(route, first), query)
    assert (exported(store), store.sitting.last()) == before


def test_every_page_can_be_met(app):
    """So that none of the above has only looked at refusals."""
    reads = [route for route in ROUTES if "GET" in route.methods]
    statuses = {route.path: page(app, route).status for route in reads}
    unmet = {path for path, status in statuses.items() if status >= 400}
    assert unmet == {"/beside/{name}/{path:path}"}
