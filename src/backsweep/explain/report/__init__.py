"""Reports: blocks of content, and the writers that show them.

``blocks`` says what a report is made of and ``part`` is the base of everything that can
show itself. ``text``, ``html`` (with ``page``) and ``latex`` write the same blocks;
``plain`` turns data into what JSON can hold.
"""
