from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.lesson.directives import Directive, Option, directives

CARD = """\
Words before.

:::{flashcard} A title
:label: one
:graph: C = (a - y)**2
:graph: a = w*x
:given: w = 1,
   x = 2,
   y = 3

Front,
on two lines.
---
Back.
:::
"""


def only(text: str) -> Directive:
    [one] = directives(text)
    return one


def test_a_fence_has_a_name_a_title_and_the_lines_it_stands_on():
    one = only(CARD)
    assert (one.name, one.title, one.lines) == ("flashcard", "A title", (3, 16))


def test_options_are_kept_in_order_with_their_lines():
    assert only(CARD).options[:3] == (
        Option("label", "one", 4),
        Option("graph", "C = (a - y)**2", 5),
        Option("graph", "a = w*x", 6),
    )


def test_an_indented_line_continues_an_option():
    assert only(CARD).text("given") == "w = 1, x = 2, y = 3"


def test_several_options_of_one_name_are_joined():
    assert only(CARD).text("graph", "; ") == "C = (a - y)**2; a = w*x"


def test_a_line_of_hyphens_parts_the_body_though_markdown_calls_it_a_heading():
    front, back = only(CARD).parts
    assert (front.source, front.line) == ("Front,\non two lines.", 11)
    assert (back.source, back.line) == ("Back.", 14)


def test_only_the_first_line_of_hyphens_parts():
    one = only(":::{selfcheck}\nQ\n\n---\n\nA\n\n---\n\nmore\n:::")
    assert [part.source for part in one.parts] == ["Q", "A\n\n---\n\nmore"]


def test_hyphens_in_code_or_in_a_list_part_nothing():
    one = only(":::{selfcheck}\n```\n---\n```\n- a\n\n  ---\n:::")
    assert len(one.parts) == 1


def test_a_colon_in_the_body_is_no_option():
    one = only(":::{flashcard}\nFront\n:label: late\n---\nBack\n:::")
    assert one.options == ()


def test_a_fence_in_another_is_found_and_known_to_be_inside():
    text = "::::{note}\n:::{flashcard}\nQ\n---\nA\n:::\n::::"
    outer, inner = directives(text)
    assert (outer.inside, inner.inside) == (False, True)
    assert inner.lines == (2, 7)


def test_a_fence_in_a_list_is_inside():
    assert only("- a list\n  :::{flashcard}\n  Q\n  :::").inside


def test_a_fence_without_an_end_is_not_closed():
    assert not only(":::{flashcard}\nQ\n---\nA").closed


def test_a_fence_that_runs_into_the_next_one_is_not_closed():
    assert not only(":::{selfcheck}\nQ\n\n:::{flashcard}\nQ\n:::").closed


def test_a_closed_fence_may_end_with_more_colons_and_spaces():
    assert only(":::{flashcard}\nQ\n:::::  ").closed


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=":{}ab -\n>`$", max_size=120))
def test_any_text_gives_fences_within_its_lines(text):
    last = text.count("\n") + 2
    for one in directives(text):
        assert 1 <= one.line < one.end <= last
