import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.export.anki_html import html

TAGS = re.compile(
    r"</?(p|b|div|em|code|pre|ul|ol|li|a|strong|blockquote|h\d|br|hr)\b[^<>]*>"
)
MARKUP = st.text(st.sampled_from("ab $\\([])*`<>&\n![:{}"), max_size=60)


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("$a_1 < 2$", r"<p>\(a_1 &lt; 2\)</p>"),
        ("$$a$$", r"\[a\]"),
        ("`a`", "<p><code>a</code></p>"),
        ("![A chain](chain.png)", "<p>A chain</p>"),
        (
            ":::{note} So\na\n:::",
            '<div class="aside">\n<p><b>So</b></p>\n<p>a</p>\n</div>',
        ),
        (r"$\unknown{a}$", r"<p><code>\unknown{a}</code></p>"),
    ],
)
def test_markdown_for_anki(source, drawn):
    assert html(source) == drawn


def test_a_formula_over_two_lines_is_one():
    assert html("$a\n= b$") == r"<p>\(a = b\)</p>"


@given(MARKUP)
def test_nothing_but_known_tags_comes_out_and_no_command_of_anki(source):
    drawn = html(source)
    assert "<" not in TAGS.sub("", drawn)
    assert "[" not in drawn.replace(r"\[", "")
