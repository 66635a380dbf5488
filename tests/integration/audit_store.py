"""A log with rows in it, and somebody who holds the database and not the key."""

from __future__ import annotations

from contextlib import contextmanager

from django.db import connection

from heard.audit.guards import guards_lifted
from heard.audit.models import Entry, Head
from heard.audit.services import audit_record, audit_seal


def some_rows(count=6):
    """A sealed log of so many rows; the second and the last have a reason."""
    for number in range(1, count + 1):
        audit_record(
            event="case.note",
            target=None,
            by=None,
            reader_roles=["council-officer"],
            reason=f"because of {number}" if number in {2, count} else "",
            before={"stage": number},
            after={"stage": number + 1},
            about=f"H-{number}",
        )
    audit_seal()


@contextmanager
def tampering():
    """The database's own refusal taken away, as whoever holds it can."""
    with guards_lifted(connection):
        yield


def row(number):
    """The row at a place, for a statement."""
    return Entry.objects.filter(number=number)


def verdict_of(verdict):
    """What is wrong, and with which row; nothing if nothing is."""
    fault = verdict.fault
    return (fault.number, str(fault.what)) if fault else None


def renumber(old, new):
    """Move a row to another place that is free."""
    assert row(old).update(number=new) == 1


def copy_of_head():
    """The head as it is, to be put back later."""
    return Head.objects.filter(pk=1).values().get()
