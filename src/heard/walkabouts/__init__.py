"""Walkabouts: what was seen on estates, what was to be done about it, and whether it was."""
