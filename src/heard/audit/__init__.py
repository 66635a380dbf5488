"""Who did what: an append-only log whose rows are chained."""
