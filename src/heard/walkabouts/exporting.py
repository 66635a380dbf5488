"""Walkabouts, observations and actions as CSV that no spreadsheet runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from heard.publications.csv import csv_bytes
from heard.publications.tables import Column, Provenance, Table
from heard.walkabouts.models import Observation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.walkabouts.models import EstateAction, Walkabout

MOST = 10_000  # rows of one file; filter for fewer
_PLACE = (Column("landlord", "Landlord"), Column("estate", "Estate"), Column("ward", "Ward"))
WALKABOUTS = (
    Column("key", "Key"),
    *_PLACE,
    Column("first_planned", "First planned for", "date"),
    Column("on", "Day", "date"),
    Column("state", "State"),
    Column("reason", "Why cancelled"),
    Column("residents_came", "Residents who came", "count"),
    Column("observations", "Observations", "count"),
    Column("open_actions", "Open actions", "count"),
)
OBSERVATIONS = (
    Column("key", "Key"),
    Column("walkabout", "Walkabout"),
    *_PLACE,
    Column("on", "Day", "date"),
    Column("place", "Place"),
    Column("seen", "What was seen"),
    Column("scheme", "Scheme of grades"),
    Column("grade", "Grade"),
    Column("counted", "Issues counted", "count"),
    Column("by_role", "In what role"),
    Column("framework", "Framework"),
    Column("criterion", "Criterion"),
)
ACTIONS = (
    Column("key", "Key"),
    Column("observation", "Observation"),
    *_PLACE,
    Column("what", "What is to be done"),
    Column("owner", "Who does it"),
    Column("first_due", "First due", "date"),
    Column("due", "Due", "date"),
    Column("done", "Done on", "date"),
    Column("what_was_done", "What was done"),
)


def walkabouts_csv(rows: QuerySet[Walkabout]) -> tuple[bytes, int]:
    """The walkabouts, at most 10,000, and how many."""
    found = [
        {
            "key": row.key,
            **_place(row.landlord.name, row.estate),
            "first_planned": row.due_on,
            "on": row.on,
            "state": state_word(row),
            "reason": row.cancelled_because,
            "residents_came": row.residents_came,
            "observations": row.noted,  # type: ignore[attr-defined] # counted by the selector
            "open_actions": row.still_open,  # type: ignore[attr-defined] # the same
        }
        for row in rows[:MOST]
    ]
    return _csv("walkabouts", WALKABOUTS, found), len(found)


def observations_csv(walkabouts: QuerySet[Walkabout]) -> tuple[bytes, int]:
    """What was seen on these walkabouts, at most 10,000, and how many."""
    rows = (
        Observation.objects.filter(
            walkabout__in=walkabouts.order_by().values("pk"), withdrawn_at=None
        )
        .select_related(
            "walkabout__estate__ward", "walkabout__landlord", "walkabout__scheme", "grade"
        )
        .order_by("-walkabout__on", "seen_at", "pk")[:MOST]
    )
    found = [
        {
            "key": row.key,
            "walkabout": row.walkabout.key,
            **_place(row.walkabout.landlord.name, row.walkabout.estate),
            "on": row.walkabout.on,
            "place": row.place,
            "seen": row.seen,
            "scheme": row.walkabout.scheme.name,
            "grade": row.grade.word if row.grade else "",
            "counted": row.counted,
            "by_role": row.by_role,
            "framework": row.framework_code,
            "criterion": row.criterion_code,
        }
        for row in rows
    ]
    return _csv("observations", OBSERVATIONS, found), len(found)


def actions_csv(rows: QuerySet[EstateAction]) -> tuple[bytes, int]:
    """The actions, at most 10,000, and how many."""
    found = [
        {
            "key": row.key,
            "observation": row.observation.key,
            **_place(row.landlord.name, row.estate),
            "what": row.what,
            "owner": row.owner,
            "first_due": row.first_due_on,
            "due": row.due_on,
            "done": row.closed_on,
            "what_was_done": row.closed_words,
        }
        for row in rows[:MOST]
    ]
    return _csv("actions", ACTIONS, found), len(found)


def state_word(row: Walkabout) -> str:
    """Where a walkabout stands, in a word that files keep."""
    if row.cancelled_at:
        return "cancelled"
    if row.held_at:
        return "held"
    return "planned" if row.on >= timezone.localdate() else "not said"


def _place(landlord: str, estate: Any) -> dict[str, str]:
    return {"landlord": landlord, "estate": estate.name, "ward": estate.ward.name}


def _csv(name: str, columns: tuple[Column, ...], rows: list[dict[str, Any]]) -> bytes:
    about = Provenance(name, "Heard", timezone.localdate(), "1", licence="")
    return csv_bytes(Table(name, name.capitalize(), columns, rows, about), provenance=False)
