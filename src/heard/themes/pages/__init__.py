"""What pages of themes say."""
