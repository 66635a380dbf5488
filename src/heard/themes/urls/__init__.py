"""Addresses of themes."""
