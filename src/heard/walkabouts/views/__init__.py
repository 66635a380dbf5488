"""Pages of walkabouts."""
