"""The package's own lessons, and lessons of a teacher who tries what files can do."""

import pytest

from backsweep.practice.lesson.course import own_course, read_course

HOSTILE = r"""# A "title" <b>; {x} ~= #1: \ [sound:x.mp3] ::y

![Out](../secret.png) ![In](chain%20link.png)

:::{flashcard}
:label: hostile
<script>alert(1)</script> #read("/etc/passwd") "$x$ \\(y\\) [sound:x.mp3] `[latex]`
---
$\href{javascript:1}{x}$ and "#panic() \\" and {= ~# ]]> &amp; ::
:::

:::{exercise} Find <b>; {it} "=" #1 / 2 ]]>
:label: slope
:graph: C = (w*x - y)**2
:given: w = 2, x = 3, y = 5
:ask: dC/dw
With <i>care</i>.
:::
"""


@pytest.fixture(scope="session")
def course():
    return own_course()


@pytest.fixture(scope="session")
def first(course):
    return [next(iter(course))]


@pytest.fixture
def hostile(tmp_path):
    """A course whose file holds what could break out, and two pictures."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "lesson.md").write_text(HOSTILE, "utf-8")
    (folder / "chain link.png").write_bytes(b"a picture")
    (tmp_path / "secret.png").write_bytes(b"a secret")
    return read_course(folder)
