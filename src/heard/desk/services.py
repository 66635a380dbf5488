"""Taking on what waits, and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from heard.audit.services import audit_record
from heard.desk.models import Taken

if TYPE_CHECKING:
    from heard.accounts.models import User


@transaction.atomic
def item_take(*, item: str, by: User) -> Taken:
    """Say to one's colleagues that one does this. Taking it twice changes nothing."""
    row, made = Taken.objects.get_or_create(item=item, user=by)
    if made:
        audit_record(event="desk.take", target=row, by=by, about=item)
    return row


@transaction.atomic
def item_give_back(*, item: str, by: User) -> None:
    """Say that one doesn't do it after all."""
    row = Taken.objects.filter(item=item, user=by).first()
    if row is not None:
        audit_record(event="desk.give-back", target=row, by=by, about=item)
        row.delete()
