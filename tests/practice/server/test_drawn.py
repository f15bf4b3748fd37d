import re

import pytest

from backsweep.explain.drawing.svg import drawing
from backsweep.practice.server.drawn import drawn

from ...explain.drawing import networks

PICTURES = [networks.lesson(), networks.branching(), networks.layers()]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_drawing_keeps_its_looks_without_style_attributes(picture):
    before, after = drawing(picture), drawn(drawing(picture))
    rules = dict(re.findall(r'\[data-look="(\d+)"]\[data-look]{(.*?)}', after.sheet))
    looks = re.findall(r' data-look="(\d+)"', after.html)
    assert " style=" not in after.html
    assert [rules[look] for look in looks] == re.findall(r' style="(.*?)"', before)


def test_its_sheet_is_what_the_page_holds():
    after = drawn(drawing(PICTURES[0]))
    assert re.findall("<style>(.*?)</style>", after.html, re.DOTALL) == [after.sheet]
