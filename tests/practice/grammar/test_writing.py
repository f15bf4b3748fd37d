"""Given numbers are written so that they are read as the same."""

from hypothesis import given
from hypothesis import strategies as st

from backsweep.practice.grammar import values
from backsweep.practice.grammar.writing import written

NUMBERS = st.fractions(-1000, 1000, max_denominator=1000)
ROWS = st.lists(NUMBERS, min_size=1, max_size=4).map(tuple)


@given(st.dictionaries(st.sampled_from(["a0", "w", "y"]), NUMBERS | ROWS))
def test_what_is_written_reads_as_the_same(numbers):
    assert values.given(written(numbers)) == numbers
