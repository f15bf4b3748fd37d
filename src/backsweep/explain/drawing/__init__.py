"""Drawings of networks: what they show, where it stands, and how it looks.

``picture`` is what is drawn; ``svg.drawing`` draws it. ``chains`` says which
connections belong together; ``columns``, ``layout``, ``route`` and ``written`` where
everything goes; ``network`` and ``layers`` write the SVG, which stands on a ``sheet``.
"""
