"""An exercise: a graph, what is asked of it, and every number on the way."""
