import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.export.typst_math import equation

from .setting import set_as_pdf

PIECES = st.sampled_from(
    [
        *(
            r"\frac{a}{b}",
            r"\sqrt[3]{x}",
            r"\hat x",
            r"\max_i",
            r"\tanh",
            "f''",
            "x_1^2",
        ),
        *(
            r"\left(\frac12\right)",
            r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
            r"\mathbf{W}",
        ),
        *(r"\begin{cases}a&b\\c\end{cases}", r"\begin{aligned}a&=b\\c&=d\end{aligned}"),
        *(
            r"\text{so #x}",
            r"\mathrm{T}",
            r"\mathrm{out}",
            r"\quad",
            "=",
            r"\le",
            "-",
            "(",
        ),
        *(
            "{}",
            "^2",
            r"\sum_{i=1}^n",
            r"\top",
            "|",
            "3.14",
            r"\cdot",
            r"\vec{a}",
            r"\{",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=6), st.booleans())
def test_every_formula_can_be_set_and_heard(pieces, block):
    assert set_as_pdf(equation(" ".join(pieces), block)).startswith(b"%PDF")


def test_a_line_breaks_between_the_sides_of_an_equation_only():
    code = equation(r"\frac{dC}{dw} = 2 \cdot 4 = 8")
    assert [part.split('"')[0] for part in code.split("alt: ")[1:]] == ["", "", ""]
    assert 'alt: "dC/dw"' in code
    assert 'alt: "= 2 · 4"' in code


@pytest.mark.parametrize("latex", [r"\href{x}{y}", "{", r"\input{/etc/passwd}"])
def test_what_cannot_be_drawn_is_shown_as_it_was_written(latex):
    code = equation(latex)
    assert code.startswith("raw(")
    assert set_as_pdf(code)


def test_groups_as_deep_as_they_may_be_can_be_set():
    latex = r"\frac{1}{" * 25 + "x" + "}" * 25
    assert set_as_pdf(equation(latex, block=True))
