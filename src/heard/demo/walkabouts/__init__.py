"""Two years of made-up walkabouts of the fictional borough's estates, and those to come."""
