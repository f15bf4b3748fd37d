"""Exercises of the package's own lessons, as they stand on a page."""

from backsweep.practice.lesson.course import own_course
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.variants.variant import variant

TASKS = {task.label: task for lesson in own_course() for task in lesson.tasks}


def address(label, seed="printed"):
    return f"/lesson/{TASKS[label].lesson}/exercise/{label}?seed={seed}"


def right(label, seed="printed"):
    """What is right, as it may be typed, by the id of the step."""
    drawn = variant(mistakes_of(TASKS[label].graph), seed)
    return {step.id: str(drawn.numbers[step.id]) for step in drawn.exercise.steps}


def box(page, name):
    return page.locator(f'input[name="box:{name}"]')


def verdicts(page):
    found = page.eval_on_selector_all(
        ".box input", "all => all.map(one => [one.name.slice(4), one.dataset.verdict])"
    )
    return {name: verdict for name, verdict in found if verdict != "empty"}
