"""A frozen variant as one QTI 2.1 item: a box for each answer, words for mistakes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ..exercise.arithmetic import Real
from ..lesson.plain import plain
from .frozen import Frozen, Question, called, decimal, tolerance
from .qti_xml import Element, element, paragraph, root

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
SOLUTION = "SOLUTION"
LONGEST = "12"


def identifier(one: Frozen) -> str:
    """The item's name, the same at every export, so that a system can take it over."""
    return f"item-{hashlib.sha256(one.name.encode()).hexdigest()[:20]}"


def item(one: Frozen) -> Element:
    """The whole item, its parts in the order that the schema has them in."""
    boxes = list(enumerate(one.questions, 1))
    return root(
        "assessmentItem",
        QTI,
        SCHEMA,
        *(_response(number, asked) for number, asked in boxes),
        _outcome("SCORE", "0", cardinality="single", baseType="float"),
        _outcome("MAXSCORE", str(len(boxes)), cardinality="single", baseType="float"),
        element(
            "outcomeDeclaration",
            identifier="FEEDBACK",
            cardinality="multiple",
            baseType="identifier",
        ),
        _body(one, boxes),
        _processing(boxes),
        *_feedback(one, boxes),
        identifier=identifier(one),
        title=f"{plain(one.task.title)}, {called(one.variant.seed)}",
        adaptive="false",
        timeDependent="false",
    )


def _response(number: int, asked: Question) -> Element:
    return element(
        "responseDeclaration",
        element("correctResponse", element("value", decimal(asked.number))),
        identifier=_box(number),
        cardinality="single",
        baseType="float",
    )


def _outcome(name: str, default: str, **kind: str) -> Element:
    value = element("defaultValue", element("value", default))
    return element("outcomeDeclaration", value, identifier=name, **kind)


def _body(one: Frozen, boxes: list[tuple[int, Question]]) -> Element:
    stated = map(paragraph, [*one.computed, *one.given])
    asked = (paragraph((*q.words, " "), _entry(number)) for number, q in boxes)
    return element("itemBody", *stated, *asked)


def _entry(number: int) -> Element:
    return element(
        "textEntryInteraction",
        responseIdentifier=_box(number),
        expectedLength=LONGEST,
    )


def _processing(boxes: list[tuple[int, Question]]) -> Element:
    conditions = (_condition(number, asked) for number, asked in boxes)
    return element("responseProcessing", *conditions, _told(SOLUTION))


def _condition(number: int, asked: Question) -> Element:
    """A right answer scores one; a known wrong one is told how it came about."""
    right = element("responseIf", _equal(number, asked.number), _scored())
    slips = (
        element("responseElseIf", _equal(number, slip.number), _told(_slip(number, at)))
        for at, slip in enumerate(asked.slips, 1)
    )
    return element("responseCondition", right, *slips)


def _equal(number: int, value: Real) -> Element:
    far = tolerance(value)
    how = {"toleranceMode": "exact"}
    if far:
        how = {"toleranceMode": "absolute", "tolerance": f"{far:g} {far:g}"}
    return element(
        "equal", _variable(_box(number)), _value("float", decimal(value)), **how
    )


def _scored() -> Element:
    more = element("sum", _variable("SCORE"), _value("float", "1"))
    return element("setOutcomeValue", more, identifier="SCORE")


def _told(name: str) -> Element:
    more = element("multiple", _variable("FEEDBACK"), _value("identifier", name))
    return element("setOutcomeValue", more, identifier="FEEDBACK")


def _variable(name: str) -> Element:
    return element("variable", identifier=name)


def _value(kind: str, value: str) -> Element:
    return element("baseValue", value, baseType=kind)


def _feedback(one: Frozen, boxes: list[tuple[int, Question]]) -> Iterator[Element]:
    for number, asked in boxes:
        for at, slip in enumerate(asked.slips, 1):
            yield _modal(_slip(number, at), paragraph(slip.words))
    yield _modal(SOLUTION, *map(paragraph, one.worked))


def _modal(name: str, *paragraphs: Element) -> Element:
    return element(
        "modalFeedback",
        *paragraphs,
        outcomeIdentifier="FEEDBACK",
        identifier=name,
        showHide="show",
    )


def _box(number: int) -> str:
    return f"RESPONSE_{number}"


def _slip(number: int, at: int) -> str:
    return f"SLIP_{number}_{at}"
