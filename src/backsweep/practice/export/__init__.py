"""Lessons for other places: Anki, paper, Moodle and Canvas, a web server.

Each module writes one kind of file, whole or not at all, and the same bytes for the
same lessons.
"""
