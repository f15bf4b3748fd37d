"""Reads GIFT the way Moodle's importer does, as far as numerical questions go."""

import re
from dataclasses import dataclass

ESCAPED = ":#={}~"
WEIGHT = re.compile(r"%-*[0-9]{1,2}\.?[0-9]*%")


@dataclass
class Answer:
    weight: float
    number: float
    tolerance: float
    feedback: str


@dataclass
class Question:
    category: str
    name: str
    text: str
    answers: list[Answer]
    feedback: str

    def marked(self, typed: float) -> Answer | None:
        """The first answer that fits, as Moodle takes it."""
        fits = (x for x in self.answers if abs(typed - x.number) <= x.tolerance + 1e-9)
        return next(fits, None)


def questions(text: str) -> list[Question]:
    found, category = [], ""
    for entry in re.split(r"\n\s*\n", text.strip()):
        lines = [line for line in entry.splitlines() if not line.startswith("//")]
        entry = _hidden("\n".join(lines))
        if entry.startswith("$CATEGORY:"):
            category = _shown(entry.removeprefix("$CATEGORY:")).strip()
        else:
            found.append(_question(entry, category))
    return found


def _question(entry: str, category: str) -> Question:
    name, rest = entry.removeprefix("::").split("::", 1)
    assert rest.count("{") == rest.count("}") == 1
    assert rest.endswith("}")
    text, answers = rest[:-1].split("{")
    answers, feedback = answers.split("####")
    assert answers.startswith("#")
    assert "~" not in answers
    first, *several = answers[1:].split("=")
    assert not first.strip()
    return Question(
        category,
        _shown(name),
        _html(text),
        [_answer(one.strip()) for one in several],
        _shown(feedback).strip(),
    )


def _html(text: str) -> str:
    assert text.startswith("[html]")
    return _shown(text.removeprefix("[html]"))


def _answer(entry: str) -> Answer:
    weight = WEIGHT.match(entry)
    assert weight
    number, feedback = entry[weight.end() :].split("#", 1)
    value, tolerance = number.split(":")
    share = float(weight[0].strip("%")) / 100
    return Answer(share, float(value), float(tolerance), _shown(feedback).strip())


def _hidden(text: str) -> str:
    """Signs behind a backslash out of the way, two backslashes as one."""
    text = text.replace("\\\\", "\ue000")
    for place, sign in enumerate(ESCAPED):
        text = text.replace(f"\\{sign}", chr(0xE001 + place))
    return text.replace("\ue000", "\\")


def _shown(text: str) -> str:
    for place, sign in enumerate(ESCAPED):
        text = text.replace(chr(0xE001 + place), sign)
    return text
