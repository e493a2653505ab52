"""Mutants: a room with one figure, date, name or direction altered in one document, and whether that is found."""
