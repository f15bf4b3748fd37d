from backsweep.explain.formula.expression import Chain, Minus, Number, Product, Sum
from backsweep.explain.report.pieces import pieces

from .samples import A0, A3, DESIRE, W2, W3, Y


def told(formula) -> list[str]:
    return [f"{sign} {part}".strip() for sign, part in pieces(formula)]


def test_a_chain_breaks_between_its_factors():
    assert told(Chain((DESIRE, W3, Number(-2)))) == ["2(a3 − y)", "· w3", "· (−2)"]


def test_a_sum_breaks_between_its_terms_and_their_factors():
    total = Sum((Chain((W3, A0)), Minus(Chain((W2, A0))), Y))
    assert told(total) == ["w3", "· a0", "− w2", "· a0", "+ y"]


def test_a_factor_keeps_its_brackets():
    assert told(Chain((Sum((A3, Y)), W3))) == ["(a3 + y)", "· w3"]
    assert told(Sum((A3, Minus(Sum((W2, W3)))))) == ["a3", "− (w2 + w3)"]


def test_a_number_stays_with_what_it_joins():
    assert told(Product((Number(2), Sum((A3, Y)), W3))) == ["2(a3 + y)", "· w3"]
    assert told(A3) == ["a3"]
