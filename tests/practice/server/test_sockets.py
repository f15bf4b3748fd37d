"""What comes over the wire and is no request: the room stays open for others."""

import contextlib
import socket
import time

import httpx
import pytest

from .test_serving import opened

MANY = 200
BROKEN = [
    b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xff" * 500,
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%zz\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20_000 + b"\r\n",
    b"A" * 300_000,
    b"POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1e9\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 18,
]
FORM = b"POST /session HTTP/1.1\r\nHost: %b\r\nContent-Length: 60000\r\n\r\nitem="


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("room")) as (process, address):
        yield process, address


@pytest.fixture
def place(room):
    """The port of the room; when a test ends, the room is alive and answers."""
    process, address = room
    yield int(address.rstrip("/").rpartition(":")[2])
    begun = time.perf_counter()
    assert httpx.get(address).status_code == 200
    assert time.perf_counter() - begun < 2
    assert process.poll() is None


def call(port):
    return socket.create_connection(("127.0.0.1", port), timeout=2)


def read(ear):
    """All that is answered until the room hangs up."""
    said = b""
    with contextlib.suppress(ConnectionError):
        while part := ear.recv(65536):
            said += part
    return said


@pytest.mark.parametrize("words", BROKEN, ids=lambda words: repr(words[:25]))
def test_what_is_no_request_is_refused(place, words):
    with call(place) as ear:
        with contextlib.suppress(OSError):
            ear.sendall(words)
            ear.shutdown(socket.SHUT_WR)
        said = read(ear)
    assert said == b"" or said.split()[1] in (b"400", b"405", b"421")


@pytest.mark.parametrize("words", [b"", b"GET / HT", FORM])
def test_who_stops_in_the_middle_keeps_nobody_waiting(place, words):
    with contextlib.ExitStack() as waiting:
        for _ in range(MANY):
            waiting.enter_context(call(place)).sendall(_filled(words, place))
        assert httpx.get(f"http://127.0.0.1:{place}/").status_code == 200


def _filled(words, port):
    return words.replace(b"%b", b"127.0.0.1:%d" % port)


def test_a_slow_caller_is_heard_to_the_end(place):
    words = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % place
    with call(place) as ear:
        for at in range(0, len(words), 5):
            ear.sendall(words[at : at + 5])
            time.sleep(0.01)
        assert read(ear).startswith(b"HTTP/1.1 200")


def test_who_hangs_up_on_an_answer_is_forgotten(place):
    for _ in range(MANY):
        with call(place) as ear:
            ear.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % place)
    assert httpx.get(f"http://127.0.0.1:{place}/").status_code == 200


def test_an_old_browser_that_names_no_host_is_refused(place):
    with call(place) as ear:
        ear.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert read(ear).split()[1] == b"421"
