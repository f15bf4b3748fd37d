"""``backsweep practice``: the room, the check, and what is made of lessons."""

import importlib.util
import io
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from backsweep.practice.memory.store import Store

TITLE = "# Chains\n\n"
CARD = """
:::{flashcard}
:label: rule
Rates do what along a chain?
---
They multiply.
:::
"""
CHAIN = """
:::{{exercise}} Work a chain
:label: chain
:graph: C = (a2 - y)**2; a2 = w2*a1; a1 = w1*a0
:given: {given}
:ask: forward, dC/dw1
First $a_1 = w_1 \\cdot a_0 = {first}$.
:::
"""
SOUND = CHAIN.format(given="a0 = 3, w1 = 5, w2 = -4, y = -57", first="5 \\cdot 3 = 15")
WRONG = SOUND.replace("= 15$", "= 16$")
HIDING = CHAIN.format(given="a0 = 1, w1 = 2, w2 = 2, y = 3", first="2 \\cdot 1 = 2")
UNREADABLE = ":::{selfcheck}\n:label: half\nOnly a question.\n:::\n"


@pytest.fixture
def lesson(tmp_path):
    """Write a lesson file of some pieces."""

    def written(*pieces, name="chains.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TITLE + "".join(pieces))
        return path

    return written


@pytest.fixture
def typing(monkeypatch):
    """Lines that will be typed."""

    def typed(*lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{x}\n" for x in lines)))

    return typed


def test_the_help_tells_of_the_room_and_of_the_commands(run):
    code, out, _ = run("practice", "--help")
    assert code == 0
    for told in ("--terminal", "--no-browser", "check", "cards", "build", "import"):
        assert told in out


@pytest.mark.parametrize("command", ["check", "cards", "build", "export", "import"])
def test_each_command_has_its_help(run, command):
    code, out, _ = run("practice", command, "--help")
    assert code == 0
    assert f"backsweep practice {command}" in out


def test_a_lesson_whose_numbers_are_right_passes(run, lesson):
    lesson(CARD, SOUND)
    code, out, _ = run("practice", "check", "chains.md")
    assert code == 0
    assert out.startswith("1 lesson, 3 numbers compared: all right")


def test_a_wrong_number_is_told_by_file_and_line(run, lesson):
    lesson(WRONG)
    code, out, _ = run("practice", "check", "chains.md")
    assert code == 1
    assert out.startswith("chains.md, line 9: 16 in ")
    assert "should be 15" in out


def test_a_mistake_of_form_is_told_with_its_cure(run, lesson):
    lesson(UNREADABLE)
    code, out, _ = run("practice", "check", "chains.md")
    assert code == 1
    assert "a selfcheck has no answer (chains.md, line 3): write question" in out


def test_a_folder_is_checked_lesson_by_lesson(run, lesson):
    lesson(SOUND, name="course/a.md")
    lesson(WRONG, name="course/b.md")
    code, out, _ = run("practice", "check", "course")
    assert code == 1
    assert "course/b.md, line 9" in out
    assert "2 lessons, 6 numbers compared: 1 wrong number" in out


def test_a_mistake_stays_on_one_line_in_a_pipe(run, lesson):
    path = lesson(WRONG, name=f"{'long' * 30}.md")
    _, out, _ = run("practice", "check", path.name)
    assert out.splitlines()[0].endswith("should be 15")


def test_an_option_that_is_none_is_told_as_such(run):
    code, _, err = run("practice", "--porrt", "3")
    assert code == 2
    assert "No such option: --porrt" in err


def test_numbers_that_hide_slips_are_told_and_do_no_harm(run, lesson):
    lesson(HIDING)
    code, out, _ = run("practice", "check", "chains.md")
    assert code == 0
    assert "the numbers of chain let wrong derivations pass as right" in out
    assert "dC/dw1 = 4" in out
    assert "you left out the factor da1/dw1" in out


def test_the_numbers_that_are_proposed_hide_nothing(run, lesson):
    lesson(HIDING)
    _, out, _ = run("practice", "check", "chains.md")
    (proposal,) = re.findall(r"none passes with (.*)", out)
    lesson(CHAIN.format(given=proposal.strip(), first="w_1 \\cdot a_0"))
    _, out, _ = run("practice", "check", "chains.md")
    assert "pass as right" not in out


def test_what_was_found_can_be_had_for_programs(run, lesson):
    lesson(WRONG, HIDING.replace("chain\n", "other\n"))
    code, out, _ = run("practice", "check", "chains.md", "--json")
    (found,) = json.loads(out)
    assert code == 1
    assert found["passed"] is False
    assert (found["wrong"][0]["line"], found["wrong"][0]["right"]) == (9, "15")
    assert found["hiding"][0]["exercise"] == "other"
    assert found["hiding"][0]["steps"][0]["derivations"][0]["id"]


MISTAKES = {
    "chekc x": "'chekc' is no command and no file: did you mean `backsweep practice "
    "check`?",
    "nowhere": "nowhere is not there: name a lesson file, or a folder that has",
    "empty": "empty holds no lesson: name a folder",
    "check empty": "empty holds no lesson: name a folder",
    "half.md": "a selfcheck has no answer (half.md, line 3): write question",
    "cards": "nothing says where the cards go: add --pdf FILE",
    "cards --back --gift x": "--back is about the PDF: add --pdf FILE",
    "cards bare.md --anki x": "there are no cards to write: add a {flashcard}",
    "cards bare.md --qti x": "there are no exercises to write: add an {exercise}",
    "cards --gift x --seed 10": "--seed 10 is no seed: take 6 of the characters",
    "cards --anki no/where.apkg": "no/where.apkg cannot be written: No such file",
    "export no/where.json --file p": "no/where.json cannot be written: No such file",
    "export all.json --file /none/q": "/none/q is not there: practise first, or name",
    "import none.json": "none.json cannot be read: No such file",
    "import half.md --file p": "the file cannot be imported: line 1, column 1 should",
    "--terminal --file empty": "progress cannot be kept in ",
}


@pytest.mark.parametrize("arguments", MISTAKES)
def test_a_mistake_gets_one_line(run, lesson, tmp_path, arguments):
    (tmp_path / "empty").mkdir()
    Store(tmp_path / "p").close()
    lesson(UNREADABLE, name="half.md"), lesson(name="bare.md")
    code, out, err = run("practice", *arguments.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"backsweep: {MISTAKES[arguments]}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "cards --gift x", "build x", "export x"])
def test_every_command_tells_what_is_not_installed(run, lesson, monkeypatch, command):
    monkeypatch.setattr("backsweep.cli.rooms.find_spec", lambda name: None)
    name, *options = command.split()
    lesson(CARD)
    code, _, err = run("practice", name, *(options or ["chains.md"]))
    assert code == 2
    assert err.startswith("backsweep: the practice room needs markdown_it, mdit_py")
    assert err.endswith('pip install "backsweep[practice]"\n')


@pytest.mark.parametrize("missing", ["fsrs", "uvicorn", "markdown_it"])
def test_what_is_not_installed_is_told_with_the_command(run, monkeypatch, missing):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "backsweep.cli.rooms.find_spec",
        lambda name: None if name == missing else found(name),
    )
    code, _, err = run("practice")
    assert code == 2
    told = f'the practice room needs {missing}: pip install "backsweep[practice]"'
    assert err == f"backsweep: {told}\n"


def test_a_session_in_the_terminal_is_kept(run, lesson, typing):
    lesson(CARD)
    typing("", "2")
    code, out, _ = run("practice", "chains.md", "--terminal", "--file", "progress")
    assert code == 0
    assert "They multiply." in out
    with Store("progress") as store:
        assert [review.item for review in store.reviews.all()] == ["chains/rule"]


def test_a_course_may_be_called_almost_like_a_command(run, lesson, typing):
    lesson(CARD, name="checks/a.md")
    typing()
    code, out, _ = run("practice", "checks", "--terminal", "--file", "progress")
    assert code == 0
    assert "1 card" in out


def test_a_pdf_without_its_library_gets_one_line(run, lesson, monkeypatch):
    lesson(CARD)
    monkeypatch.delitem(sys.modules, "backsweep.practice.export.cards_pdf", False)
    monkeypatch.setitem(sys.modules, "typst", None)
    code, _, err = run("practice", "cards", "chains.md", "--pdf", "cards.pdf")
    assert code == 2
    assert err.startswith("backsweep: a PDF of cards needs typst")
    assert err.endswith('pip install "backsweep[pdf]"\n')
    assert err.count("\n") == 1


def test_what_was_learned_travels_as_json(run, lesson, typing):
    lesson(CARD)
    typing("", "2")
    run("practice", "chains.md", "--terminal", "--file", "here")
    assert run("practice", "export", "all.json", "--file", "here")[0] == 0
    told = "new here: {} reviews, 0 answers, 0 unfinished exercises\n"
    for count in (1, 0):
        code, out, _ = run("practice", "import", "all.json", "--file", "there")
        assert (code, out) == (0, told.format(count))


def test_of_a_damaged_file_is_told_that_it_was_set_aside(run, lesson, tmp_path):
    lesson(CARD)
    (tmp_path / "broken.sqlite").write_bytes(b"noise" * 2000)
    code, _, err = run("practice", "export", "all.json", "--file", "broken.sqlite")
    assert code == 0
    assert err.startswith("backsweep: ")
    assert "broken.sqlite.damaged-" in err
    assert err.count("\n") == 1


def test_the_cards_become_a_deck(run, lesson, tmp_path):
    lesson(CARD)
    code, out, _ = run("practice", "cards", "chains.md", "--anki", "deck.apkg")
    assert (code, out) == (0, "deck.apkg is written\n")
    assert (tmp_path / "deck.apkg").stat().st_size


def test_the_room_answers_until_it_is_closed(lesson):
    path = lesson(CARD)
    command = "from backsweep.cli import main; main()"
    options = ("--no-browser", "--port", "0", "--file", str(path.with_name("progress")))
    with subprocess.Popen(
        [sys.executable, "-c", command, "practice", str(path), *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as room:
        address = re.search(r"http://\S+", room.stdout.readline())[0]
        page = urllib.request.urlopen(address, timeout=20).read().decode()
        room.send_signal(signal.SIGINT)
        room.stdout.read()
        assert room.wait(20) == 0
    assert "Chains" in page
