"""Keeping the open web's mischief out without keeping residents out."""
