import json

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from backsweep.practice.export.typst_code import CONTROL, row, string

HARMFUL = st.text(st.sampled_from('ab"\\#$[]{}()*_`@<>/\n\tß中\u0001'), max_size=40)


def kept(code):
    """What Typst makes of a piece of code."""
    compiler = typst.Compiler(f"#metadata({code}) <kept>".encode())
    return json.loads(compiler.query("<kept>", field="value", one=True))


@settings(max_examples=60, deadline=None)
@given(HARMFUL | st.text(max_size=40))
def test_words_come_back_as_they_went_in(words):
    assert kept(string(words)) == CONTROL.sub("", words)


def test_a_row_may_be_as_long_as_a_lesson():
    assert kept(row([string("a")] * 5000)) == "a" * 5000
