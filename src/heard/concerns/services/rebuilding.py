"""Working out again, for every concern, what follows from its timeline."""

from __future__ import annotations

from django.db import transaction

from heard.concerns.models import Concern
from heard.concerns.services.timeline import concern_refresh, lock

DERIVED = (
    "status",
    "waiting_on",
    "assigned_to_id",
    "due_at",
    "due_rule",
    "last_at",
    "closed_at",
    "not_fixed_at",
    "outcome",
    "felt",
    "merged_into_id",
    "events_count",
)


def concerns_rebuild() -> tuple[int, int]:
    """Derive every concern again, each in a transaction of its own.

    Returns:
        How many stood differently before, and how many there are. The first is 0 unless the rules
        or this program changed since: what is derived is never written by anything else.
    """
    changed = seen = 0
    for pk in Concern.objects.order_by("pk").values_list("pk", flat=True).iterator(2000):
        with transaction.atomic():
            concern = Concern(pk=pk)
            lock(concern)
            before = [getattr(concern, name) for name in DERIVED]
            concern_refresh(concern)
            changed += before != [getattr(concern, name) for name in DERIVED]
        seen += 1
    return changed, seen
