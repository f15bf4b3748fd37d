"""What a screen reader is told: every answer once it is asked for, and none before."""

import pytest

from backsweep.explain.formula.numbers import spelled
from backsweep.practice.lesson.course import own_course
from backsweep.practice.lesson.pieces import Prose
from backsweep.practice.lesson.plain import plain
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.variant import variant

from .exercises import TASKS, address

SEED = "aaaa2b"
LESSONS = {lesson.name: lesson for lesson in own_course()}
LONGEST = """(all, hidden) => all.map(one => {
    const words = document.createNodeIterator(one, NodeFilter.SHOW_TEXT), found = [];
    for (let at = words.nextNode(); at; at = words.nextNode())
        if (!at.parentElement.closest("math"))
            found.push(at.textContent.trim().replace(/\\s+/g, " "));
    return found.reduce((most, one) => one.length > most.length ? one : most);
})"""


def answers(page):
    """The longest run of words of each hidden answer; of a mere formula, none."""
    return page.eval_on_selector_all("details > .prose", LONGEST)


def stated(lesson):
    """What the text of a lesson says anyway."""
    prose = (piece.source for piece in lesson.pieces if isinstance(piece, Prose))
    return " ".join(" ".join(map(plain, prose)).split())


@pytest.mark.parametrize("name", LESSONS)
def test_the_answers_of_a_lesson(calm_room, visit, heard, name):
    lesson = LESSONS[name]
    page = visit(calm_room, f"/lesson/{name}")
    found, told = answers(page), heard(page)
    assert len(found) == len(lesson.checks) + len(lesson.cards)
    hidden = [one for one in found if one and one not in stated(lesson)]
    assert [one for one in hidden if one in told] == []
    for summary in page.locator("summary").all():
        summary.click()
    told = heard(page)
    assert [one for one in hidden if one not in told] == []


@pytest.mark.parametrize("name", LESSONS)
def test_the_backs_of_cards(calm_room, visit, heard, name):
    page = visit(calm_room, "/")
    for number in range(1, len(LESSONS[name].cards) + 1):
        page.goto(f"/lesson/{name}/cards/{number}")
        hidden = [one for one in answers(page) if one] + ["Knew it"]
        told = heard(page)
        assert [one for one in hidden if one in told] == []
        page.get_by_text("Show answer").click()
        told = heard(page)
        assert [one for one in hidden if one not in told] == []


def sizes(numbers):
    """As they are spelled, less the sign, which is a word of its own in a formula."""
    return {spelled(number).removeprefix("−") for number in numbers}


@pytest.mark.parametrize("label", TASKS)
def test_the_numbers_of_an_exercise(room, visit, heard, label):
    drawn = variant(mistakes_of(TASKS[label].graph), SEED)
    steps = {step.id for step in drawn.exercise.steps}
    given = sizes(drawn.numbers[name] for name in drawn.numbers.keys() - steps)
    worked = sizes(drawn.numbers[name] for name in steps)
    hidden = {one for one in worked - given if len(one) > 1 and one != "0.5"}
    page = visit(room, address(label, SEED))
    assert hidden and not hidden & {*heard(page).split()}
    page.get_by_text("Solution").click()
    page.get_by_role("button", name="Show it").click()
    page.get_by_role("heading", name="The solution").wait_for()
    assert hidden <= {*heard(page).replace("−", " ").split()}
