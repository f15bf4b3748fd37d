from __future__ import annotations

import pytest

from backsweep.practice.lesson.entrywise import entrywise

X = r"\begin{bmatrix} 3 \\ 1 \end{bmatrix}"
W = r"\begin{pmatrix} 1 & -2 \\ 3 & 4 \end{pmatrix}"


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (f"x = {X}", ["x[0] = 3", "x[1] = 1"]),
        (
            rf"x_1 = {X} \qquad y \approx {X}",
            ["x1[0] = 3", "x1[1] = 1", "y[0] ≈ 3", "y[1] ≈ 1"],
        ),
        (f"W = {W}", ["W[0,0] = 1", "W[0,1] = −2", "W[1,0] = 3", "W[1,1] = 4"]),
        (rf"W^\top x = {X} = {X}", ["… = 3 = 3", "… = 1 = 1"]),
    ],
)
def test_what_is_said_of_a_matrix_is_said_of_its_entries(latex, told):
    assert entrywise(latex) == told


@pytest.mark.parametrize(
    "latex",
    ["x = 3", f"{X} = {W}", r"x = \begin{matrix} 1 & 2 \\ 3 \end{matrix}", r"\qed", ""],
)
def test_where_shapes_differ_or_nothing_is_a_matrix_nothing_is_told(latex):
    assert entrywise(latex) == []
