"""Residents' concerns: raised, taken up, answered on the record."""
