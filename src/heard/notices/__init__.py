"""Telling people: each change that matters, once, in plain English."""
