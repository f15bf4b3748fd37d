import re

import pytest

from backsweep.practice.server.security import BODY

from .raw import asked
from .rooms import Visitor, app_of

FORM = "application/x-www-form-urlencoded"
PAGES = [
    "/progress",
    "/",
    "/session",
    "/lesson/first",
    "/lesson/Zweite%20Stunde%3F",
    "/lesson/first/cards/1",
    "/lesson/first/cards/done",
    "/lesson/first/cards/print",
    "/lesson/first/cards/print?print=back",
    "/lesson/none",
    "/static/base.css",
    "/static/none.css",
]


@pytest.mark.parametrize(
    "host", ["localhost:8123", "127.0.0.1:8123", "[::1]:8123", "LOCALHOST:8123"]
)
def test_the_room_is_at_home_on_this_machine(visitor, host):
    assert visitor.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example:8123",
        "127.0.0.1.rebound.example:8123",
        "localhost.rebound.example:8123",
        "192.168.0.3:8123",
        "localhost:9000",
        "localhost",
        "localhost:",
        "localhost:8123:8123",
        "localhost:8123@rebound.example",
        "localhost.:8123",
        "127.1:8123",
        "0.0.0.0:8123",
        "2130706433:8123",
        "localhost:+8123",
        "localhost:" + "9" * 5000,
        "[::1",
        "[bad:8123",
        "",
    ],
)
def test_a_foreign_host_is_refused(visitor, host):
    assert visitor.get("/", headers={"Host": host}).status_code == 421


@pytest.fixture
def visitor_of(tmp_path, clock):
    rooms = []

    def visitor_of(host, port=8123):
        rooms.append(app_of(tmp_path, clock, host=host, port=port))
        return Visitor(rooms[-1])

    yield visitor_of
    for app in rooms:
        app.state.room.store.close()


@pytest.mark.parametrize(
    ("told", "host", "status"),
    [
        ("classroom.local", "classroom.local:8123", 200),
        ("classroom.local", "other.local:8123", 421),
        ("0.0.0.0", "192.168.0.3:8123", 200),
        ("0.0.0.0", "rebound.example:8123", 421),
        ("::", "[fe80::1]:8123", 200),
        ("fe80::1", "[fe80::1]:8123", 200),
        ("fe80::1", "[fe80::2]:8123", 421),
    ],
)
def test_a_room_can_be_told_to_be_elsewhere(visitor_of, told, host, status):
    assert visitor_of(told).get("/", headers={"Host": host}).status_code == status


