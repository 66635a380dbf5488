"""Empty the log, where everything else is emptied too: a demonstration that starts again."""

from __future__ import annotations

from django.db import connection, transaction

from heard.audit.guards import guards_lifted
from heard.audit.models import Entry, Head, Reason
from heard.audit.services.recording import audit_record
from heard.audit.witness import witness_forget

RESTARTED = "audit.restart"


@transaction.atomic
def audit_empty() -> None:
    """Remove every row of the log and start a new chain, whose first entry says so.

    For stores that hold nothing of worth. Anybody can tell it from a log that was never emptied.
    """
    head = Head.objects.first()
    rows = Entry.objects.count()
    with guards_lifted(connection):
        for model in (Reason, Entry, Head):
            model.objects.all()._raw_delete(using=connection.alias)  # noqa: SLF001 - one statement, not a million
    audit_record(
        event=RESTARTED,
        target=None,
        by=None,
        after={"rows": rows, "digest": head.digest if head else ""},
    )
    transaction.on_commit(witness_forget)
