"""The practice room: lessons to do, where every mistake is recognised for what it is.

``grammar`` reads what lessons and learners write; ``lesson`` reads a Markdown file;
``exercise`` derives all numbers of a graph from the engine; ``mistakes`` derives the
wrong ways to get there; ``variants`` draws fresh numbers that tell them apart;
``grading`` answers a learner; ``memory`` keeps what was learned. ``server``,
``terminal`` and ``export`` are the places where people meet it.
"""
