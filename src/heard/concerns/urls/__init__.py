"""Addresses of concerns, one module for each kind of reader."""
