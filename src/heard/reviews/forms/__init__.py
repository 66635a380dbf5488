"""What people fill in for a review."""
