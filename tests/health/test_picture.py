"""The picture of the factors over depth: what it says, and that a page can hold it."""

import io
import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import backsweep as bs
from backsweep.explain.report.html import stylesheet
from backsweep.health import errors
from backsweep.health.depths import Depths
from backsweep.health.inline_svg import COLOURS
from backsweep.health.limits import LOST
from backsweep.health.mean_field import noise
from backsweep.health.picture import KINDS, MARKED, picture, picture_file
from backsweep.health.record import BRANCHES, COST, SLOPE, WEIGHT, Link, Record

GAINS = st.one_of(st.floats(1e-5, 1e5), st.sampled_from([0.0, 1e-300, 1e300]))


def chain(gains, width=64):
    """A record of a network whose layers have these slopes, and weights of 1."""
    links = [Link("y", "sum", COST, 0.5)]
    for k, gain in enumerate(gains):
        links.append(Link(f"z{k}", "tanh", SLOPE, gain, 0.7))
        links.append(Link(f"a{k}", "matmul", WEIGHT, 1.0, 1.0, width, passes=1))
    return Record("loss", 1.0, 1.0, 0.0, links=tuple(links))


def texts(figure):
    """Every piece of text that is to be seen, in order."""
    return [one.text for one in ElementTree.fromstring(figure.svg).iter() if one.text]


def drawn(figure, tag):
    return re.findall(f"<{tag} [^>]*>", figure.svg)


def test_sizes_are_the_gains_so_far():
    assert Depths.of(chain([0.1, 10.0, 0.01])).sizes == pytest.approx([0, -1, 0, -2])


def test_the_cost_is_no_layer():
    assert len(Depths.of(chain([0.1, 0.1])).layers) == 2


def test_no_depth_makes_sizes_too_small():
    found = Depths.of(chain([1e-5] * 200))
    assert found.sizes[-1] == pytest.approx(-1000)
    assert "1000" in "".join(texts(picture(chain([1e-5] * 200)))).translate(PLAIN)


PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def test_chance_adds_up_over_the_layers():
    found = Depths.of(chain([0.5] * 9, width=16))
    assert found.predicted[-1] == pytest.approx(9 * math.log10(0.7))
    assert found.noise[4] == pytest.approx(noise([16] * 4) / math.log(10))
    assert found.limits[0] == LOST
    assert found.limits[9] == pytest.approx(LOST + found.noise[9])


def test_what_has_no_formula_ends_the_prediction():
    links = [Link("a", "2 branches", BRANCHES, 1.1, passes=1), *chain([0.5]).links]
    record = Record("loss", 1.0, 1.0, 0.0, links=tuple(links))
    assert Depths.of(record).predicted == [0.0]
    assert "by chance" not in texts(picture(record))
    assert "others" in texts(picture(record))


def test_every_line_is_named():
    found = texts(picture(chain([0.3] * 5)))
    lines = ("by chance", "limits of health", "measured", "slopes", "weights")
    assert {*lines} <= {*found}
    assert "others" not in found


@given(st.lists(GAINS, min_size=1, max_size=12))
@example([0.5, math.inf, 0.5])
@example([0.0, 0.0])
@settings(max_examples=10)
def test_any_chain_is_drawn(gains):
    ElementTree.fromstring(picture(chain(gains)).svg)


@pytest.mark.parametrize("depth", [1, MARKED, MARKED + 1, 200])
def test_any_depth_is_drawn(depth):
    figure = picture(chain([0.9] * depth))
    marks = len(drawn(figure, "use"))
    assert (marks > 2 * depth) == (depth <= MARKED)
    assert ("1 layer leaves" in figure.words) == (depth == 1)


@pytest.mark.parametrize(("gain", "sign"), [(0.0, "0"), (math.inf, "∞")])
def test_what_is_on_no_scale_is_marked(gain, sign):
    plain, marked = (texts(picture(chain([0.5, x, 0.5]))) for x in (0.5, gain))
    assert marked.count(sign) > plain.count(sign)


def test_it_is_the_same_each_time():
    first, second = (picture(chain([0.2] * 4)) for _ in range(2))
    assert first == second


def test_its_colours_are_those_of_a_page():
    css, svg = stylesheet("fragment.css"), picture(chain([0.2] * 4)).svg
    assert set(re.findall(r"var\((--\w+)\)", svg)) == {*COLOURS.values()}
    assert all(f"{name}:" in css for name in COLOURS.values())
    assert re.findall(r"#[0-9a-fA-F]{6}\b", svg) == []


def test_it_is_named_and_described():
    root = ElementTree.fromstring(picture(chain([0.2] * 12)).svg)
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")].text == "The factors over depth"
    assert by_id[root.get("aria-describedby")].text.startswith("Vanishing: ")


def test_two_on_a_page_share_no_id():
    one, other = (picture(chain([x] * 4)).svg for x in (0.2, 0.3))
    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in (one, other)]
    assert not {*ids[0]} & {*ids[1]}
    assert all(len(found) == len({*found}) for found in ids)


def test_what_is_referred_to_is_there():
    svg = picture(chain([0.2] * 4)).svg
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    named = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg))
    assert {a or b for a, b in named} <= ids


def test_nothing_in_it_runs_or_reaches_out():
    svg = picture(chain([0.2] * 4)).svg
    assert re.findall(r"<script|<style|<metadata|https?:|@import|\son\w+=", svg) == []


@pytest.mark.parametrize(
    ("kind", "begins"), [*zip(KINDS, [b"\x89PNG", b"<?xml", b"%PDF"], strict=True)]
)
def test_it_is_written_to_files(kind, begins):
    assert picture_file(chain([0.2] * 4), kind).startswith(begins)


def test_the_output_is_at_the_right():
    """The first layer back from the output stands out, and is drawn at the right."""
    from matplotlib.image import imread

    pixels = imread(io.BytesIO(picture_file(chain([1e-6] + [1.0] * 9), "png")))
    dark = pixels[:, :, :3].sum(axis=2) < 0.6
    upper = dark[int(dark.shape[0] * 0.1) : dark.shape[0] // 2]
    columns = np.flatnonzero(upper.any(axis=0))
    heights = [np.flatnonzero(upper[:, c]).mean() for c in columns]
    assert heights[-1] < np.median(heights)


def cost(w, x):
    return np.mean(np.tanh(x @ w) ** 2)


@pytest.fixture
def found():
    random = np.random.default_rng(0)
    return bs.health(cost)(random.normal(size=(4, 4)), random.normal(size=(20, 4)))


def test_a_page_shows_the_verdict_then_the_picture_then_the_rest(found):
    page = found.page()
    places = [page.index(x) for x in ("Healthy: ", "<svg", "<nav", "The chain")]
    assert places == sorted(places)


def test_without_matplotlib_a_page_says_what_to_install(found, monkeypatch):
    monkeypatch.setattr(errors, "find_spec", lambda name: None)
    with pytest.raises(errors.MissingMatplotlib) as error:
        found.figure()
    assert error.value.cure == "pip install matplotlib"
    page = found.page()
    assert "<svg" not in page
    assert "the picture needs matplotlib: pip install matplotlib" in page


def test_what_never_was_finite_has_no_picture():
    w, x = np.full((4, 4), np.nan), np.ones((20, 4))
    assert bs.health(cost)(w, x).figure() is None
