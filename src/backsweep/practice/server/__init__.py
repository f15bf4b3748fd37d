"""The practice room in a browser: pages of this machine, for this machine alone."""
