"""Large graphs: what is true of all layers, of all paths and of the strongest ones."""
