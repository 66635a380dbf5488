"""What is read of themes, by whom."""
