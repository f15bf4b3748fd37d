"""A name for every value, and no name twice."""

import pytest

from backsweep.errors import UnsupportedValue
from backsweep.source.names import Names, identifier


def test_a_name_is_handed_out_once() -> None:
    names = Names()
    assert [names.take("w") for _ in range(3)] == ["w", "w_2", "w_3"]


def test_the_modules_names_are_taken() -> None:
    names = Names()
    assert names.take("np") == "np_2"
    with pytest.raises(UnsupportedValue, match="an argument named scipy"):
        names.reserve("scipy")


def test_the_names_of_arguments_are_kept_for_them() -> None:
    names = Names()
    names.reserve("value")
    assert names.take("value") == "value_2"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("params['w'][0]", "w_0"),
        ("p.layers[2].b", "b"),
        ("x", "x"),
        ("p[3][1]", "p_3_1"),
        ("class", "class_"),
        ("p['two words']", "words"),
        ("", "t"),
        ("7", "t_7"),
    ],
)
def test_the_last_steps_of_a_path_say_the_most(words: str, name: str) -> None:
    assert identifier(words) == name
    assert identifier(words).isidentifier()
