"""Remove reasons whose time is up. The chain keeps a digest that then tells nobody anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from heard.audit.models import Entry, Reason
from heard.audit.services.recording import audit_record

if TYPE_CHECKING:
    from datetime import datetime

    from heard.audit.services.recording import Actor

ERASED = "audit.erase-reasons"


@transaction.atomic
def audit_erase_reasons(
    *, by: Actor, before: datetime | None = None, about: str = "", reason: str = ""
) -> int:
    """Remove reasons given before a moment, or about one thing; how many. The log says so.

    `heard audit verify` counts the reasons that are missing against those that were removed here.
    """
    found = Reason.objects.all()
    if before is not None:
        found = found.filter(entry__at__lt=before)
    if about:
        found = found.filter(entry__target_label=about)
    if before is None and not about:
        raise ValueError("Say which reasons: before a moment, or about something.")
    keys = list(found.values_list("pk", flat=True))
    erased = 0
    for start in range(0, len(keys), 500):
        gone, _rows = Reason.objects.filter(pk__in=keys[start : start + 500]).delete()
        erased += gone
    if erased:
        audit_record(
            event=ERASED,
            target=None,
            by=by,
            after={"reasons": erased, "until": before, "of": Entry._meta.label_lower},  # noqa: SLF001 - Django documents it
            about=about,
            reason=reason,
        )
    return erased
