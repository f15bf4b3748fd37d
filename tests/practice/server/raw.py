"""Requests as they come over the wire, which no client would send."""

import asyncio
from dataclasses import dataclass
from urllib.parse import unquote

HOST = (b"host", b"localhost:8123")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    error: Exception | None

    @property
    def html(self):
        kind = self.headers.get("content-type", "")
        return self.body.decode() if kind.startswith("text/html") else ""


def asked(app, method, path, query=b"", headers=(HOST,), body=b""):
    """What ``app`` answers to bytes of a request; its server made a scope of them."""
    scope = {
        "type": "http",
        "method": method,
        "path": unquote(path.decode("ascii")),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": list(headers),
        "scheme": "http",
        "server": ("127.0.0.1", 8123),
        "client": ("127.0.0.1", 50000),
        "http_version": "1.1",
    }
    return asyncio.run(_answer(app, scope, body))


async def _answer(app, scope, body):
    incoming = [{"type": "http.request", "body": body}]
    sent, error = [], None

    async def receive():
        return incoming.pop() if incoming else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception as broken:  # the server prints it; its answer has been sent
        error = broken
    start, *rest = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    whole = b"".join(one.get("body", b"") for one in rest)
    return Answer(start["status"], headers, whole, error)
