"""The made-up working group, its charter and its meetings."""
