import re

import pytest
from pypdf import PdfReader

from backsweep.practice.export.cards_pdf import source, write_cards_pdf
from backsweep.practice.export.errors import ExportMistake
from backsweep.practice.lesson.course import read_course

CARD = ":::{{flashcard}}\n:label: one\n{front}\n---\n{back}\n:::"
MILLIMETRE = 72 / 25.4


@pytest.fixture
def printed(tmp_path):
    """``printed(course, back)``: the PDF, opened."""

    def printed(course, back=False):
        write_cards_pdf(course, tmp_path / "cards.pdf", back)
        return PdfReader(tmp_path / "cards.pdf")

    return printed


@pytest.fixture
def one_card(tmp_path):
    """``one_card(front, back)``: a course of one lesson with one card."""

    def one_card(front, back):
        path = tmp_path / "lesson.md"
        path.write_text("# One\n\n" + CARD.format(front=front, back=back), "utf-8")
        return read_course(path)

    return one_card


def text(page):
    return " ".join(page.extract_text().split())


def structure(reader, role):
    """The elements of a role in the PDF's structure, wherever they are."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [one] if one.get("/S") == role else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_one_card_is_one_page_with_its_answer(first, printed):
    reader = printed(first)
    assert len(reader.pages) == 9
    assert text(reader.pages[0]).startswith("In terms of calculus, what is backpro")
    assert "There is nothing else to it." in text(reader.pages[0])
    assert text(reader.pages[8]).endswith("9 of 9")


def test_answers_are_on_the_back_when_asked_for(first, printed):
    reader = printed(first, back=True)
    assert len(reader.pages) == 18
    assert "nothing else to it" not in text(reader.pages[0])
    assert "nothing else to it" in text(reader.pages[1])


def test_the_page_has_its_size_in_millimetres(first, printed):
    box = printed(first).pages[0].mediabox
    assert float(box.width) == pytest.approx(148 * MILLIMETRE, abs=0.01)
    assert float(box.height) == pytest.approx(105 * MILLIMETRE, abs=0.01)


def test_the_file_is_for_everybody(first, printed):
    reader = printed(first)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata.title == "Backpropagation and the chain rule"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_question_is_a_heading_and_every_formula_can_be_heard(first, printed):
    reader = printed(first)
    formulas = [one["/Alt"] for one in structure(reader, "/Formula")]
    assert len(structure(reader, "/H1")) == 9
    assert "df/dx = df/dg · dg/dx" in formulas
    assert all(formulas)


def test_fonts_are_part_of_the_file(first, printed):
    fonts = printed(first).pages[3]["/Resources"]["/Font"].values()
    described = [
        f["/DescendantFonts"][0].get_object()["/FontDescriptor"] for f in fonts
    ]
    assert all({"/FontFile3", "/FontFile2"} & {*one.get_object()} for one in described)


def test_the_same_lessons_give_the_same_bytes(course, tmp_path):
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    write_cards_pdf(course, one)
    write_cards_pdf(course, other)
    assert one.read_bytes() == other.read_bytes()


def test_what_a_card_says_is_never_code(hostile, printed):
    words = text(printed(hostile).pages[0])
    assert '<script>alert(1)</script> #read("/etc/passwd")' in words
    assert '"#panic() \\"' in words
    assert "root:" not in words


def test_no_words_of_a_card_stand_outside_a_string(hostile):
    code = source([*hostile]).split("#set document")[1]
    bare = re.sub(r'"(\\.|[^"\\])*"', "", code, flags=re.DOTALL)
    for word in ("script", "read", "panic", "sound", "passwd"):
        assert word not in bare


def test_a_long_answer_is_set_smaller_until_it_fits(one_card, printed):
    reader = printed(one_card("Why?", "Rates multiply along a chain. " * 30))
    assert len(reader.pages) == 1


def test_an_answer_for_a_page_and_more_is_kept_whole(one_card, printed):
    reader = printed(one_card("Why?", "Rates multiply along a chain. " * 90 + "End."))
    assert len(reader.pages) > 1
    assert "End." in text(reader.pages[-1])


def test_a_sign_that_no_font_has_is_named_with_a_cure(one_card, tmp_path):
    with pytest.raises(ExportMistake) as caught:
        write_cards_pdf(one_card("Why?", "\U0010fffd"), tmp_path / "cards.pdf")
    assert caught.value.cure
    assert not (tmp_path / "cards.pdf").exists()


def test_lessons_without_cards_are_told_so(tmp_path):
    (tmp_path / "lesson.md").write_text("# Words only", "utf-8")
    with pytest.raises(ExportMistake, match="no cards"):
        write_cards_pdf(read_course(tmp_path / "lesson.md"), tmp_path / "cards.pdf")
