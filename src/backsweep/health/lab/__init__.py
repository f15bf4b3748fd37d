"""The vanishing lab: what is left of a desire at each layer, and how much is lost."""
