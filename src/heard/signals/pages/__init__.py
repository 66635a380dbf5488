"""What pages of early warnings say."""
