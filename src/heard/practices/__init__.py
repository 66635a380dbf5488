"""Good practice: what landlords did, what changed, and who took it up."""
