"""Pages of messages and their wording."""
