"""Names taken apart for typesetting."""

from __future__ import annotations

import pytest

from backsweep.explain.formula.names import GREEK, Name, read


@pytest.mark.parametrize(
    ("name", "base", "below"),
    [
        ("a", "a", ()),
        ("a3", "a", ("3",)),
        ("a_3", "a", ("3",)),
        ("W12", "W", ("12",)),
        ("hidden2", "hidden", ("2",)),
        ("w_out", "w", ("out",)),
        ("w_out_1", "w", ("out", "1")),
        ("beta_max", "beta", ("max",)),
        ("lambda_", "lambda", ()),
        ("learning_rate", "learning_rate", ()),
        ("conv2d", "conv2d", ()),
        ("params[0]['weights']", "params", ("0", "weights")),
        ("p2['w_1'].bias", "p", ("2", "w_1", "bias")),
        ("the cost", "the cost", ()),
        ("?", "?", ()),
    ],
)
def test_digits_and_what_follows_a_letter_stand_below(
    name: str, base: str, below: tuple[str, ...]
) -> None:
    assert read(name) == Name(base, below)


def test_greek_letters_are_known_by_their_names() -> None:
    assert (GREEK["beta"], GREEK["lambda"], GREEK["Omega"]) == ("β", "λ", "Ω")
