"""Readers for files that people already have: one declarative class per source, no Django."""
