"""A group's actions as CSV that no spreadsheet runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.publications.csv import csv_bytes
from heard.publications.tables import Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.partnership.models import GroupAction, WorkingGroup

COLUMNS = (
    Column("number", "Number"),
    Column("what", "What is to be done"),
    Column("organisation", "Organisation"),
    Column("meeting", "Agreed on", "date"),
    Column("first_due", "First due", "date"),
    Column("due", "Due", "date"),
    Column("stage", "Where it stands"),
    Column("done", "Done on", "date"),
    Column("what_was_done", "What was done"),
)


def actions_csv(group: WorkingGroup, actions: Iterable[GroupAction]) -> tuple[bytes, int]:
    """The actions, and how many."""
    rows = [
        {
            "number": str(one),
            "what": one.what,
            "organisation": str(one.organisation.name),
            "meeting": one.meeting.on,
            "first_due": one.first_due_on,
            "due": one.due_on,
            "stage": str(one.stage.label),
            "done": one.done_on,
            "what_was_done": one.done_words or None,
        }
        for one in actions
    ]
    title = _("Actions of %(group)s") % {"group": group.name}
    today = timezone.localdate()
    provenance = Provenance(
        title=title, source=group.name, retrieved=today, method_version="1", licence=""
    )
    return csv_bytes(
        Table("group-actions", title, COLUMNS, rows, provenance), provenance=False
    ), len(rows)
