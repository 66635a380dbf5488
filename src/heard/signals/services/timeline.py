"""What happens to a warning is added to its events, and where it stands follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from heard.accounts.authored import authored
from heard.signals.models import EarlyWarning, WarningEvent
from heard.signals.selectors.standing import state_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.accounts.models import User
    from heard.landlords.models import Landlord


def event_append(
    *,
    warning: EarlyWarning,
    kind: str,
    by: User | None,
    code: str = "",
    landlord: Landlord | None = None,
    on: date | None = None,
    words: str = "",
    at: datetime | None = None,
) -> WarningEvent:
    """Add what happened, and write down where the warning stands now.

    Within the caller's transaction, which holds the warning's row. `at` is now unless given.
    """
    event = WarningEvent.objects.create(
        warning=warning,
        number=warning.events_count + 1,
        kind=kind,
        code=code,
        landlord=landlord,
        on=on,
        words=words.strip(),
        at=at or timezone.now(),
        **authored(by, landlord_id=landlord.pk if landlord else None),
    )
    warning.events_count = event.number
    state = state_of(warning)
    warning.status, warning.verdict = state.status, state.verdict
    warning.reason, warning.ended_at = state.reason, state.ended_at
    warning.save(update_fields=["events_count", "status", "verdict", "reason", "ended_at"])
    return event


def warning_locked(pk: int) -> EarlyWarning:
    """The warning, its row held until the transaction ends."""
    return EarlyWarning.objects.select_for_update().get(pk=pk)
