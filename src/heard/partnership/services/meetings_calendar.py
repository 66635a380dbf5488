"""Private addresses for calendars: made, ended, made anew."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from heard.accounts.models import User
from heard.audit.services import audit_record
from heard.partnership.models import CalendarAddress

BYTES = 24  # 192 bits: nobody guesses one


def calendar_digest(token: str) -> str:
    """What the store keeps of an address."""
    return hashlib.sha256(f"heard.partnership.calendar:{token}".encode()).hexdigest()


@transaction.atomic
def calendar_make(*, user: User) -> str:
    """A new private address for somebody's calendar; an earlier one opens nothing any more.

    Gives its token, which is kept nowhere and can't be shown again.
    """
    calendar_end(user=user)
    token = secrets.token_urlsafe(BYTES)
    made = CalendarAddress.objects.create(user=user, digest=calendar_digest(token))
    audit_record(event="calendar.make", target=made, by=user)
    return token


@transaction.atomic
def calendar_end(*, user: User) -> bool:
    """End somebody's address; whether there was one."""
    User.objects.select_for_update().get(pk=user.pk)  # one at a time for each person
    found = CalendarAddress.objects.filter(user=user, ended_at=None).first()
    if found is None:
        return False
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    audit_record(event="calendar.end", target=found, by=user)
    return True
