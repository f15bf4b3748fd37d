"""Items against the rules of the QTI 2.1 schema, and answered as a player would."""

import re
from xml.etree import ElementTree

import pytest

from backsweep.practice.export.frozen import frozen
from backsweep.practice.export.qti_item import item
from backsweep.practice.export.qti_xml import document

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
ORDER = (
    "responseDeclaration",
    "outcomeDeclaration",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
)
BLOCKS = {f"{QTI}p"}
INLINE = {f"{QTI}textEntryInteraction", f"{MATHML}math"}


@pytest.fixture(scope="module")
def variants(course):
    return [*frozen(course, ["printed", "abc234"])]


@pytest.fixture(scope="module")
def items(variants):
    return [ElementTree.fromstring(document(item(one))) for one in variants]


def name(element):
    return element.tag.removeprefix(QTI)


class Player:
    """Processes a response as the specification says."""

    def __init__(self, item, typed):
        self.values = {"SCORE": 0.0, "FEEDBACK": []}
        self.values |= {f"RESPONSE_{n}": x for n, x in enumerate(typed, 1)}
        for rule in item.find(f"{QTI}responseProcessing"):
            self.process(rule)

    def process(self, rule):
        if name(rule) == "setOutcomeValue":
            self.values[rule.get("identifier")] = self.value(rule[0])
            return
        for branch in rule:
            condition, *rules = branch
            if self.value(condition):
                for one in rules:
                    self.process(one)
                return

    def value(self, expression):
        inside = [self.value(one) for one in expression]
        match name(expression):
            case "variable":
                return self.values[expression.get("identifier")]
            case "baseValue" if expression.get("baseType") == "float":
                return float(expression.text)
            case "baseValue":
                return expression.text
            case "sum":
                return sum(inside)
            case "multiple":
                return [*inside[0], inside[1]]
            case "equal":
                return self.equal(expression, *inside)
        raise AssertionError(expression.tag)

    def equal(self, expression, one, other):
        if one is None:
            return None
        if expression.get("toleranceMode") == "exact":
            assert expression.get("tolerance") is None
            return one == other
        assert expression.get("toleranceMode") == "absolute"
        low, high = map(float, expression.get("tolerance").split())
        return other - low <= one <= other + high

    def shown(self, item):
        """The words of the feedback that is shown."""
        chosen = [x for x in item.iter(f"{QTI}modalFeedback") if self.shows(x)]
        return ["".join(one.itertext()) for one in chosen]

    def shows(self, feedback):
        assert feedback.get("showHide") == "show"
        held = self.values[feedback.get("outcomeIdentifier")]
        return feedback.get("identifier") in held


def test_the_parts_are_there_in_the_schemas_order(items):
    for one in items:
        places = [ORDER.index(name(part)) for part in one]
        assert places == sorted(places)
        assert set(places) == {0, 1, 2, 3, 4}


def test_what_is_required_is_there(items):
    for one in items:
        assert (one.get("adaptive"), one.get("timeDependent")) == ("false", "false")
        assert one.get("title")
        for each in one.iter():
            named = each.get("identifier")
            assert named is None or re.fullmatch(r"[A-Za-z_][\w.-]*", named)


def test_the_body_is_blocks_of_words_boxes_and_formulas(items):
    for one in items:
        holders = [one.find(f"{QTI}itemBody"), *one.iter(f"{QTI}modalFeedback")]
        for holder in holders:
            assert {block.tag for block in holder} == BLOCKS
            assert {x.tag for block in holder for x in block} <= INLINE


def test_every_box_has_its_declaration_and_every_feedback_its_rule(items):
    for one in items:
        boxes = [
            x.get("responseIdentifier") for x in one.iter(f"{QTI}textEntryInteraction")
        ]
        declared = [x.get("identifier") for x in one.iter(f"{QTI}responseDeclaration")]
        told = [x.get("identifier") for x in one.iter(f"{QTI}modalFeedback")]
        rules = [
            x.text
            for x in one.iter(f"{QTI}baseValue")
            if x.get("baseType") == "identifier"
        ]
        assert boxes == declared
        assert sorted(told) == sorted(rules)
        assert len(set(told)) == len(told)


def test_right_answers_score_one_each_and_show_the_way(variants, items):
    for variant, one in zip(variants, items, strict=True):
        player = Player(one, [float(asked.number) for asked in variant.questions])
        assert player.values["SCORE"] == len(variant.questions)
        [worked] = player.shown(one)
        assert worked


def test_every_slip_scores_nothing_and_is_told_how_it_came_about(variants, items):
    for variant, one in zip(variants, items, strict=True):
        others = [None] * (len(variant.questions) - 1)
        for slip in variant.questions[0].slips:
            player = Player(one, [float(slip.number), *others])
            told, worked = player.shown(one)
            assert player.values["SCORE"] == 0
            assert told.startswith("How one gets this number: for ")
            assert worked


def test_an_empty_box_is_neither_right_nor_a_slip(variants, items):
    player = Player(items[0], [None] * len(variants[0].questions))
    assert player.values["SCORE"] == 0
    assert len(player.shown(items[0])) == 1
