"""The room as its own process, as ``backsweep practice`` opens it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from backsweep.errors import BacksweepError
from backsweep.practice.server.serving import listening

PROGRAM = """
import sys
from backsweep.practice.lesson.pieces import Course
from backsweep.practice.memory.store import Store
from backsweep.practice.server.serving import serve
with Store(sys.argv[1]) as store:
    serve(Course(()), store, port=int(sys.argv[2]), open_browser=sys.argv[3] == "open")
"""


@contextlib.contextmanager
def opened(folder, port=0, browser="", **environment):
    """A room in a process of its own, and its address."""
    command = [sys.executable, "-c", PROGRAM, folder / "store", str(port), browser]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )
    try:
        yield process, process.stdout.readline().split()[-1]
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_it_is_there_when_its_address_is_printed(tmp_path):
    with opened(tmp_path) as (_, address):
        assert httpx.get(address).status_code == 200


def test_a_taken_port_leads_to_another(tmp_path, taken):
    with opened(tmp_path, taken) as (_, address):
        assert f":{taken}/" not in address
        assert httpx.get(address).status_code == 200


def test_ctrl_c_ends_it_quietly(tmp_path):
    with opened(tmp_path) as (process, address):
        httpx.get(address)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=10)
        assert (process.returncode, complaints) == (0, "")


def test_the_browser_is_sent_to_the_address(tmp_path):
    note = tmp_path / "asked for"
    os.mkfifo(note)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{note}"\n')
    browser.chmod(0o700)
    with opened(tmp_path, browser="open", BROWSER=str(browser)) as (_, address):
        assert note.read_text().strip() == address


def test_a_host_of_elsewhere_is_no_place_to_listen():
    with pytest.raises(BacksweepError, match=r"no socket could be opened on 192\.0\.2"):
        listening("192.0.2.1", 0)
