"""A teacher's file may hold anything: it is read, checked and told, or refused."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backsweep.practice.lesson.checking import check_file
from backsweep.practice.lesson.plain import plain
from backsweep.practice.lesson.reading import lesson_mistakes, read_lesson
from backsweep.practice.lesson.rendering import rendered

LINES = r"""
$((((2^60)^60)^60)^60)^60 = 3$
:::{exercise} Title
:::{selfcheck}
:::{flashcard}
::::{note}
:::
:::
:::
::::
:label: a
:label: b
:graph: C = (a - y)**2; a = w*x
:graph: C = 1/(x - 2)
:graph: C = sum(W @ x)
:given: w = 2, x = 3, y = 1
:given: x = 2
:given: W = [[1, 2]], x = [1, 2]
:ask: dC/dw
---
---
# Heading
- item
> quote
   indented
```
a = w*x = 7 and dC/dw ≈ 1e60, 2^60 = 3
$\frac{dC}{dw} = 1/0$
$$x = \begin{matrix} 1 \\ 2 \end{matrix}$$
sigmoid(-9999) = exp(exp(99)) = log(0 - 1)
title: x
| a | b |
|---|---|
<script>
(2^60)^60 ≈ 3 = sigmoid(1) ≈ -(7^60)^50 ≈ 1e-60
$C = 0/0 \approx W[9,9] = -y^-60$
""".splitlines()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_any_file_is_read_or_refused(tmp_path, lines):
    path = tmp_path / "any.md"
    text = "\n".join(lines)
    path.write_text(text, encoding="utf-8")
    assert plain(text) is not None and rendered(text) is not None
    report = check_file(path)
    assert report.passed or report.wrong or report.mistakes


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path, data):
    path = tmp_path / "any.md"
    path.write_bytes(data)
    if not lesson_mistakes(path):
        assert read_lesson(path).path == path
