"""Addresses of reviews: for everybody, the team, landlords and residents."""
