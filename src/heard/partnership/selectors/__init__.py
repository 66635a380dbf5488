"""Reads of partnership."""
