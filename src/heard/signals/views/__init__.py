"""Pages of early warnings."""
