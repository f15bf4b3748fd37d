"""The pages of the room, one family per file; each file has its ``routes``."""
