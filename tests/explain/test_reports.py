"""The report as a whole: what stands in it, and in which order."""

import numpy as np
import pytest

import backsweep as bs
from backsweep.explain import lesson
from backsweep.explain.depth.gains import gains
from backsweep.explain.report.blocks import Note, Section, Table
from backsweep.explain.reports import branching, farthest


@pytest.fixture
def whole():
    """The lesson explained."""
    return bs.explain(lesson.cost, lesson.WEIGHTS)(**lesson.NUMBERS)


def deep(residual):
    """A network of four layers of six, too many weights to tell of each."""
    random = np.random.default_rng(1)

    def cost(weights, x):
        for w in weights:
            r = np.tanh(x @ w)
            x = x + r if residual else r
        return np.sum(x**2)

    weights = [random.normal(size=(6, 6)) / 3 for _ in range(4)]
    return bs.explain(cost, "weights")(weights, random.normal(size=(2, 6)))


def titles(blocks):
    return [block.title for block in blocks if isinstance(block, Section)]


def test_the_short_report_has_the_chains_and_what_they_share(whole):
    assert titles(whole.short()) == [
        "Forward: every value",
        "Backward: every chain",
        "What the chains share",
    ]


def test_the_whole_report_has_every_part(whole):
    assert titles(whole.blocks())[3:] == [
        "Desires and wishes",
        "The check, the long way",
        "One step against the slope",
    ]


def test_the_entries_of_arrays_are_given():
    ex = bs.explain(lambda w, x: w @ x)(np.array([1, 2]), np.array([3, 4]))
    assert "Given w[0] = 1, w[1] = 2, x[0] = 3, x[1] = 4, the" in _words(ex.short()[0])


def _words(section):
    (paragraph,) = section.blocks
    return "".join(map(str, paragraph.words))


def test_every_factor_is_put_in_words_once(whole):
    backward = whole.short()[1]
    (table,) = [block for block in backward.blocks if isinstance(block, Table)]
    factors = [str(row[0]) for row in table.rows]
    assert sorted(factors) == sorted(set(factors))
    assert set(factors) == {
        *("dC/da3", "da3/da2", "da2/da1", "da1/dw1", "da2/dw2", "da3/dw3"),
    }


def test_without_a_path_there_is_nothing_to_share():
    ex = bs.explain(lambda w, x: x * (w > 1), "w")(2.0, 3.0)
    assert titles(ex.blocks()) == ["Forward: every value", "Backward: every chain"]


def test_a_deep_network_is_told_in_layers():
    ex = deep(residual=False)
    assert titles(ex.blocks()) == [
        "The chain to weights[0]",
        "Signal, input, coherence",
    ]
    assert farthest(ex) == "weights[0]"


def test_branches_bring_the_paths_of_different_lengths():
    ex = deep(residual=True)
    assert "Paths of different lengths" in titles(ex.blocks())
    assert branching(gains(ex.run, "weights[0]"))
    assert not branching(gains(deep(residual=False).run, "weights[0]"))


def test_a_parameter_without_a_path_is_noted():
    def cost(used, unused, x):
        return np.sum(np.tanh(x @ used)) + 0 * np.sum(unused > 0)

    big = np.ones((8, 8)) / 8
    ex = bs.explain(cost, ["used", "unused"])(big, big, np.ones((1, 8)))
    notes = [str(block.words) for block in ex.blocks() if isinstance(block, Note)]
    assert any("has no path" in note for note in notes)


def test_a_scalar_parameter_of_a_large_network_has_its_chain():
    def cost(scale, x):
        return np.sum(np.tanh(scale * x))

    ex = bs.explain(cost, ["scale", "x"])(0.5, np.arange(70_000.0))
    assert "The chain to scale" in titles(ex.blocks())


def test_for_programs_the_parts_have_names(whole):
    assert list(whole.data()) == [
        *("function", "cost", "exact", "gradient", "forward", "desires", "wishes"),
        *("shared", "chains", "work", "check", "step"),
    ]
    assert list(deep(residual=True).data())[4:] == [
        *("chain", "shares", "parameters", "without_path"),
    ]
