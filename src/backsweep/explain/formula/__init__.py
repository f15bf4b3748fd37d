"""Formulas: trees of symbols and signs, and how they are written."""
