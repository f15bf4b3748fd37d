"""The parts of an explanation of single numbers, each with one thing to say."""
