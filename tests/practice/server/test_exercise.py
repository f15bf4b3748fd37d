from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsweep.practice.variants.seeds import after

from .exercises import (
    CHAIN,
    HIDDEN,
    NEURONS,
    PATHS,
    SIGMOID,
    TASKS,
    Page,
    app_of,
    numbers,
)

CERTIFIED = "k7p2xm"
DROPPED = {"dC/da3": "6", "da3/da2": "-4", "da2/da1": "0.5", "da1/dw1": "5"}


@pytest.fixture
def app(tmp_path, clock):
    app = app_of(tmp_path, clock)
    yield app
    app.state.room.store.close()


@pytest.fixture
def chain(app):
    return Page(app, CHAIN)


def lead(page, more=""):
    """The seed that an address leads to."""
    answer = page.visitor.get(page.path + more)
    assert answer.status_code == 303
    query = parse_qs(urlsplit(answer.headers["location"]).query, keep_blank_values=True)
    return query["seed"][0], "apart" in query


def ratings(store):
    return [review.rating.name for review in store.reviews.all()]


# Which numbers.


def test_the_printed_numbers_come_first_and_then_fresh_ones(chain):
    assert lead(chain) == ("printed", False)
    chain.solve()
    assert len({lead(chain)[0] for _ in range(3)} - {"printed"}) == 3


def test_what_was_left_unfinished_comes_before_all(app, chain):
    Page(app, CHAIN, CERTIFIED).send({"a1": "1"})
    assert lead(chain) == (CERTIFIED, False)


def test_in_a_session_the_numbers_are_fresh(chain, store):
    chain.visitor.post("/session/begin")
    for lesson, label in ((x.lesson, x.label) for x in TASKS):
        page = chain.visitor.get(f"/lesson/{lesson}/exercise/{label}")
        planned = f"skill:{lesson}/{label}" in store.sitting.last()[1]
        assert planned == (not page.headers["location"].endswith("=printed"))


def test_a_seed_is_shown_and_gives_everybody_the_same(app):
    page = Page(app, CHAIN, CERTIFIED)
    assert f'<a href="?seed={CERTIFIED}"' in page.html
    assert lead(page, "?fresh")[0] not in (CERTIFIED, "printed")
    assert page.words == page.words


@pytest.mark.parametrize("seed", ["", "short", "UPPER7", "illegal", "k7p2x\0", "<b>"])
def test_there_are_no_other_seeds(chain, seed):
    answer = chain.visitor.get(chain.path, params={"seed": seed})
    assert answer.status_code == 404


# Boxes.


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.label)
@pytest.mark.parametrize("seed", ["printed", CERTIFIED])
def test_every_step_has_one_box_and_all_right_is_all_right(app, task, seed):
    page = Page(app, task, seed)
    assert list(page.boxes.values()) == [""] * len(numbers(task, seed))
    page.solve()
    assert page.boxes == numbers(task, seed)
    assert page.html.count("> right</span>") == len(page.boxes)
    assert "not yet" not in page.words


def test_nothing_is_told_before_it_is_asked_for(app):
    page, right = Page(app, CHAIN, "aaaa2b"), numbers(CHAIN, "aaaa2b")
    told = {"30", "15", "90", "12", "-60", "−60"}
    assert told - {"−60"} <= {*right.values()}
    assert not told & {*page.words.replace("=", " ").split()}
    assert "worked out" not in page.words and "Hint 1" not in page.words


def test_what_was_typed_is_there_again(chain):
    chain.send({"a1": "1", "a2": " 2/3 ", "dC/dw1": "7"})
    typed = {name: text for name, text in chain.boxes.items() if text}
    assert typed == {"a1": "1", "a2": "2/3", "dC/dw1": "7"}


def test_boxes_that_are_not_sent_stay_as_another_tab_left_them(chain):
    tab = chain.hidden
    chain.send({"a1": "1"})
    chain.send({"a2": "2"}, tab)
    assert (chain.boxes["a1"], chain.boxes["a2"]) == ("1", "2")


