"""Cases as a file for a spreadsheet: nothing personal in it unless asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from heard.concerns import catalogue
from heard.concerns.models import Part, Party
from heard.concerns.outcomes import outcome_label
from heard.concerns.selectors.viewing import name_of
from heard.publications.csv import csv_bytes
from heard.publications.tables import Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from heard.concerns.models import Concern, Person

MOST = 10_000  # rows of one file; filter for fewer
COLUMNS = (
    Column("reference", "Reference"),
    Column("status", "Status"),
    Column("waiting_on", "Waiting on"),
    Column("about", "About"),
    Column("landlord", "Landlord"),
    Column("estate", "Estate"),
    Column("ward", "Ward"),
    Column("channel", "Channel"),
    Column("raised", "Raised", "date"),
    Column("due", "Next deadline", "date"),
    Column("due_rule", "Rule of the next deadline"),
    Column("assigned_to", "Assigned to"),
    Column("closed", "Closed", "date"),
    Column("outcome", "Outcome"),
)
PERSONAL = (
    Column("name", "Resident"),
    Column("phone", "Telephone"),
    Column("email", "E-mail"),
    Column("address", "Address"),
    Column("postcode", "Postcode"),
    Column("words", "In the resident's words"),
)


def cases_csv(cases: QuerySet[Concern], *, personal: bool) -> tuple[bytes, int]:
    """The newest cases, at most 10,000, as CSV that no spreadsheet runs; and how many. Two queries.

    With `personal`, also whose concern each is, how they are reached and what they said.
    """
    named = cases.select_related("landlord", "estate", "ward", "assigned_to")
    rows = list(named.order_by("-raised_at", "-pk")[:MOST])
    people = _residents(rows) if personal else {}
    table = Table(
        name="cases",
        title="Cases",
        columns=COLUMNS + (PERSONAL if personal else ()),
        rows=[_row(row) | _person(row, people.get(row.pk)) for row in rows],
        provenance=Provenance("Cases", "Heard", timezone.localdate(), "1", licence=""),
    )
    return csv_bytes(table, provenance=False), len(rows)


def _residents(rows: Iterable[Concern]) -> Mapping[int, Person]:
    parties = Party.objects.filter(
        concern__in=[row.pk for row in rows], part=Part.RESIDENT
    ).select_related("person")
    return {party.concern_id: party.person for party in parties}


def _row(case: Concern) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "status": case.get_status_display(),
        "waiting_on": case.get_waiting_on_display(),
        "about": catalogue.category_get(case.category).name,
        "landlord": case.landlord.name if case.landlord else "",
        "estate": case.estate.name if case.estate else "",
        "ward": case.ward.name if case.ward else "",
        "channel": case.get_channel_display(),
        "raised": timezone.localtime(case.raised_at).date(),
        "due": timezone.localtime(case.due_at).date() if case.due_at else None,
        "due_rule": case.due_rule,
        "assigned_to": name_of(case.assigned_to) if case.assigned_to else "",
        "closed": timezone.localtime(case.closed_at).date() if case.closed_at else None,
        "outcome": outcome_label(str(case.status), case.outcome),
    }


def _person(case: Concern, person: Person | None) -> dict[str, str]:
    if person is None:
        return {}
    return {
        "name": person.name,
        "phone": person.phone,
        "email": person.email,
        "address": person.address,
        "postcode": case.postcode or person.postcode,
        "words": case.shown_words,
    }
