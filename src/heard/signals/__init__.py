"""Early warnings from the concerns in the store, and what was done about each."""
