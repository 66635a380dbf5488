"""Writes of partnership."""
