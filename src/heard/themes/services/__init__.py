"""What is done with themes: writes."""
