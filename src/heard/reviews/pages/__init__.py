"""What pages of reviews show, ready for their templates."""
