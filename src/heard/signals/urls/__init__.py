"""Addresses of early warnings."""
