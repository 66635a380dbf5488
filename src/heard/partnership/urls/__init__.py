"""Addresses of partnership."""
