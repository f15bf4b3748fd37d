"""Other things to do with a variant: find a bug in a sweep, predict and then run."""
