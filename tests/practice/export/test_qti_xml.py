from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from backsweep.explain.formula.expression import Symbol
from backsweep.practice.export.qti_xml import document, element, legal, paragraph


@given(st.text(), st.text())
def test_any_words_make_a_file_that_can_be_read(words, title):
    read = ElementTree.fromstring(document(element("p", words, title=title)))
    assert (read.text or "") == legal(words).replace("\r\n", "\n").replace("\r", "\n")
    assert len(read) == 0


def test_words_around_a_formula_stay_around_it():
    read = ElementTree.fromstring(document(paragraph(("a ", Symbol("x"), " b", " c"))))
    [formula] = read
    assert (read.text, formula.tail) == ("a ", " b c")
    assert formula.tag == "{http://www.w3.org/1998/Math/MathML}math"
