import random
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.explain.formula.expression import (
    Call,
    Formula,
    MatrixProduct,
    Minus,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
)
from backsweep.explain.formula.trees import rebuilt
from backsweep.practice.errors import Unreadable
from backsweep.practice.grammar.exact import exact
from backsweep.practice.grammar.expressions import expression

a, b, c, W = map(Symbol, "abcW")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a*b*c", Product((a, b, c))),
        ("a + b - c", Sum((a, b, Minus(c)))),
        ("-a*b + c", Sum((Minus(Product((a, b))), c))),
        ("a - (b + c)", Sum((a, Minus(Sum((b, c)))))),
        ("a/b*c", Product((Quotient(a, b), c))),
        ("a/b/c", Quotient(Quotient(a, b), c)),
        ("a*b/c", Quotient(Product((a, b)), c)),
        ("a*-b", Product((a, Minus(b)))),
        ("-a^2", Minus(Power(a, Number(2)))),
        ("a**2", Power(a, Number(2))),
        ("a^-2", Power(a, Number(-2))),
        ("W @ a.T", MatrixProduct(W, Transpose(a))),
        ("W[0,1]", Symbol("W", (0, 1))),
        ("sigmoid(a + b)", Call("sigmoid", (Sum((a, b)),))),
        ("0.1", Number(Fraction(1, 10))),
        ("1e2", Number(100)),
        ("2(a - b)", Product((Number(2), Sum((a, Minus(b)))))),
        ("(a)(b)", Product((a, b))),
        ("2a", Product((Number(2), a))),
    ],
)
def test_an_expression_is_the_tree_that_it_writes(text, formula):
    assert expression(text) == formula


@pytest.mark.parametrize(
    ("typeset", "typed"),
    [
        ("a·b × c", "a*b*c"),
        ("a − b", "a - b"),
        ("(a − b)²", "(a - b)**2"),
        ("a³·2⁻⁵", "a**3 * 2**-5"),
        ("Wᵀ @ a₁", "W.T @ a1"),
        ("\N{GREEK SMALL LETTER SIGMA}(a)", "sigmoid(a)"),
        ("\N{FULLWIDTH DIGIT TWO}a", "2a"),
    ],
)
def test_typeset_signs_are_read_as_typed_ones(typeset, typed):
    assert expression(typeset) == expression(typed)


@pytest.mark.parametrize(
    ("text", "what", "where", "cure"),
    [
        ("a + foo$", "'$' is not expected", "at '$', character 8", "a sign such as"),
        ("sigmod(a)", "sigmod is no function", "character 1", "write sigmoid"),
        ("foo(a)", "foo is no function", "'foo'", "foo*(...)"),
        ("a + sigmoid*b", "'*' is not expected", "character 12", "after the function"),
        ("a b", "'b' is not expected", "character 3", "a sign such as"),
        ("(a + b", "the text ends", "at the end", "')'"),
        ("a + * b", "'*' is not expected", "character 5", "a name, a number"),
        ("", "the text ends", "at the end", "a name, a number"),
        ("tanh(a, b)", "tanh has 2 arguments", "'tanh'", "give it 1"),
        ("W[0.5]", "an index is whole", "'0.5'", "count from 0"),
        ("a^b", "b is not a plain number", "'b'", "write a number"),
        ("a^61", "the exponent cannot be used", "end", "at most 60"),
        ("2^9^9^9", "the exponent cannot be used", "end", "at most 60"),
        ("1e61", "the number is too long", "character 1", "60"),
        ("9" * 31, "the number is too long", "character 1", "30 digits"),
        ("a" * 2001, "2001 characters are too many", "2000", "at most 2000"),
        ("(" * 41 + "a" + ")" * 41, "too many brackets", "character 41", "40 deep"),
        ("1" + "/1" * 99, "the formula is nested too deeply", "end", "60 levels"),
    ],
)
def test_what_is_not_in_the_language_is_told_with_its_place(text, what, where, cure):
    with pytest.raises(Unreadable) as caught:
        expression(text)
    assert caught.value.what == what
    assert where in caught.value.where
    assert cure in caught.value.cure


def test_forty_brackets_are_read():
    assert expression("(" * 39 + "a" + ")" * 39) == a


leaves = st.sampled_from(["a", "b", "c", "W[0,1]", "2", "0.5", "3"])
texts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", "*", "/"]), inner).map("".join),
        inner.map("({})".format),
        inner.map("-({})".format),
        inner.map("({})**2".format),
    ),
    max_leaves=8,
)


def worked_out(formula: Formula, numbers: random.Random) -> Fraction | None:
    """The formula with a number for each name; ``None`` where it divides by zero."""
    drawn = {name: Number(numbers.randint(2, 9)) for name in "abcW"}

    def filled(one: Formula) -> Formula:
        return drawn[one.name] if isinstance(one, Symbol) else rebuilt(one, filled)

    try:
        return exact(filled(formula))
    except Unreadable:
        return None


@settings(max_examples=150)
@given(texts, st.integers())
def test_a_formula_that_is_written_and_read_again_comes_to_the_same(text, seed):
    formula = expression(text)
    again = expression(str(formula))
    first = worked_out(formula, random.Random(seed))
    assert worked_out(again, random.Random(seed)) == first


def by_python(text: str, **names: Fraction) -> Fraction:
    """Python's own reading, of a text made here and nowhere else."""
    exactly = re.sub(r"[\d.]+", r"Fraction('\g<0>')", text.replace("W[0,1]", "W"))
    return eval(exactly, {"Fraction": Fraction, **names})


@settings(max_examples=150)
@given(texts)
def test_the_signs_bind_as_in_python(text):
    names = {name: Fraction(n) for name, n in zip("abcW", (2, 3, 5, 7), strict=True)}
    exactly = {name: Number(value) for name, value in names.items()}

    def filled(one: Formula) -> Formula:
        return exactly[one.name] if isinstance(one, Symbol) else rebuilt(one, filled)

    try:
        right = by_python(text, **names)
    except ZeroDivisionError:
        return
    assert exact(filled(expression(text))) == right
