"""Reads of the register, each for its reader."""

from heard.landlords.selectors.finding import Found, landlord_find
from heard.landlords.selectors.history import HistoryRow, landlord_history, landlord_version
from heard.landlords.selectors.homes import (
    HomesRow,
    HomesTable,
    homes_by,
    homes_of,
    homes_tables_for,
)
from heard.landlords.selectors.lineage import (
    Ancestor,
    Story,
    landlord_lineage,
    landlord_story,
    landlord_today,
)
from heard.landlords.selectors.lists import (
    Listed,
    borough_get,
    borough_list,
    estate_list,
    landlord_bare_for,
    landlord_get_for,
    landlord_list_for,
    landlord_named,
    part_get_for,
    ward_get,
    ward_list,
)

__all__ = [
    "Ancestor",
    "Found",
    "HistoryRow",
    "HomesRow",
    "HomesTable",
    "Listed",
    "Story",
    "borough_get",
    "borough_list",
    "estate_list",
    "homes_by",
    "homes_of",
    "homes_tables_for",
    "landlord_bare_for",
    "landlord_find",
    "landlord_get_for",
    "landlord_history",
    "landlord_lineage",
    "landlord_list_for",
    "landlord_named",
    "landlord_story",
    "landlord_today",
    "landlord_version",
    "part_get_for",
    "ward_get",
    "ward_list",
]
