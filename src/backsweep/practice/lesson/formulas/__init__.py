"""Formulas in prose: a small part of LaTeX, drawn as MathML or written as text."""
