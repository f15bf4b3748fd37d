"""The commands in the guides exist, with the options that they are given there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^backsweep practice.*", re.M)
NAMES = ("check", "cards", "build", "export", "import")
SHOWN = {
    command
    for page in PAGES
    for block in SHELL.findall(page.read_text())
    for command in COMMAND.findall(block)
}


def test_the_guides_show_every_command():
    assert {line.split()[2] for line in SHOWN if len(line.split()) > 2} >= {*NAMES}


@pytest.mark.parametrize("line", sorted(SHOWN))
def test_a_command_that_is_shown_has_its_options(run, line):
    words = line.split()[1:]
    name = words[:2] if words[1:2] and words[1] in NAMES else words[:1]
    code, out, _ = run(*name, "--help")
    assert code == 0
    assert {word for word in words if word.startswith("--")} <= {*out.split()}
