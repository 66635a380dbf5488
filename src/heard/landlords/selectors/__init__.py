"""Reads of the register, each for its reader."""

from heard.landlords.selectors.finding import Found, landlord_find
from heard.landlords.selectors.history import HistoryRow, landlord_history
from heard.landlords.selectors.homes import HomesRow, HomesTable, homes_by, homes_tables_for
from heard.landlords.selectors.lineage import Ancestor, landlord_lineage, landlord_today
from heard.landlords.selectors.lists import (
    Listed,
    borough_get,
    borough_list,
    landlord_get_for,
    landlord_list_for,
    ward_list,
)

__all__ = [
    "Ancestor",
    "Found",
    "HistoryRow",
    "HomesRow",
    "HomesTable",
    "Listed",
    "borough_get",
    "borough_list",
    "homes_by",
    "homes_tables_for",
    "landlord_find",
    "landlord_get_for",
    "landlord_history",
    "landlord_lineage",
    "landlord_list_for",
    "landlord_today",
    "ward_list",
]
