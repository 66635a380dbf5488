"""The working group: its meetings, its charter, and whether promises are kept."""
