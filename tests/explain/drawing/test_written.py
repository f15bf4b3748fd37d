"""The words of connections stand clear of one another and of neurons."""

from itertools import combinations, product
from math import dist

import pytest

from backsweep.explain.drawing.layout import arranged
from backsweep.explain.drawing.written import HIGH, spots

from . import networks


@pytest.mark.parametrize(
    "picture",
    [networks.lesson(), networks.branching(), networks.wide(2, 3, 1, biases=True)],
    ids=lambda one: one.title,
)
def test_words_do_not_cover_words_or_neurons(picture):
    layout = arranged(picture)
    texts = [(one.key, f"{one.weight} = {one.amount}") for one in picture.weights]
    found = spots(texts, picture.connections, layout)
    for one, other in combinations(found, 2):
        assert all(
            dist(*pair) >= HIGH for pair in product(one.points(), other.points())
        )
    for one, place in product(found, layout.places.values()):
        clear = place.radius + HIGH / 2
        assert all(dist(point, (place.x, place.y)) >= clear for point in one.points())
