"""Forms of early warnings."""
