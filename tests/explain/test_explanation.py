"""Golden: the lesson's numbers, as text, as HTML with MathML, as LaTeX and as JSON."""

import json
from fractions import Fraction

import numpy as np
import pytest

import backsweep as bs
from backsweep.explain import lesson
from backsweep.explain.errors import TooLarge, UnknownName
from backsweep.explain.parts.nopath import NoChain

CARD = {"a0": 1, "w1": 2, "w2": 3, "w3": Fraction(1, 2), "y": 2}


@pytest.fixture
def ex():
    return bs.explain(lesson.cost, wrt=lesson.WEIGHTS)(**lesson.NUMBERS)


def halves(count):
    """The explanation of a value that ``count`` weights of 0.5 pass on."""

    def cost(a, weights):
        for w in weights:
            a = w * a
        return a

    return bs.explain(cost, wrt="a")(1, [0.5] * count)


def test_the_gradient_is_that_of_the_lesson(ex):
    assert ex.value == 1
    assert ex.gradient == {"w1": 8, "w2": 4, "w3": 4}
    assert all(type(slope) is Fraction for slope in ex.gradient.values())


def test_the_chain_as_text(ex):
    assert str(ex.chain("w1")).splitlines() == [
        "dC/dw1 = dC/da3 · da3/da2 · da2/da1 · da1/dw1",
        "       = 2(a3 − y) · w3 · w2 · a0",
        "       = 2 · 2 · 2 · 1",
        "       = 8",
    ]
    assert str(ex.chain("w3")).splitlines() == [
        "dC/dw3 = dC/da3 · da3/dw3",
        "       = 2(a3 − y) · a2",
        "       = 2 · 2",
        "       = 4",
    ]


def test_the_chain_as_mathml(ex):
    shown = ex.chain("w1").html()
    assert "<script" not in shown and "http" not in shown
    assert "<mn>2</mn><mo>·</mo><mn>2</mn><mo>·</mo><mn>2</mn><mo>·</mo><mn>1</mn>" in (
        shown
    )
    assert "<math><mn>8</mn></math>" in shown


def test_the_chain_as_latex(ex):
    assert ex.chain("w1").latex().strip().splitlines() == [
        r"\begin{align*}",
        r"  \frac{dC}{dw_1} &= \frac{dC}{da_3} \cdot \frac{da_3}{da_2} \cdot "
        r"\frac{da_2}{da_1} \cdot \frac{da_1}{dw_1} \\",
        r"  &= 2(a_3 - y) \cdot w_3 \cdot w_2 \cdot a_0 \\",
        r"  &= 2 \cdot 2 \cdot 2 \cdot 1 \\",
        r"  &= 8",
        r"\end{align*}",
    ]


def test_the_chain_as_json(ex):
    told = json.loads(ex.chain("w1").json())
    assert (told["rate"], told["value"], told["count"]) == ("dC/dw1", 8, 1)
    (chain,) = told["chains"]
    assert [factor["formula"] for factor in chain["factors"]] == [
        "2(a3 − y)",
        "w3",
        "w2",
        "a0",
    ]
    assert [factor["value"] for factor in chain["factors"]] == [2, 2, 2, 1]
    assert [factor["meaning"] for factor in chain["factors"]] == [
        "the output's desire",
        "the desire flowing back through w3",
        "the desire flowing back through w2",
        "the input feeding the weight",
    ]


def test_the_card():
    card = bs.explain(lesson.cost, wrt="w1")(**CARD)
    assert card.gradient == {"w1": 3}
    assert "= 2 · 0.5 · 3 · 1" in str(card.chain("w1"))
    assert r"2 \cdot 0.5 \cdot 3 \cdot 1" in card.chain("w1").latex()
    assert "<mn>0.5</mn><mo>·</mo><mn>3</mn>" in card.chain("w1").html()
    assert json.loads(card.json())["gradient"] == {"w1": 3}


@pytest.mark.parametrize(
    "count, product, told",
    [(5, 0.03125, "0.03125"), (10, 0.0009765625, "0.0009766")],
)
def test_a_chain_of_halves_vanishes(count, product, told):
    vanishing = halves(count)
    assert vanishing.gradient == {"a": product}
    chain = vanishing.chain("a")
    assert str(chain).endswith(f"= {told}")
    assert told in chain.latex() and f"<mn>{told}</mn>" in chain.html()
    assert chain.text().count("0.5") == count
    assert json.loads(chain.json())["value"] == product


