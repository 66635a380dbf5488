"""Reviews, practices and partnership as a folder of files, out of one installation into another.

What is written is described in `described` and nowhere else: a table for each model, with the
columns that leave and, for those that don't, why. Rows know each other by their keys, landlords by
their slugs, files by what is in them; no number of the store leaves.
"""

from heard.exchange.errors import ExchangeError
from heard.exchange.taking import Taken, exchange_import
from heard.exchange.writing import exchange_export

__all__ = ["ExchangeError", "Taken", "exchange_export", "exchange_import"]
