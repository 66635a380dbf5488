"""A landlord's desk: everything that waits for it, from every part of Heard, by date."""
