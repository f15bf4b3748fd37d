"""Seeds: short, easy to read out, and the same everywhere."""

import subprocess
import sys

import pytest

from backsweep.practice.variants.seeds import after, fresh_seed, is_seed

SERIES = """
from backsweep.practice.lesson.course import own_course
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.followup import followup
from backsweep.practice.variants.variant import variant

for lesson in own_course():
    for task in lesson.tasks:
        found = variant(mistakes_of(task.graph), "abc234")
        answer = found.exercise.answers[0]
        suspects = [fault for fault, _ in found.here.seen_from(answer)][:5]
        again = followup(found, suspects, answer)
        print(found.given, again.seed, again.given)
        print([fault.id for fault in found.here.faults])
"""


def test_fresh_seeds_are_seeds_and_differ():
    seeds = {fresh_seed() for _ in range(200)}
    assert len(seeds) == 200
    assert all(map(is_seed, seeds))


@pytest.mark.parametrize("text", ["", "abc", "abc12l", "ABCDEF", "abcdefg", "ab cde"])
def test_what_is_no_seed(text):
    assert not is_seed(text)


def test_the_seed_that_follows():
    assert is_seed("printed")
    assert after("abcdef") == after("abcdef")
    assert len({after("abcdef"), after("abcdef", "x"), after("abcdeg")}) == 3
    assert is_seed(after("printed", "a reason"))


def test_a_seed_gives_the_same_numbers_in_every_process():
    def series(hash_seed):
        return subprocess.run(
            [sys.executable, "-c", SERIES],
            env={"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    first = series("1")
    assert first.count("\n") == 22
    assert first == series("2") == series("random")
