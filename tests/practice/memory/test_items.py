from pathlib import Path

from backsweep.practice.grammar.graph import Graph
from backsweep.practice.lesson.pieces import Course, Flashcard, Lesson, Task
from backsweep.practice.memory.items import Kind, items, kind


def lesson(name):
    card = Flashcard("rule", "Front", "Back", 1, lesson=name)
    task = Task("rule", "Work a chain", "", Graph((), {}), 5, lesson=name)
    return Lesson(name, name.title(), Path(f"{name}.md"), (task, card))


def test_a_card_and_a_skill_of_one_label_are_two_items():
    ids = [item.id for item in items(Course((lesson("chain"), lesson("paths"))))]
    assert ids == [
        "chain/rule",
        "skill:chain/rule",
        "paths/rule",
        "skill:paths/rule",
    ]


def test_an_items_kind_is_known_from_its_id():
    assert [kind(item.id) for item in items([lesson("chain")])] == [
        Kind.CARD,
        Kind.SKILL,
    ]


def test_a_skill_takes_a_minute_and_a_half_and_a_card_six_seconds():
    assert [item.minutes for item in items([lesson("chain")])] == [0.1, 1.5]
