"""Tables that the tests write out, of landlords that don't exist."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.publications.tables import Column, Provenance, Table

PROVENANCE = Provenance(
    title="Listens and acts, 2024 to 2025",
    source="Regulator of Social Housing, Tenant Satisfaction Measures 2024/25",
    source_files=("TSM24-25.xlsx",),
    published=date(2025, 11, 25),
    retrieved=date(2026, 10, 3),
    method_version="benchmark 1.0",
    address="https://heard.example/measures/TP06/2024-25",
    notes=("Survey answers of tenants who rent.",),
)

COLUMNS = (
    Column("name", "Landlord"),
    Column("value", "Share satisfied", "share", help="Very or fairly satisfied", reason="flags"),
    Column("base", "Answers", "count", reason="flags"),
    Column("rate", "Complaints per 1,000 homes", "rate"),
    Column("surveyed", "Survey closed", "date"),
    Column("weighted", "Weighted", "flag"),
    Column("flags", "Notes", "list"),
)

ROWS: tuple[dict[str, Any], ...] = (
    {
        "name": "Thameside Homes",
        "value": 0.6384,
        "base": 1204,
        "rate": 42.5,
        "surveyed": date(2025, 3, 31),
        "weighted": True,
        "flags": [],
    },
    {
        "name": '=HYPERLINK("http://bad.example","Click")',
        "value": None,
        "base": None,
        "rate": float("nan"),
        "surveyed": None,
        "weighted": None,
        "flags": ["left blank by the landlord"],
    },
    {"name": "0", "value": 0.0, "base": 0, "rate": -1.5, "weighted": False, "flags": ("a", "b")},
)


def sample(**changes: Any) -> Table:
    """A small table with an unknown, a hostile name and a true zero."""
    whole: dict[str, Any] = {
        "name": "TP06 2024-25",
        "title": "Listens and acts",
        "columns": COLUMNS,
        "rows": ROWS,
        "provenance": PROVENANCE,
    }
    return Table(**(whole | changes))
