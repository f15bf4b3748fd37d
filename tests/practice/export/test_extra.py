import subprocess
import sys

import pytest

from backsweep.practice.export.errors import MissingExtra
from backsweep.practice.export.extra import require


def test_a_library_that_is_not_there_is_named_with_the_command_that_brings_it():
    with pytest.raises(MissingExtra) as caught:
        require("no_such_library", "pdf", "a PDF of cards")
    assert 'pip install "backsweep[pdf]"' in str(caught.value)
    assert isinstance(caught.value, ImportError)


@pytest.mark.parametrize(
    ("module", "library", "extra"),
    [("anki", "genanki", "practice"), ("cards_pdf", "typst", "pdf")],
)
def test_a_module_says_so_when_it_is_imported_without_its_library(
    module, library, extra, tmp_path
):
    (tmp_path / "run.py").write_text(
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        f"util.find_spec = lambda n, *a: None if n == {library!r} else found(n, *a)\n"
        f"import backsweep.practice.export.{module}\n"
    )
    run = subprocess.run(
        [sys.executable, tmp_path / "run.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode
    assert f"needs {library}" in run.stderr
    assert f"backsweep[{extra}]" in run.stderr
