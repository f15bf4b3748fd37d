from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from backsweep.explain.formula.expression import Number, Power, Rate, Symbol
from backsweep.explain.formula.mathml import math as engine
from backsweep.practice.lesson.formulas.mathml import math

CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3}
CHILDREN |= {"munder": 2, "mover": 2, "munderover": 3}
FORMULAS = [
    r"\frac{dC}{da_3} = 2(a_3 - y)",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^\top",
    r"\sum_{i=1}^{n} x_i^2 \approx \int x",
    r"\max(0, z) = \begin{cases} z & \text{if } z > 0 \\ 0 & \text{else} \end{cases}",
    r"\left(\frac{1}{2}\right)^5 \quad \sqrt[3]{x} \hat{y} f'(x) \mathbf{W}",
    r"^2 _1 {} \sqrt{} \frac{}{}",
]


@pytest.mark.parametrize("latex", FORMULAS)
@pytest.mark.parametrize("block", [False, True])
def test_what_is_drawn_is_well_formed_and_each_element_has_its_children(latex, block):
    tree = ElementTree.fromstring(f"<p>{math(latex, block)}</p>")
    for one in tree.iter():
        assert len(one) == CHILDREN.get(one.tag, len(one)), one.tag


@pytest.mark.parametrize(
    ("latex", "formula"),
    [
        (r"a_3", Symbol("a3")),
        (r"\frac{dC}{da_3}", Rate(Symbol("C"), Symbol("a3"))),
        (
            r"\frac{\partial C}{\partial x}",
            Rate(Symbol("C"), Symbol("x"), partial=True),
        ),
        (r"x^2", Power(Symbol("x"), Number(2))),
    ],
)
def test_prose_is_drawn_as_the_engine_draws_its_own(latex, formula):
    plain = re.sub(r"</?mrow>", "", math(latex))
    assert plain == re.sub(r"</?mrow>", "", engine(formula))


def test_a_long_equation_in_a_line_may_break_before_its_signs():
    drawn = math("x = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 = 36")
    assert drawn.count("<math>") == 3
    assert '</math> <math><mrow><mo form="infix">=</mo>' in drawn


def test_words_and_signs_are_escaped():
    assert "&lt;b&gt;" in math(r"\text{<b>}")
    assert "&lt;" in math("a < b")
    assert "&amp;" in math(r"\&")


def test_a_minus_in_front_is_close_to_its_number():
    assert '<mo form="prefix">−</mo><mn>2</mn>' in math("x = -2")
    assert "<mo>−</mo><mn>2</mn>" in math("x^1 - 2")
