"""Pieces of code set as cards are: a glyph for everything, words for every formula."""

import typst

from backsweep.practice.export.cards_pdf import source

HEAD = '#set document(title: "Cards")\n= Cards\n'


def set_as_pdf(code):
    compiler = typst.Compiler(f"{source([])}\n{HEAD}#({code})".encode())
    return compiler.compile(format="pdf", pdf_standards="ua-1")
