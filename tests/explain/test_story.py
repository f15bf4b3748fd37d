"""A story: the run of single numbers by the user's names."""

import numpy as np
import pytest

from backsweep.explain.errors import UnknownName


def test_values_are_found_by_what_the_user_calls_them(layered):
    story = layered
    assert story.number(story.node("x[1]")) == 2.0
    assert story.node("W1[0,2]") is story.run.variables["W1[0,2]"]


def test_a_counted_value_may_be_typed_plainly(tell):
    def cost(x):
        for _ in range(2):
            x = x * 3
        return x

    story = tell(cost, 1)
    assert story.node("x(2)") is story.node("x⁽²⁾")


@pytest.mark.parametrize("name", ["q", "", None, 3])
def test_a_name_that_is_not_there(seed, name):
    with pytest.raises(UnknownName, match="there is no"):
        seed.node(name)


def test_data_has_a_story_too(seed):
    about = seed.about("y")
    assert about.slope(about.node("y")) == -2
    assert seed.slope(seed.node("y")) is None
    assert seed.about("w1") is seed


def test_a_rate_is_written_as_in_the_lesson(seed):
    assert str(seed.rate(seed.node("w1"))) == "dC/dw1"


def test_variables_without_a_path_are_left_out(tell):
    story = tell(lambda x, y: x * np.floor(2.5), 1.0, 2.0)
    assert [name for name, _ in story.variables] == ["x"]
