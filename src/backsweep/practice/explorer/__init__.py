"""The network explorer: a sweep told value by value, forward and back, and drawn."""
