"""Drawings as they are met: with a pointer, with a keyboard, on paper, on a phone."""

import pytest

from backsweep.explain.drawing.svg import drawing

from ..explain.drawing import networks
from .conftest import LOOKS, PHONE

PICTURES = {
    "lesson": networks.lesson(),
    "three": networks.three(),
    "small": networks.wide(2, 3, 1, biases=True),
    "branching": networks.branching(),
    "medium": networks.wide(4, 6, 6, 3, biases=True),
    "deep": networks.deep(),
    "layers": networks.layers(),
}


def lit(page):
    """The keys of the lines that are seen in full, from the styles as computed."""
    return page.evaluate(
        "[...document.querySelectorAll('.sheet g > .line')]"
        ".filter(line => getComputedStyle(line).opacity > 0.9)"
        ".map(line => line.parentNode.getAttribute('class').match(/c\\d+/)[0])"
    )


def focus(page, weight):
    page.focus(f".choice.{weight}")


def point(page, weight):
    """Move the pointer to the middle of a line, which has no height of its own."""
    box = page.evaluate(
        "box => box.getBoundingClientRect().toJSON()",
        page.query_selector(f".choice.{weight} .touch"),
    )
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def colour(page, chosen):
    return page.evaluate(
        "chosen => getComputedStyle(document.querySelector(chosen)).stroke", chosen
    )


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_in_a_readers_way(page_of, violations, sideways, name, look):
    page = page_of(drawing(PICTURES[name]), *look)
    assert violations(page) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("look", LOOKS)
def test_a_lit_chain_can_be_read_too(page_of, violations, look):
    page = page_of(drawing(networks.lesson()), *look)
    page.focus(".choice.c0")
    assert page.is_visible(".caption.c0")
    assert violations(page) == []


def test_all_is_lit_until_a_weight_is_chosen(page_of):
    page = page_of(drawing(networks.lesson()))
    assert lit(page) == ["c0", "c1", "c2", "c3", "c4"]
    assert page.is_visible(".hint")


@pytest.mark.parametrize("choose", [point, focus])
@pytest.mark.parametrize(
    ("weight", "chain"),
    [
        ("c0", ["c0", "c1", "c2", "c3"]),
        ("c1", ["c1", "c2", "c3"]),
        ("c2", ["c2", "c3"]),
    ],
)
def test_a_weight_lights_its_chain_back_from_the_cost(page_of, weight, chain, choose):
    page = page_of(drawing(networks.lesson()))
    choose(page, weight)
    assert lit(page) == chain
    assert page.is_visible(f".caption.{weight}")
    assert page.locator(".caption:visible").count() == 1
    assert not page.is_visible(".hint")
    own, onward = (colour(page, f".{one} .line") for one in (weight, "c3"))
    assert own != onward


def test_a_chain_takes_every_way_and_no_other(page_of):
    page = page_of(drawing(networks.branching()))
    page.focus(".choice.c1")
    assert lit(page) == ["c1", "c3", "c4", "c6"]


def test_the_halo_marks_what_several_chains_share(page_of):
    page = page_of(drawing(networks.lesson()))
    assert page.locator(".sheet .halo").count() == 2
    page.focus(".choice.c0")
    shown = "halo => getComputedStyle(halo).opacity"
    assert page.eval_on_selector(".c2 .halo", shown) == "1"
    assert page.eval_on_selector(".c3 .halo", shown) == "1"


def test_the_pointer_wins_over_the_focus(page_of):
    page = page_of(drawing(networks.lesson()))
    page.focus(".choice.c0")
    point(page, "c2")
    assert lit(page) == ["c2", "c3"]


def test_weights_that_share_a_name_light_together(page_of):
    one = networks.lesson()
    first, second, *others = one.connections
    tied = networks.tied(second, first.weight)
    picture = networks.Network(one.neurons, (first, tied, *others))
    page = page_of(drawing(picture))
    page.focus(".choice.c1")
    assert lit(page) == ["c0", "c1", "c2", "c3"]


def test_two_drawings_on_a_page_do_not_light_each_other(page_of, violations):
    page = page_of(
        drawing(networks.lesson(), "one") + drawing(networks.lesson(), "two")
    )
    page.focus("#two .choice.c2")
    assert page.locator("#one .hint").is_visible()
    assert page.locator("#two .caption.c2").is_visible()
    assert violations(page) == []


def test_the_tab_key_reaches_every_weight(page_of, tab_stops):
    picture = networks.wide(2, 3, 1, biases=True)
    box, *weights = tab_stops(page_of(drawing(picture)))
    assert box.startswith(picture.title)
    assert [one.split()[1] for one in weights] == [
        str(w.weight) for w in picture.weights
    ]


def test_the_tab_key_reaches_every_neuron_of_a_dense_drawing(page_of, tab_stops):
    picture = networks.wide(9, 9)
    _, *neurons = tab_stops(page_of(drawing(picture)))
    assert [one.split()[0] for one in neurons] == [
        str(n.label) for n in picture.neurons
    ]


def test_a_neuron_of_a_dense_drawing_lights_what_leads_to_it(page_of):
    page = page_of(drawing(networks.deep()))
    page.focus(".choice.n40")
    style = "lines => lines.map(line => getComputedStyle(line).opacity)"
    assert set(page.eval_on_selector_all(".t40", style)) == {"1"}
    assert set(page.eval_on_selector_all(".f40 .line", style)) == {"1"}
    assert set(page.eval_on_selector_all(".t41, .f3 .line", style)) == {"0.16"}
    assert page.locator(".caption.n40").is_visible()


def test_a_readers_software_is_told_the_chain(page_of):
    page = page_of(drawing(networks.lesson()))
    told = "weight w1 = 1 from a0 to a1, slope dC/dw1 = 8 = 2 · 2 · 2 · 1"
    assert page.get_by_role("img", name=told).count() == 1
    assert page.get_by_role("group", name="The lesson's chain", exact=True).count() == 1
    assert page.get_by_role("img", name="a3 = 4, desire 2").count() == 1


def test_a_wide_drawing_scrolls_in_its_own_box(page_of):
    page = page_of(drawing(networks.lesson()), PHONE)
    page.focus(".sheet")
    before = page.evaluate("document.querySelector('.sheet').scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.sheet').scrollLeft > 0")
    assert before == 0


@pytest.mark.parametrize("name", ["lesson", "layers", "deep"])
def test_words_stay_large_enough_to_read_on_a_phone(page_of, name):
    page = page_of(drawing(PICTURES[name]), PHONE)
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.sheet text')].map(text =>"
        " parseFloat(getComputedStyle(text).fontSize) * text.getCTM().a), 99)"
    )
    assert smallest > 9


def test_desires_flow_unless_motion_is_unwanted(page_of):
    name = "flow => getComputedStyle(flow).animationName"
    moving = page_of(drawing(networks.lesson()), moving=True)
    still = page_of(drawing(networks.lesson()))
    assert moving.eval_on_selector(".flow", name) == "backsweep-flow"
    assert still.eval_on_selector(".flow", name) == "none"


@pytest.mark.parametrize("name", ["lesson", "deep", "layers"])
def test_it_prints_dark_on_light(page_of, name):
    page = page_of(drawing(PICTURES[name]), dark=True)
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="print")
    paper = "box => getComputedStyle(box).backgroundColor"
    assert page.eval_on_selector(".backsweep-drawing", paper) == "rgb(251, 250, 247)"
    assert page.locator(".hint").count() == 0 or not page.is_visible(".hint")
