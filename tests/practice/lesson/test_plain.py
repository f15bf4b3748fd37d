from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.lesson.plain import plain


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("*a* **b** `c` [d](e.md) ![f](g.png)", "a b c d f"),
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("# Title\n\nwords", "Title\n\nwords"),
        ("- a\n- b\n  - c", "- a\n- b\n\n  - c"),
        ("3. a\n4. b\n\n   c", "3. a\n4. b\n\n   c"),
        ("> a\n> b", "> a b"),
        ("| a | b |\n|---|---|\n| c | $x_1$ |", "a | b\nc | x1"),
        ("```\ncode\n```", "code"),
        ("so $\\frac{dC}{dw_1} = 8$.", "so dC/dw1 = 8."),
        ("$$a_1 = w_1 \\cdot a_0$$", "a1 = w1 · a0"),
        ("$\\qed$", "\\qed"),
        (":::{note} Mind\nwords\n:::", "Mind\n\nwords"),
        ("<b>kept</b>", "<b>kept</b>"),
        ("a  \nb", "a\nb"),
    ],
)
def test_markdown_is_told_in_words(source, words):
    assert plain(source) == words


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab1*_`$\\{}:-|>#[]()!<\n ", max_size=80))
def test_any_text_can_be_told(source):
    assert isinstance(plain(source), str)


def test_notes_inside_notes_are_told_in_one():
    fences = [":" * width + "{note}" for width in range(400, 2, -1)]
    assert plain("\n".join([*fences, "words"])) == "words"
