"""Who may talk to the room: this machine's own browser, and no page of another site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .policy import HEADERS

KIBIBYTE = 1024
BODY = 64 * KIBIBYTE
BODIES = {"/progress/import": 64 * KIBIBYTE**2}
"""The most bytes that a request may bring, and where it may bring more."""

STRANGE = re.compile(r"charset(?!=\"?utf-8\"?\s*(;|$))", re.IGNORECASE)
"""Text in an encoding that no browser chooses; some of Python's fail in ways of their
own, or give what cannot be stored.
"""

READING = ("GET", "HEAD", "OPTIONS")
OURS = ("same-origin", "none")
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})

Refuse = Callable[[Request, int], Response]


@dataclass(frozen=True)
class Place:
    """Where the room is: the host it was told to listen on, and the port.

    >>> Place("127.0.0.1", 8123).has("localhost:8123")
    True
    >>> Place("127.0.0.1", 8123).has("rebound.example:8123")
    False
    """

    host: str
    port: int

    def has(self, host: str) -> bool:
        """Whether a request for this ``Host`` is meant for the room.

        A name that a stranger made point to this machine is not. Listening everywhere,
        the room may go by any address, as long as it is a number.
        """
        name, port = _split(host.lower())
        known = name in LOCAL or name == self.host.lower()
        anyone = self.host in EVERYWHERE and _numeric(name)
        return port == self.port and (known or anyone)


def _split(host: str) -> tuple[str, int]:
    """The name and the port; a browser leaves out port 80."""
    name, colon, port = host.rpartition(":")
    if not colon or port.endswith("]"):
        return host.strip("[]"), 80
    return name.strip("[]"), _whole(port)


def _whole(digits: str) -> int:
    """A number of few digits, or one that nothing has."""
    return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else -1


def _numeric(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


@dataclass
class Guard:
    """Lets a request in, or has it refused; every answer gets the safe headers."""

    app: ASGIApp
    place: Place
    refuse: Refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = self._objection(scope)
        app = self.refuse(Request(scope), status) if status else self.app
        await app(scope, _limited(scope, receive), _safely(send))

    def _objection(self, scope: Scope) -> int:
        """The status of a refusal, or 0 if there is nothing against the request."""
        headers = Headers(scope=scope)
        if not self.place.has(headers.get("host", "")):
            return 421
        if _foreign(headers) or (scope["method"] not in READING and _lured(headers)):
            return 403
        if _announced(headers) > _most(scope):
            return 413
        return 400 if _garbled(scope, headers) else 0


def _foreign(headers: Headers) -> bool:
    """Whether a script of another site asks. What is no browser says nothing."""
    ours = f"http://{headers['host'].lower()}"
    return headers.get("origin", ours).lower() != ours


def _lured(headers: Headers) -> bool:
    """Whether another site led here: a link may, a form with an answer may not."""
    return headers.get("sec-fetch-site", "none") not in OURS


def _garbled(scope: Scope, headers: Headers) -> bool:
    """Whether letters are sent in a way in which no browser sends them."""
    kind = headers.get("content-type", "")
    return not scope["query_string"].isascii() or bool(STRANGE.search(kind))


def _announced(headers: Headers) -> int:
    return _whole(headers.get("content-length", ""))


def _most(scope: Scope) -> int:
    return BODIES.get(scope["path"], BODY)


def _limited(scope: Scope, receive: Receive) -> Receive:
    """As ``receive``, for a body that may not have announced its size."""
    left = _most(scope)

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413)
        return message

    return counted


def _safely(send: Send) -> Send:
    """As ``send``, with the safe headers, unless the page has stricter ones."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
