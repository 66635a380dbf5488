"""The review: how each landlord engages with its residents, with evidence for every score."""