def test_what_cannot_be_read_is_kept_and_told_at_its_box(chain, store):
    chain.send({"a1": '<i>"?'})
    assert chain.boxes["a1"] == '<i>"?'
    assert 'aria-invalid="true"' in chain.box("a1")
    assert "unclear" in chain.words and "<i>" not in chain.html
    assert " abc is not a plain number" in chain.send({"a2": "abc"}).words
    assert store.attempts.all() == ()


# What is said.


def test_a_slip_is_told_by_the_number_that_it_gives(app):
    page = Page(app, CHAIN, "aaaa2b").send({**DROPPED, "dC/dw1": "15"})
    assert "15 is the number you get if you left out the factor da3/da2." in page.words
    assert "Rates multiply along a chain" in page.words


def test_the_right_way_stands_beside_it_and_is_not_finished_for_the_learner(app):
    page = Page(app, CHAIN, "aaaa2b").send({**DROPPED, "dC/dw1": "15"})
    assert "da1/dw1= 6 · 0.5 · 5= 15 Right" in page.words
    assert "da1/dw1= 6 · (−4) · 0.5 · 5 Rates" in page.words
    assert "<mark>(−4)</mark>" in page.html and "−60" not in page.words


def test_factors_that_were_not_found_yet_have_no_number_in_it(app):
    page = Page(app, CHAIN, "aaaa2b").send({"dC/dw1": "15"})
    assert "da1/dw1 Rates" in page.words


def test_all_that_may_have_happened_is_listed(chain):
    chain.send({"dC/dw1": "4"})
    assert "4 comes about in 9 ways. The next numbers will tell which." in chain.words
    assert "You left out the factor da2/da1." in chain.words
    assert "You left out the 2 in front, at dC/da3." in chain.words


def test_what_no_slip_gives_is_said_to_be_so(chain):
    chain.send({"a3": "71", "dC/dw1": "1000"})
    assert "No slip that is known here gives 71. Work it out once more" in chain.words
    assert "No slip that is known here gives 1000. Look at a3 first." in chain.words


def test_a_slip_is_not_held_against_what_follows_from_it(chain, store):
    chain.send({"a1": "1", "a2": "2", "a3": "5", "C": "4"})
    assert "Right, from your a3 = 5." in chain.words
    assert [x.step for x in store.attempts.all() if not x.right] == ["a3"]


def test_long_numbers_need_three_digits(app, chain):
    page = Page(app, SIGMOID)
    assert "three significant digits are enough" in page.words
    assert "significant" not in chain.words
    assert "> right</span>" in page.send({"a1": "0.881"}).html


@pytest.mark.parametrize("task", [PATHS, NEURONS], ids=lambda task: task.label)
def test_no_way_of_going_wrong_breaks_the_page(app, task):
    for step in numbers(task, "printed"):
        for wrong in ("0", "1", "2", "-84", "40"):
            assert "Something broke" not in Page(app, task).send({step: wrong}).words


# Hints.


def test_hints_open_one_by_one_and_are_three(chain):
    for count in (1, 2, 3, 3):
        chain.send({}, hint="dC/da3")
        assert chain.words.count("Hint 1") == 1
        assert (
            f"Hint {count}" in chain.words
        ) and f"Hint {count + 1}" not in chain.words
    assert "Hint 3 dC/da3 = 2(a3−y) = 2." in chain.words


def test_a_question_mark_in_a_box_asks_for_a_hint(chain, store):
    chain.send({"a1": "1", "a2": "?"})
    assert chain.words.count("Hint 1") == 1 and chain.boxes["a2"] == ""
    assert [attempt.step for attempt in store.attempts.all()] == ["a1"]


def test_a_hint_asked_for_twice_by_one_page_opens_once(chain):
    page = chain.hidden
    chain.send({}, page, hint="a2").send({}, page, hint="a2")
    assert "Hint 1" in chain.words and "Hint 2" not in chain.words


def test_hints_are_remembered_in_the_rating(chain, store):
    chain.send({}, hint="dC/da3").solve()
    assert ratings(store) == ["Hard"]


# The end.


def test_all_right_is_one_review_however_often_it_is_sent(chain, store):
    page = chain.hidden
    right = numbers(CHAIN, "printed")
    chain.send(right, page).send(right, page)
    assert ratings(store) == ["Good"]
    assert len(store.attempts.all()) == len(right)