def test_the_step_of_the_lesson(ex):
    step = ex.step(0.1, "w1")
    assert step.new(ex.story.node("w1")) == Fraction(1, 5)
    assert step.costs == (1, Fraction(484, 100))
    assert "0.2" in str(step) and "4.84" in str(step)
    assert "<mn>0.2</mn>" in step.html() and "0.2" in step.latex()
    assert json.loads(step.json())["step"][0]["new"] == "1/5"


def test_the_whole_explanation_is_told_in_all_four_ways(ex):
    assert "= 2 · 2 · 2 · 1" in ex.text()
    assert r"2 \cdot 2 \cdot 2 \cdot 1" in ex.latex()
    assert ex.page().startswith("<!DOCTYPE html>") and "<svg" in ex.page()
    assert "The gradient of cost" in ex.page() and "Mine" in ex.page("Mine")
    told = json.loads(ex.json())
    assert told["exact"] and told["cost"] == 1
    assert told["gradient"] == {"w1": 8, "w2": 4, "w3": 4}
    assert [chain["value"] for chain in told["chains"]] == [8, 4, 4]


def test_a_notebook_may_choose_what_it_shows(ex):
    assert ex._repr_html_() == ex.html()
    bundle = ex._repr_mimebundle_()
    assert bundle["text/plain"] == str(ex)
    assert {*bundle} == {"text/plain", "text/html", "text/latex"}
    assert {*ex._repr_mimebundle_(include=["text/plain"])} == {"text/plain"}


def test_data_and_values_on_the_way_have_chains_too(ex):
    assert ex.chain("y").value == -2
    assert ex.chain("a0").value == 8
    assert ex.chain("a1").value == 8
    assert str(ex.chain("C")) == "dC/dC = 1"


def test_an_argument_may_be_the_cost():
    assert str(bs.explain(lambda x: x)(2).chain("x")) == "dx/dx = 1"


def test_a_name_that_is_not_there(ex):
    with pytest.raises(UnknownName, match="no 'w4'") as raised:
        ex.chain("w4")
    assert raised.value.cure.startswith("take one of these: w")


def test_where_no_path_leads_it_says_so():
    found = bs.explain(lambda x, z: x * bs.stop_gradient(z))(2, 3)
    assert found.gradient == {"x": 3, "z": None}
    assert isinstance(found.chain("z"), NoChain)
    assert "no path" in str(found)
    assert json.loads(found.json())["gradient"]["z"] is None


@pytest.mark.parametrize(
    "f, args",
    [
        (lambda: 3.0, ()),
        (lambda x: 3.0, (2,)),
        (lambda x: x, (2.0,)),
        (lambda x: np.sum(x), (np.zeros(0),)),
        (lambda x: x[()], (np.array(2.0),)),
        (np.tanh, (0.5,)),
        (np.sum, (np.ones(2),)),
        (abs, (-1,)),
        (lambda x, keep: np.sum(x[keep]), (np.ones(2), np.array([True, False]))),
        (lambda C, cost, L: C * cost * L, (1, 2, 3)),
        (lambda *ws, **named: ws[0] * named.get("k", 2), (1, 2)),
    ],
)
def test_every_function_of_a_number_is_told_in_all_four_ways(f, args):
    found = bs.explain(f)(*args)
    assert found.text() and found.html() and found.latex() and found.page()
    assert json.loads(found.json())["function"]


class TestLarge:
    """What is true of a deep network, without taking it apart."""

    @pytest.fixture
    def deep(self):
        def cost(params, x):
            for W in params["W"]:
                x = np.tanh(x @ W + params["b"])
            return np.sum(x**2)

        random = np.random.default_rng(0)
        params = {
            "W": [random.normal(size=(128, 128)) / 11 for _ in range(4)],
            "b": 0.1,
        }
        return bs.explain(cost, wrt="params")(params, random.normal(size=(64, 128)))

    def test_it_is_told_by_layers(self, deep):
        chain = deep.chain("params['W'][0]")
        assert chain.difference < 1e-6
        assert "Signal" in str(deep)
        assert json.loads(deep.json())["exact"] is False
        assert "story" not in vars(deep)

    def test_a_number_among_the_parameters_has_its_chain_of_operations(self, deep):
        assert deep.chain("params['b']").difference < 1e-6

    def test_single_entries_are_refused_with_what_to_do(self, deep):
        with pytest.raises(TooLarge, match="single numbers"):
            deep.forward()


def test_the_gradient_of_arrays_is_the_callers_own():
    found = bs.explain(lambda x: np.sum(x**2))(np.array([1.0, 2.0]))
    found.gradient["x"][0] = 99.0
    assert found.chain("x[0]").value == 2.0
