import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.export.frozen import frozen
from backsweep.practice.export.gift import escaped, write_gift

from .gift_reader import _hidden, _shown, questions

SEEDS = ["printed", "abc234"]


@pytest.fixture(scope="module")
def read(course, tmp_path_factory):
    path = tmp_path_factory.mktemp("gift") / "course.txt"
    write_gift(course, path, SEEDS)
    return questions(path.read_text("utf-8"))


def test_every_answer_of_every_variant_is_a_question(course, read):
    answers = [q for one in frozen(course, SEEDS) for q in one.questions]
    assert len(read) == len(answers) > 40
    assert len({one.name for one in read}) == len(read)


def test_the_printed_exercise_has_the_lessons_numbers(read):
    rights = [one.answers[0] for one in read[:3]]
    assert [(x.weight, x.number) for x in rights] == [(1, 8), (1, 4), (1, 0.2)]


def test_questions_go_to_a_category_for_their_exercise(read):
    [first, *_] = read
    lesson, task = (
        "Backpropagation and the chain rule",
        "Work a chain, then take a step",
    )
    assert first.category == f"$course$/top/Backsweep/{lesson}/{task}"


def test_the_question_says_all_that_is_needed(read):
    update = read[2].text
    for needed in (r"\(a_3\) = \(w_3 \cdot a_2\)", r"\(w_3\) = \(2\)", r"\(0.1\)"):
        assert needed in update


def test_a_wrong_number_is_worth_nothing_and_is_told_how_it_came_about(course, read):
    for one, asked in zip(
        read, (q for x in frozen(course, SEEDS) for q in x.questions), strict=True
    ):
        for slip in asked.slips:
            answer = one.marked(float(slip.number))
            assert answer.weight == 0
            assert answer.feedback.startswith("How one gets this number: for ")
            assert answer.feedback.count("; or for ") == len(slip.faults) - 1


def test_an_answer_to_three_digits_is_right_where_none_can_be_exact(read):
    rounded = [one for one in read if "three significant digits" in one.text]
    assert rounded
    for one in rounded:
        right = one.answers[0].number
        assert one.marked(float(f"{right:.3g}")).weight == 1


def test_the_worked_answer_comes_with_every_question(read):
    assert read[0].feedback.endswith(r"\(1 - 0.1 \cdot 8\) = \(0.2\)")


def test_what_a_title_holds_stays_in_the_title(hostile, tmp_path):
    write_gift(hostile, tmp_path / "gift.txt", ["printed"])
    [one] = questions((tmp_path / "gift.txt").read_text("utf-8"))
    assert one.name.startswith('Find <b>; {it} "=" #1 / 2 ]]>, the printed numbers: ')
    assert one.category.endswith('/Find <b>; {it} "=" #1 // 2 ]]>')
    assert one.answers[0].number == 6


@given(st.text(st.sampled_from("\\~=#{}:na \n%/")))
def test_words_come_back_as_they_went_in(words):
    assert _shown(_hidden(escaped(words))) == " ".join(words.split())
