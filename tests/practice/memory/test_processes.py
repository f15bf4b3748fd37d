"""Real processes and threads that write at once, and are killed in the middle."""

import contextlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import backsweep
from backsweep.practice.memory.schedule import replayed
from backsweep.practice.memory.store import Store

from .made import CARD, attempt, files, review

SOURCES = str(Path(backsweep.__file__).parents[1])
WRITING = Path(__file__).with_name("writing.py")


@contextlib.contextmanager
def writers(path, *names, many=()):
    """Processes that have opened the file and wait for a line to begin."""
    command = [sys.executable, str(WRITING), str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = os.environ | {"PYTHONPATH": SOURCES}
    with contextlib.ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen([*command, name, *many], env=environment, **pipes)
            )
            for name in names
        ]
        stack.callback(lambda: [one.kill() for one in started])
        yield started


def begin(process):
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.parametrize("answers", [1, 60, 150])
def test_a_kill_in_the_middle_loses_nothing_that_was_acknowledged(path, answers):
    with writers(path, "w") as (process,):
        begin(process)
        acknowledged = [process.stdout.readline().strip() for _ in range(answers)]
        process.kill()
        acknowledged += process.stdout.read().split()
    with Store(path) as store:
        assert store.message == ""
        reviews, attempts = store.reviews.all(), store.attempts.all()
        assert {one.ticket for one in reviews} >= set(acknowledged)
        assert {one.ticket for one in attempts} >= set(acknowledged)
        assert len(reviews) <= len(acknowledged) + 1
        for item, state in store.reviews.states().items():
            assert state == replayed(one for one in reviews if one.item == item)


def test_two_processes_that_begin_one_file_and_write_at_once_lose_nothing(path):
    with writers(path, "x", "y", many=["100"]) as processes:
        for process in processes:
            begin(process)
        told = [one.communicate(timeout=60)[0].split() for one in processes]
    assert [len(one) for one in told] == [100, 100]
    with Store(path) as store:
        assert {one.ticket for one in store.reviews.all()} == {*told[0], *told[1]}
        assert sum(state.turns for state in store.reviews.states().values()) == 200
        assert len(store.attempts.opportunities("skill:chain/a", limit=1000)) == 200


def test_two_processes_that_find_a_damaged_file_set_it_aside_once(path):
    path.write_bytes(b"no database" * 1000)
    with writers(path, "x", "y", many=["20"]) as processes:
        for process in processes:
            begin(process)
        for process in processes:
            process.communicate(timeout=60)
    assert len([name for name in files(path.parent) if "damaged" in name]) == 1
    with Store(path) as store:
        assert len(store.reviews.all()) == 40


def test_two_tabs_in_one_moment_count_a_card_once(store):
    pages = [review(f"tab {n}") for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda one: store.reviews.record(one, shown=0), pages))
    assert sorted(outcomes) == ["counted"] + ["seen"] * 15
    assert store.reviews.states()[CARD].turns == 1


def test_a_double_click_is_one_answer(store):
    with ThreadPoolExecutor(8) as pool:
        new = pool.map(lambda _: store.attempts.record([attempt("t1")]), range(16))
        assert sum(new) == 1
    assert len(store.attempts.all()) == 1


def test_threads_read_while_others_write(store):
    def answer(number):
        store.attempts.record([attempt(f"t{number}")])
        return len(store.attempts.all())

    with ThreadPoolExecutor(8) as pool:
        lengths = list(pool.map(answer, range(100)))
    assert max(lengths) == 100
