"""What is done with early warnings."""
