"""Opening the room: a free port, the address in print, the browser once it is heard."""

from __future__ import annotations

import contextlib
import socket
import webbrowser
from threading import Thread

import uvicorn
from starlette.applications import Starlette

from ...errors import BacksweepError
from ..lesson.pieces import Course
from ..memory.store import Store
from .app import create_app

HOST, PORT = "127.0.0.1", 8123
NEAREST = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Where a room that listens everywhere is met on its own machine."""

PATIENCE = 2
"""Seconds that open requests get to finish after Ctrl-C."""


def serve(
    course: Course,
    store: Store,
    host: str = HOST,
    port: int = PORT,
    *,
    open_browser: bool = True,
) -> None:
    """Serve the room until Ctrl-C; if ``port`` is taken, at the next free one."""
    with listening(host, port) as ear:
        port = ear.getsockname()[1]
        address = f"http://{spelled(host)}:{port}/"
        print(f"The practice room is open at {address}\nCtrl-C closes it.", flush=True)
        if open_browser:
            _open(address)
        _run(create_app(course, store, host=host, port=port), ear)


def _open(address: str) -> None:
    """Aside from the server: some browsers keep whoever opens them until they end."""
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _run(app: Starlette, ear: socket.socket) -> None:
    settings = uvicorn.Config(
        app,
        log_level="warning",
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[ear])


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes requests from now on, at ``port`` or any free one.

    A browser that comes before the room is ready waits in its queue.

    >>> with listening("127.0.0.1", 0) as first:
    ...     taken = first.getsockname()[1]
    ...     with listening("127.0.0.1", taken) as second:
    ...         second.getsockname()[1] == taken
    False
    """
    for wanted in (port, 0):
        with contextlib.suppress(OSError, OverflowError):
            return _prompt(socket.create_server((host, wanted), family=_family(host)))
    raise BacksweepError(
        f"no socket could be opened on {host}",
        where="the practice room's server",
        why="the host must be a name or an address of this machine",
        cure=f"leave the host out, for {HOST}",
    )


def _prompt(ear: socket.socket) -> socket.socket:
    """Let small pieces leave at once: held back, they cost a page 40 ms."""
    ear.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    return ear


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def spelled(host: str) -> str:
    """The host as an address in a browser has it.

    >>> spelled("::1"), spelled("0.0.0.0")
    ('[::1]', '127.0.0.1')
    """
    name = NEAREST.get(host, host)
    return f"[{name}]" if ":" in name else name
