from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.lesson.rendering import rendered, rendered_inline

HARMLESS = re.findall(
    r"\w+",
    """
p h1 h2 h3 h4 h5 h6 em strong a img code pre blockquote ul ol li hr br
table thead tbody tr th td div math mrow mi mn mo mtext mspace mfrac msqrt mroot
msub msup msubsup munder mover munderover mtable mtr mtd
""",
)
ATTRIBUTES = re.findall(
    r"[\w-]+",
    """
href src alt title class start loading role tabindex aria-label style
display stretchy fence form movablelimits mathvariant accent width lspace rspace
""",
)
STYLE = re.compile(r"(text-align: ?(-webkit-)?(left|right|center)(; |$))+")
LINK = re.compile(r"(?i)https?://|mailto:|[^:/]*(?:[/?#]|$)")
NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe src=//e.x></iframe>",
    "<style>*{}</style>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](<\x01javascript:alert(1)>)",
    "[a](data:text/html,x)",
    "[a](vbscript:x)",
    "![a](data:image/svg+xml,x)",
    '![a" onerror="x](b.png)',
    '[a](b.md "t\\" onclick=\\"x")',
    "<javascript:alert(1)>",
    "$<script>$",
    "$\\text{<script>}$",
    "$$\\href{javascript:x}{y}$$",
    '$$x$$ (a" onclick="b)',
    ':::{"><script>}\n<script>\n:::',
    ":::{note} <script>\n[a](javascript:x)\n:::",
    '```"><script>\n</code><script>\n```',
    "| <script> |\n|---|\n| [a](javascript:x) |",
    "[a]: javascript:x\n\n[a]",
    "&lt;script&gt;",
]


class Harmless(HTMLParser):
    """Fails at the first element, attribute or address that could do something."""

    def handle_starttag(self, tag, attrs):
        assert tag in HARMLESS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            assert name != "style" or STYLE.fullmatch(value), value
            assert name != "href" or LINK.match(value), value
            assert name != "src" or re.fullmatch(r"(?!/)[\w./%~-]+", value), value

    def handle_decl(self, decl):
        raise AssertionError(decl)

    unknown_decl = handle_pi = handle_comment = handle_decl


def is_harmless(html: str) -> bool:
    parser = Harmless(convert_charrefs=True)
    parser.feed(html)
    parser.close()
    return True


@pytest.mark.parametrize("source", NASTY)
def test_what_is_nasty_is_shown_as_text(source):
    assert is_harmless(rendered(source))
    assert is_harmless(rendered_inline(source))


pieces = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(
        ["\n", "\n\n", " ", "*", "`", "$", "> ", "- ", "[", "](", ")", "\\"]
    ),
    st.text(alphabet="<>\"'&:;/()[]{}$\\=onclickjavascript \n\t\0", max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_nothing_that_does_something_survives(source):
    assert is_harmless(rendered(source))


def test_markdown_is_markup():
    assert rendered("**a** and `b`") == "<p><strong>a</strong> and <code>b</code></p>\n"


def test_formulas_are_mathml():
    assert "<math><mi>x</mi></math>" in rendered("so $x$")
    assert '<math display="block">' in rendered("$$x$$")


def test_a_long_formula_of_its_own_scrolls_and_is_named():
    html = rendered("$$" + " + ".join(f"x_{n}" for n in range(9)) + "$$")
    assert 'tabindex="0" aria-label="x0 + x1' in html


def test_a_formula_that_cannot_be_drawn_is_shown_as_it_is_written():
    assert rendered_inline("$\\a<$") == '<code class="latex">\\a&lt;</code>'


@pytest.mark.parametrize(
    "link", ["https://a.org/b", "mailto:a@b.org", "next.md", "#rule", "../a/b?c"]
)
def test_links_to_the_web_to_people_and_nearby_stay(link):
    assert f'<a href="{link}">' in rendered(f"[a]({link})")


def test_an_image_beside_the_lesson_is_shown_others_are_told():
    assert '<img src="a/b.png" alt="net"' in rendered("![net](a/b.png)")
    assert rendered("![net](https://a.org/b.png)") == "<p>net</p>\n"
    assert rendered("![net](//a.org/b.png)") == "<p>net</p>\n"
    assert rendered("![net](a/../../b.png)") == "<p>net</p>\n"


def test_a_note_is_an_aside_with_its_title():
    html = rendered(":::{tip} By *hand*\n:class: x\nWords.\n:::")
    assert '<p class="title">By <em>hand</em></p>\n<p>Words.</p>' in html


def test_a_note_without_a_title_has_its_kind():
    assert '<p class="title">Tip</p>' in rendered(":::{tip}\nWords.\n:::")


def test_notes_inside_notes_end_somewhere():
    fences = [":" * width + "{note}" for width in range(400, 2, -1)]
    assert is_harmless(rendered("\n".join(fences)))
