"""Reads of concerns, each for its reader."""
