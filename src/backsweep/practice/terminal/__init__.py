"""The practice room in a terminal."""
