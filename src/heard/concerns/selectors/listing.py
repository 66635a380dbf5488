"""Concerns as rows for files and the command line: where each stands, and nothing personal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from heard.concerns.catalogue import category_get
from heard.concerns.models import Concern
from heard.landlords.models import LandlordCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from heard.landlords.models import Landlord

COLUMNS = (
    "reference",
    "raised",
    "channel",
    "category",
    "landlord",
    "code",
    "status",
    "waiting_on",
    "due",
    "rule",
    "overdue",
    "closed",
    "outcome",
    "felt",
)
BATCH = 2000


def concern_rows(
    concerns: QuerySet[Concern], *, now: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """One row a concern, streamed; unknown is None. No word of the resident's is among them."""
    now = now or timezone.now()
    codes = _codes()
    rows = concerns.select_related("landlord").defer("description", "answers", "place", "postcode")
    for concern in rows.order_by("pk").iterator(BATCH):
        yield {
            "reference": concern.reference,
            "raised": _day(concern.raised_at),
            "channel": concern.channel,
            "category": category_get(concern.category).name,
            "landlord": concern.landlord.name if concern.landlord else None,
            "code": codes.get(concern.landlord_id or 0),
            "status": concern.status,
            "waiting_on": concern.waiting_on,
            "due": timezone.localtime(concern.due_at).isoformat(timespec="minutes")
            if concern.due_at
            else None,
            "rule": concern.due_rule or None,
            "overdue": concern.due_at is not None and concern.due_at < now,
            "closed": _day(concern.closed_at),
            "outcome": concern.outcome or None,
            "felt": concern.felt or None,
        }


def concerns_chosen(*, landlord: Landlord | None, only_open: bool) -> QuerySet[Concern]:
    """Concerns of a landlord or of all, for whoever runs the installation."""
    concerns = Concern.objects.all()
    if landlord is not None:
        concerns = concerns.filter(landlord=landlord)
    return concerns.filter(closed_at=None) if only_open else concerns


def _codes() -> dict[int, str]:
    """Landlord → its codes, in order, in one text."""
    codes: dict[int, list[str]] = {}
    for landlord, code in LandlordCode.objects.order_by("code").values_list("landlord_id", "code"):
        codes.setdefault(landlord, []).append(code)
    return {landlord: " ".join(each) for landlord, each in codes.items()}


def _day(at: datetime | None) -> str | None:
    return timezone.localtime(at).date().isoformat() if at else None
