"""The team asks landlords and the council to sign a charter, and ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import Signatory
from heard.partnership.services.charters import charter_lock
from heard.partnership.services.charters_telling import signatories_tell

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Landlord
    from heard.partnership.models import Charter


@transaction.atomic
def signatory_add(*, charter: Charter, landlord: Landlord | None, by: User | None) -> Signatory:
    """Ask a landlord to sign, or the council where none is given. Its leads are told.

    Raises:
        CharterError: it was asked already, or the charter has ended.
    """
    held = charter_lock(charter)
    if held.signatories.filter(landlord=landlord).exists():
        raise CharterError(_("It was asked already."), field="landlord")
    signatory = Signatory.objects.create(charter=held, landlord=landlord, **authored(by))
    after = {"landlord": landlord.slug if landlord else "council"}
    audit_record(event="charter.ask", target=signatory, by=by, about=held.slug, after=after)
    published = held.versions.filter(published_at__isnull=False, superseded_at=None).first()
    if published is not None:
        signatories_tell(published, only=signatory)
    return signatory


@transaction.atomic
def charter_end(*, charter: Charter, on: date, reason: str, by: User | None) -> Charter:
    """End a charter. Nothing falls due after that day; all that was said stays public.

    Raises:
        CharterError: there is no reason, it ended already, or the day is still to come.
    """
    held = charter_lock(charter)
    if not reason.strip():
        raise CharterError(_("Say why it ends."), field="reason")
    if on > timezone.localdate():
        raise CharterError(_("Choose a day that isn’t in the future."), field="on")
    held.ended_on, held.ended_because = on, reason.strip()
    held.save(update_fields=["ended_on", "ended_because"])
    audit_record(event="charter.end", target=held, by=by, about=held.slug, reason=reason)
    return held
