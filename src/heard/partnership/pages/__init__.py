"""What pages of partnership show."""
