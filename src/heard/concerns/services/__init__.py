"""Writes of concerns, each in one piece, by a named actor, in the audit log."""
