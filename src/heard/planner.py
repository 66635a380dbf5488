"""What the store knows of how much it holds."""

from __future__ import annotations

from django.db import connection


def planner_refresh() -> None:
    """Let PostgreSQL count again what its tables hold, after much was written at once.

    Left to itself it does so a minute later. Until then it plans for empty tables, and a page over
    a newly imported year takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
