"""Made-up reviews: one of a landlord that merged meanwhile, one of last year, one under way."""
