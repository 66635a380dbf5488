"""Reads of the log: entries that match, newest first, page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from heard.audit.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

PAGE = 50
CHUNK = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for; what is empty asks for nothing in particular.

    `event` may be a noun alone: "landlord" finds every event of landlords. Days are London's.
    """

    event: str = ""
    actor: int | None = None
    about: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first, and the keys from which the pages beside them start."""

    entries: tuple[Entry, ...]
    older: int | None
    newer: int | None


def entries_list(wanted: Wanted) -> QuerySet[Entry]:
    """Entries that match, newest first."""
    found = Entry.objects.order_by("-pk")
    if wanted.event:
        events = [wanted.event]
        if "." not in wanted.event:  # a list of events uses the index where a beginning doesn't
            events = [event for event in events_list() if event.startswith(f"{wanted.event}.")]
        found = found.filter(event__in=events)
    if wanted.actor is not None:
        found = found.filter(actor=wanted.actor)
    if wanted.about:
        found = found.filter(target_label=wanted.about)
    if wanted.since:
        found = found.filter(at__gte=_start(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_start(wanted.until + timedelta(days=1)))
    return found


def entries_page(
    wanted: Wanted, *, before: int | None = None, after: int | None = None, size: int = PAGE
) -> Page:
    """One page: what comes before a key, or after one, or the newest.

    By key and not by count, so that page 10,000 costs what page 1 does.
    """
    found = entries_list(wanted)
    if after is not None:
        rows = list(found.filter(pk__gt=after).order_by("pk")[: size + 1])
        more = len(rows) > size
        rows = rows[:size][::-1]
        older, newer = rows[-1].pk if rows else after + 1, rows[0].pk if more else None
        return Page(tuple(rows), older, newer)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    newer = None if before is None else (rows[0].pk if rows else before - 1)
    return Page(tuple(rows), rows[-1].pk if more else None, newer)


def entries_stream(wanted: Wanted) -> Iterator[Entry]:
    """Every entry that matches, newest first, a few at a time."""
    return entries_list(wanted).iterator(CHUNK)


def entry_get(pk: int) -> Entry | None:
    """One entry, with its reason if that is still kept."""
    return Entry.objects.select_related("reason_kept").filter(pk=pk).first()


def events_list() -> list[str]:
    """Every event that the log knows, found by leaps along its index and not by walking it."""
    table = connection.ops.quote_name(Entry._meta.db_table)  # noqa: SLF001 - Django documents it
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE leap(event) AS (SELECT MIN(event) FROM {table} UNION ALL"  # noqa: S608 - the table is the model's own
            f" SELECT (SELECT MIN(event) FROM {table} WHERE event > leap.event) FROM leap"
            " WHERE leap.event IS NOT NULL) SELECT event FROM leap WHERE event IS NOT NULL"
        )
        return [event for (event,) in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value before and after; none where it wasn't there."""

    name: str
    before: str | None
    after: str | None


def differences_of(entry: Entry) -> list[Difference]:
    """What the entry says of each value, by name."""
    before, after = _values(entry.before), _values(entry.after)
    return [
        Difference(name, _shown(before, name), _shown(after, name))
        for name in sorted(before.keys() | after.keys())
    ]


def _values(text: str) -> dict[str, object]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def _shown(values: dict[str, object], name: str) -> str | None:
    if name not in values:
        return None
    value = values[name]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