def test_after_the_end_everything_is_worked_out(chain):
    chain.solve()
    worked = "dC/dw1 = dC/da3 · da3/da2 · da2/da1 · da1/dw1 = 2·2·2·1 = 8"
    assert worked in chain.words
    assert "new w1 = w1−rate·dC/dw1 = 1−0.1·8 = 0.2" in chain.words
    assert "There is a longer way to the same number." in chain.words


def test_what_the_chains_share_is_said_where_the_lesson_does_not(app):
    page = Page(app, CHAIN, CERTIFIED).solve()
    assert (
        "dC/da3 stands in more than one chain. The sweep works it out once"
        in page.words
    )
    assert "longer way" not in page.words


def test_right_by_luck_is_told(chain):
    answers = ("dC/dw1", "dC/dw3", "w1_new")
    right = numbers(CHAIN, "printed")
    chain.send({name: right[name] for name in answers})
    assert "Right, and perhaps by luck" in chain.words
    assert "wrong ways lead to dC/dw1 = 8, " in chain.words
    assert lead(chain, "/next?seed=printed")[1]


def test_certified_numbers_leave_nothing_to_luck(app):
    page = Page(app, CHAIN, CERTIFIED).solve()
    assert "All right" in page.words and "luck" not in page.words
    assert lead(page, f"/next?seed={CERTIFIED}") == (after(CERTIFIED), False)


def test_the_next_numbers_tell_suspects_apart_and_say_so(chain):
    chain.send({"dC/dw1": "4"})
    seed, apart = lead(chain, "/next?seed=printed")
    assert apart and seed != after("printed")
    html = chain.visitor.get(f"{chain.path}?seed={seed}&apart").text
    assert "gives different answers here" in html


def test_the_solution_is_there_for_who_asks_and_comes_again(chain, store):
    chain.send({"a1": "1"}, do="solution")
    assert "The solution" in chain.words and chain.boxes["a1"] == "1"
    assert ratings(store) == ["Again"]
    chain.send({"a1": "2"}, do="solution")
    assert ratings(store) == ["Again"] and chain.boxes["a1"] == "1"


def test_the_solution_can_be_asked_for_at_once(chain):
    assert "The solution" in chain.send({}, do="solution").words


def test_the_same_numbers_once_more(chain):
    chain.solve().send({}, do="again")
    assert set(chain.boxes.values()) == {""} and "All right" not in chain.words
    chain.send({"a1": "1"})
    assert chain.boxes["a1"] == "1"


def test_a_session_goes_on_after_its_exercise(chain):
    chain.visitor.post("/session/begin")
    while (step := chain.visitor.get("/session")).status_code == 200:
        fields = dict(HIDDEN.findall(step.text)) | {"knew": "yes"}
        chain.visitor.post("/session", data=fields)
    path = step.headers["location"]
    task = next(x for x in TASKS if path == f"/lesson/{x.lesson}/exercise/{x.label}")
    seed = lead(Page(chain.visitor.app, task))[0]
    page = Page(chain.visitor.app, task, seed).solve()
    assert '<a class="chief button" href="/session">Go on</a>' in page.html
    assert chain.visitor.get("/session").headers.get("location") != path


def test_at_the_end_there_are_other_things_to_do_with_it(chain):
    assert "Find the bug" not in chain.words
    chain.solve()
    for form, words in (
        ("bug", "Find the bug in such a sweep"),
        ("predict", "Predict"),
    ):
        assert f'<a href="{chain.path}/{form}">{words}' in chain.html
        assert lead(chain, f"/{form}")[0] != "printed"


# Whatever is sent.

NAMES = st.sampled_from(["box:a1", "box:dC/dw1", "do", "hint", "opened", "turns", "x"])
SAID = st.sampled_from(["check", "solution", "again", "a1", "?", "8", "0"])


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(fields=st.dictionaries(NAMES, SAID | st.text()))
def test_no_form_breaks_the_page(chain, fields):
    answer = chain.visitor.post(chain.address, data=chain.hidden | fields)
    assert answer.status_code in (303, 400)
    assert chain.visitor.get(chain.address).status_code == 200
