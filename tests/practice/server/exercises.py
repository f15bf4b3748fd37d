"""Exercises of the package's own lessons, worked through their pages."""

import re
from html import unescape
from random import Random

from backsweep.practice.lesson.course import own_course
from backsweep.practice.memory.store import Store
from backsweep.practice.mistakes.known import mistakes_of
from backsweep.practice.server.app import create_app
from backsweep.practice.variants.variant import variant

from .rooms import Visitor

TASKS = [task for lesson in own_course() for task in lesson.tasks]
CHAIN, VANISHING, SIGMOID, _, _, PATHS, *_ = TASKS
NEURONS = next(task for task in TASKS if task.label == "two-neurons")
INVISIBLE = re.compile("[\N{WORD JOINER}\N{INVISIBLE TIMES}]")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="(.*?)"')


def app_of(folder, clock):
    store = Store(folder / "practice.sqlite")
    return create_app(own_course(), store, clock=clock, random=Random(0))


def numbers(task, seed):
    """What is right, as it may be typed, by the id of the step."""
    drawn = variant(mistakes_of(task.graph), seed)
    return {step.id: str(drawn.numbers[step.id]) for step in drawn.exercise.steps}


class Page:
    """The page of an exercise at a seed, as somebody without scripts meets it."""

    def __init__(self, app, task, seed="printed"):
        self.visitor, self.task = Visitor(app), task
        self.path = f"/lesson/{task.lesson}/exercise/{task.label}"
        self.seed = seed

    @property
    def address(self):
        return f"{self.path}?seed={self.seed}"

    @property
    def html(self):
        return self.visitor.get(self.address).text

    @property
    def words(self):
        """The words of the page without its tags; fractions with a slash."""
        flat = re.sub("<mfrac>(.*?)</mrow><mrow>", r"\1/", self.html.replace("\n", " "))
        text = re.sub("<[^>]*>", "", flat)
        return " ".join(INVISIBLE.sub("", unescape(text)).split())

    @property
    def boxes(self):
        """What stands in the boxes."""
        found = re.findall(r'name="box:(.*?)" value="(.*?)"', self.html)
        return {unescape(name): unescape(text) for name, text in found}

    def box(self, name):
        """The tag of a box."""
        return re.search(rf'<input [^>]*name="box:{re.escape(name)}"[^>]*>', self.html)[
            0
        ]

    @property
    def hidden(self):
        return dict(HIDDEN.findall(self.html))

    def send(self, typed, hidden=None, **pressed):
        """Send some boxes, by default with the button that checks them."""
        boxes = {f"box:{name}": text for name, text in typed.items()}
        fields = {**(hidden or self.hidden), **(pressed or {"do": "check"}), **boxes}
        answer = self.visitor.post(self.address, data=fields)
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"] == self.address
        return self

    def solve(self):
        return self.send(numbers(self.task, self.seed))
