from __future__ import annotations

from backsweep.practice.lesson.sentences import CUT, Sentence, sentences


def texts(source: str) -> list[str]:
    return [one.text for one in sentences(source)]


def test_emphasis_and_links_leave_their_words():
    assert texts("*a* **b** [c](d.md)") == ["a b c"]


def test_code_images_and_dollars_of_the_text_are_cut():
    assert texts("`a` ![b](c.png) \\$5") == [f"{CUT} {CUT} {CUT}5"]


def test_code_blocks_say_nothing():
    assert texts("```\nx = 1\n```\n\n    x = 2\n") == []


def test_formulas_of_both_kinds_stand_between_dollars():
    assert texts("so $x$\n\n$$\ny\n$$") == ["so $x$", "$y$"]


def test_cells_and_items_are_sentences():
    assert texts("- a\n- b\n\n| c |\n|---|\n| d |\n") == ["a", "b", "c", "d"]


def test_a_place_is_told_its_line():
    [one] = sentences("first\nsecond\nthird", 10)
    assert [one.line_at(one.text.index(word)) for word in one.text.split()] == [
        10,
        11,
        12,
    ]


def test_what_stands_in_a_note_is_found_with_its_line():
    [one] = sentences(":::{note}\n:class: x\n\nwords\n:::", 5)
    assert one == Sentence("words", 8)


def test_headings_are_known_as_such():
    assert [one.heading for one in sentences("# A\n\nb\n\n# C")] == [True, False, True]
