"""The practice room as a process of its own, and how one gets about in it."""

import subprocess
import sys

PROGRAM = """
import sys
from pathlib import Path
from backsweep.practice.lesson.course import own_course, read_course
from backsweep.practice.memory.store import Store
from backsweep.practice.server.serving import serve
course = read_course(Path(sys.argv[3])) if sys.argv[3] else own_course()
with Store(sys.argv[1]) as store:
    serve(course, store, port=int(sys.argv[2]), open_browser=False)
"""


class PracticeRoom:
    """A room that remembers in ``file``; ``address`` is where it is.

    Its lessons are those in ``folder``, or else the package's own.
    """

    def __init__(self, file, folder=""):
        self.file, self.folder = file, folder
        self.open()

    def open(self, port=0):
        command = [sys.executable, "-c", PROGRAM, self.file, str(port), self.folder]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split()[-1].rstrip("/")

    def kill(self):
        """As a power cut would: with SIGKILL."""
        self.process.kill()
        self.process.communicate()

    def reopen(self):
        """Open again at the same address, for the tabs that are still there."""
        self.open(int(self.address.rpartition(":")[2]))


def follow(page, name, role="link"):
    """Click what leads to another page, and wait until all of that is there."""
    with page.expect_event("load"):
        page.get_by_role(role, name=name, exact=True).click()
