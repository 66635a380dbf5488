"""What is read of early warnings, and by whom."""
