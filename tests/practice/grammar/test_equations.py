import pytest

from backsweep.explain.formula.expression import Rate, Symbol
from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.equations import (
    equations,
    latex_equations,
    plain_equations,
)
from backsweep.practice.grammar.latex import plain

RATE = Rate(Symbol("C"), Symbol("w1"))


def sides(found):
    """Each equation as its sides' text; ``None`` for those that cannot be read."""
    return [[one.formula and str(one.formula) for one in e.sides] for e in found]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("so dC/dw1 = 2·2·2·1 = 8, and", [["dC/dw1", "2·2·2·1", "8"]]),
        (
            "C = (a3 − y)² = (4 − 3)² = 1",
            [["C", "(a3 − y)²", "(4 − 3)²", "1"]],
        ),
        ("0.5⁵ = 1/32 = 0.03125", [["0.5⁵", "1/32", "0.03125"]]),
        ("w1_new = w1 − 0.1·8 = 0.2.", [["w1_new", "w1 − 0.1·8", "0.2"]]),
        ("For a0=1,w1=2: go", [["a0", "1"], ["w1", "2"]]),
        ("(the long way: a3 = w1·a0)", [["a3", "w1·a0"]]),
        ("dC/da3 = 2 (the desire)", [["dC/da3", "2"]]),
        ("df/dx = (df/dg) · (dg/dx)", [["df/dx", "(df/dg)·(dg/dx)"]]),
        ("∂C/∂w1 = 8", [["dC/dw1", "8"]]),
        ("1. C = 8. Then y = 3!", [["C", "8"], ["y", "3"]]),
        ("a = w·x\n= 2", [["a", "w·x", "2"]]),
        ("a = 1\nb = 2", [["a", "1"], ["b", "2"]]),
        ("W[0,1] = 3 and dC/dW[0, 1] = 4", [["W[0,1]", "3"], ["dC/dW[0,1]", "4"]]),
        ("√(4) = 2 and max(0, 3) = 3", [["√(4)", "2"], ["max(0, 3)", "3"]]),
        ("there is no equation here, 2 + 2", []),
        ("a == 1, a <= 1, a != 1, a => 1, a := 1", []),
    ],
)
def test_prose_states_the_equations_that_a_person_reads_in_it(prose, found):
    assert sides(plain_equations(prose)) == found


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("f'(x) = 3", [[None, "3"]]),
        ("a + … + b = 3", [[None, "3"]]),
        ("0.5 · … · 0.5 = 0.1", [[None, "0.1"]]),
        ("foo(x) = 3", [[None, "3"]]),
        ("x = y' = 3", [[None, "3"]]),
        ("x = 50% of it", []),
        ("x = 50 % of it", []),
        ("x = foo(3)", []),
        ("x = 0.333…", []),
        ("x = ?", []),
    ],
)
def test_half_of_something_else_is_never_taken_for_the_whole(prose, found):
    assert sides(plain_equations(prose)) == found


@pytest.mark.parametrize(
    ("latex", "found"),
    [
        (
            r"\frac{dC}{da_3} = 2(a_3 - y) = 2",
            [["dC/da3", "2(a3 − y)", "2"]],
        ),
        (
            r"\dfrac{\partial C}{\partial w_{10}} \approx \tfrac{1}{32}",
            [["dC/dw10", "1/32"]],
        ),
        (r"\frac{\mathrm{d} C}{\mathrm{d} x} = 1", [["dC/dx", "1"]]),
        (r"a_1 = w_1 a_0 = 1 \cdot 1 = 1", [["a1", "w1·a0", "1·1", "1"]]),
        (
            r"\frac{dC}{da_3}\,\frac{da_3}{dw_1} = 2 \times 3",
            [["(dC/da3)·(da3/dw1)", "2·3"]],
        ),
        (r"\left(\frac{1}{2}\right)^{10} = 0.5^10", [["(1/2)¹⁰", "0.5¹⁰"]]),
        (r"\frac{1}{1 + \frac{1}{2}} = \frac23", [["1/(1 + 1/2)", "2/3"]]),
        (r"a = \sigma(z), b = \tanh(z)", [["a", "sigmoid(z)"], ["b", "tanh(z)"]]),
        (r"z = W^T x = W^{\top} x", [["z", "Wᵀ·x", "Wᵀ·x"]]),
        (r"b = \max(0, \sqrt{4})", [["b", "max(0, √(4))"]]),
        (r"a &= 1 \\ b &= 2", [["a", "1"], ["b", "2"]]),
        (r"2\,dC/da_3 = 2 \partial d_1 / \partial x", [["2(dC/da3)", "2(dd1/dx)"]]),
        (r"\delta = W x", [[None, "W·x"]]),
        (r"x = 3\%", []),
        (r"x = 0.5 \cdots 0.5", []),
    ],
)
def test_typeset_formulas_state_equations_too(latex, found):
    assert sides(latex_equations(latex)) == found


def test_a_rate_is_one_thing_in_prose():
    typed, typeset = equations(r"dC/dw1 = 8 and $\frac{dC}{dw_1} = 8$")
    assert typed.sides[0].formula == typeset.sides[0].formula == RATE


def test_equations_come_with_their_places_in_the_text():
    text = "So C = 1,\nwhile $a_1 = 2$ and y = 3."
    found = equations(text)
    assert [one.text for one in found] == ["C = 1", "a1 = 2", "y = 3"]
    assert [text[one.start] for one in found] == ["C", "$", "y"]


def test_nothing_is_read_across_a_typeset_formula():
    assert sides(equations("so $a$ = 3")) == [[None, "3"]]


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("8", 0),
        ("0.03", 2),
        ("−0.125", 3),
        ("1e-3", 3),
        ("1.2·10⁻⁵", 6),
        ("1.2·10²", 0),
        ("1/2", None),
        ("½", None),
        ("y", None),
    ],
)
def test_a_side_says_to_how_many_decimals_it_was_stated(number, digits):
    exactly, nearly = plain_equations(f"x = {number} ≈ {number}")[0].sides[1:]
    assert (exactly.digits, nearly.digits) == (digits, digits)
    assert (exactly.approximate, nearly.approximate) == (False, True)


def test_a_formula_too_long_to_be_looked_at_is_refused():
    with pytest.raises(Unreadable, match="2001 characters"):
        plain("a" * 2001)