def test_a_browser_leaves_out_port_80(visitor_of):
    visitor = visitor_of("127.0.0.1", port=80)
    assert visitor.get("/", headers={"Host": "127.0.0.1"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://other.example"},
        {"Origin": "http://localhost:9000"},
        {"Origin": "https://localhost:8123"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://localhost.:8123"},
        {"Origin": "http://127.0.0.1:8123"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8123"},
        {"Sec-Fetch-Site": "SAME-ORIGIN"},
        {"Sec-Fetch-Site": ""},
    ],
)
def test_no_other_site_can_send_an_answer(visitor, store, headers):
    answer = visitor.post("/session/begin", headers=headers)
    assert answer.status_code == 403
    assert store.sitting.last() is None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost:8123", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_the_rooms_own_pages_can(visitor, store, headers):
    answer = visitor.post("/session/begin", headers=headers)
    assert answer.status_code == 303
    assert store.sitting.last() is not None


@pytest.mark.parametrize("origin", ["https://other.example", "null", ""])
@pytest.mark.parametrize("path", ["/", "/progress/export", "/static/base.css"])
def test_no_script_of_another_site_can_read(visitor, path, origin):
    assert visitor.get(path, headers={"Origin": origin}).status_code == 403


def test_a_link_from_another_site_leads_in(visitor):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert visitor.get("/lesson/first", headers=headers).status_code == 200


def test_a_body_that_announces_too_much_is_refused(visitor):
    body = b"knew=yes&ticket=" + b"0" * BODY
    assert visitor.post("/session", content=body).status_code == 413


def test_a_body_that_announces_nothing_is_counted(visitor):
    form = {"Content-Type": FORM}

    async def pieces():
        for _ in range(BODY // 1000 + 1):
            yield b"a" * 1000

    assert visitor.post("/session", content=pieces(), headers=form).status_code == 413


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=a", FORM])
@pytest.mark.parametrize("letters", ["undefined", "idna", "utf-7", "unicode_escape"])
def test_letters_are_written_as_browsers_write_them(visitor, kind, letters):
    headers = {"Content-Type": f"{kind}; charset={letters}"}
    assert visitor.post("/session/begin", headers=headers).status_code == 400
    headers = {"Content-Type": f"{kind}; charset=UTF-8"}
    assert visitor.post("/session/begin", headers=headers).status_code == 303


OUTSIDE = [
    b"/static/../app.py",
    b"/static/%2e%2e/app.py",
    b"/static/..%5capp.py",
    b"/static//etc/passwd",
    b"/static/%00",
    b"/static/" + b"a" * 5000,
    b"/beside/first/../outside.png",
    b"/beside/first/%2e%2e/outside.png",
    b"/beside/first/%2e%2e%2foutside.png",
    b"/beside/first/link.png",
    b"/beside/..%2ffirst/inside.png",
    b"/beside/first/folder.png",
]


@pytest.mark.parametrize("path", [*OUTSIDE, b"/beside/first/%b"])
def test_no_file_is_shown_but_ours_and_the_pictures(app, tmp_path, path):
    outside = tmp_path.parent / "outside.png"
    outside.write_bytes(b"\x89PNG")
    (tmp_path / "link.png").symlink_to(outside)
    (tmp_path / "folder.png").mkdir()
    answer = asked(app, "GET", path.replace(b"%b", str(outside).encode()))
    assert answer.status == 404


def test_a_picture_that_is_opened_alone_is_no_page_of_the_room(visitor, tmp_path):
    (tmp_path / "chain.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    answer = visitor.get("/beside/first/chain.svg")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].endswith("; sandbox")


def everything(visitor):
    """Answers of all kinds: pages, refusals, errors."""
    yield from (visitor.get(path) for path in PAGES)
    yield visitor.delete("/")
    yield visitor.post("/session", data={"knew": "perhaps"})
    yield visitor.get("/", headers={"Host": "rebound.example"})
    yield visitor.post("/session", headers={"Origin": "null"})
    visitor.app.state.room.store.close()
    yield visitor.get("/")


def test_every_answer_keeps_a_browser_from_doing_more_than_showing_it(visitor):
    answers = list(everything(visitor))
    assert {one.status_code for one in answers} == {200, 400, 403, 404, 405, 421, 500}
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'; base-uri 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "no-" in answer.headers["cache-control"]
        assert "access-control-allow-origin" not in answer.headers


def test_a_page_has_neither_scripts_nor_styles_of_its_own(visitor):
    for answer in everything(visitor):
        if answer.headers["content-type"].startswith("text/html"):
            tags = " ".join(re.findall(r"<[a-z][^>]*>", answer.text))
            assert "<script>" not in tags and "<style" not in tags
            assert not re.search(r"\s(style|on\w+)\s*=", tags)
            assert "javascript:" not in tags


def test_a_lessons_html_is_text(visitor):
    read = visitor.get("/lesson/first").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in read
    listed = visitor.get("/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in listed


def test_what_broke_is_told_in_the_terminal_and_not_to_the_browser(visitor, clock):
    clock.time = "not a time"
    answer = visitor.get("/")
    assert answer.status_code == 500
    assert "Something broke" in answer.text
    assert not re.search("Error|Traceback|not a time", answer.text)
