from __future__ import annotations

import pytest

from backsweep.practice.lesson.formulas.text import text


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{dC}{dw_1} = 2 \cdot 2 = 4", "dC/dw1 = 2 · 2 = 4"),
        (r"\frac{1}{1 + e^{-z}}", "1/(1 + e^(−z))"),
        (r"-x + -1 = (-2)", "−x + −1 = (−2)"),
        (r"0.5^{10} \approx 0.001", "0.5¹⁰ ≈ 0.001"),
        (r"W^\top \delta", "Wᵀδ"),
        (r"W^{\mathsf{T}} x^n", "Wᵀx^n"),
        (r"\begin{bmatrix} 1 & -2 \\ 3 & 4 \end{bmatrix}", "[[1, −2], [3, 4]]"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b; = c"),
        (r"\left(\frac{1}{2}\right)^5", "(1/2)⁵"),
        (r"\sqrt[3]{x}", "³√(x)"),
        (r"W[0, 1] \quad f'(x)", "W[0, 1] f\N{PRIME}(x)"),
        (r"\hat y", "y^"),
    ],
)
def test_a_formula_is_written_on_one_line(latex, words):
    assert text(latex) == words
