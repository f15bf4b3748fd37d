"""Wrong derivations, derived from the graph: each a change to one step's formula."""
