import pytest

from backsweep.practice.export.typst_markdown import blocks, heading

from .setting import set_as_pdf


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a *b* `c`", 'par(([#"a "], emph([#"b"]), [#" "], raw("c")).join())'),
        ("2. a\n3. b", 'enum(par([#"a"]), par([#"b"]), start: 2)'),
        ("- a", 'list(par([#"a"]))'),
        ("```\n#x\n```", 'raw("#x\n", block: true)'),
        ("![A chain](chain.png)", 'par([#"A chain"])'),
        ("> a", 'aside(par([#"a"]))'),
        (":::{note} b\na\n:::", 'aside((par(strong([#"b"])), par([#"a"])).join())'),
        ("| a |\n|---|\n| b |", 'table(table.header([#"a"]), [#"b"], columns: 1)'),
    ],
)
def test_markdown_as_code(source, code):
    assert blocks(source) == [code]
    assert set_as_pdf(code).startswith(b"%PDF")


def test_the_first_paragraph_is_the_heading_of_a_card():
    title, rest = heading("What is *it*?\n\n- one")
    assert "emph" in title
    assert len(rest) == 1


def test_without_one_there_is_no_heading_and_nothing_is_lost():
    title, rest = heading("- one\n\ntwo")
    assert title == "none"
    assert len(rest) == 2


def test_a_paragraph_that_is_a_formula_has_a_line_of_its_own():
    [code] = blocks("$a = b$")
    assert code.startswith("math.equation(")
    assert "block: true" in code


def test_quotations_as_deep_as_markdown_has_them_can_be_set():
    [code] = blocks("> " * 60 + "deep")
    assert set_as_pdf(code).startswith(b"%PDF")
