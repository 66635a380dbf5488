"""Messages for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from heard.notices.models import SETTLED, Notice, State

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def make_notice(**values):
    """A message that waits to be sent, unless told otherwise."""
    number = Notice.objects.count() + 1
    row = {
        "key": f"test:{number}",
        "to": "ada@example.org",
        "template": "concern.answered",
        "wording": "heard 2026.1",
        "subject": "There is an answer",
        "body": "Read it at http://localhost:8000/c/abc",
        "about": f"RV-{number}",
        "state": State.QUEUED,
        "created_at": NOON,
        "changed_at": NOON,
    }
    row |= values
    if row["state"] == State.QUEUED:
        row.setdefault("next_try_at", NOON)
    if row["state"] == State.SENT:
        row.setdefault("sent_at", NOON)
    if row["state"] in SETTLED:
        row.setdefault("settled_at", NOON)
    return Notice.objects.create(**row)
