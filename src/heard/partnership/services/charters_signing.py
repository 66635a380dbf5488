"""Signatories sign commitments one by one, with or without reservations, or withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import Act, Signing
from heard.partnership.services.charters import charter_lock

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.partnership.models import CharterVersion, Commitment, Signatory


@transaction.atomic
def commitment_sign(
    *,
    signatory: Signatory,
    commitment: Commitment,
    act: str,
    words: str,
    on: date,
    by: User | None,
) -> Signing:
    """Sign a commitment, sign it with a reservation, or withdraw from it.

    It is public at once. An earlier signature stays on the record.

    Raises:
        CharterError: a reservation or withdrawal has no words, there is nothing to withdraw from,
            the same was said already, or the day can't be.
    """
    charter_lock(signatory.charter)
    if act not in Act.values:
        raise CharterError(_("Choose what you do."), field="act")
    said = "" if act == Act.SIGNED else words.strip()
    if act != Act.SIGNED and not said:
        wanted = _("Say what the reservation is.") if act == Act.RESERVED else _("Say why.")
        raise CharterError(wanted, field="words")
    if on > timezone.localdate():
        raise CharterError(_("Choose a day that isn’t in the future."), field="on")
    _check_new(signing_now(signatory, commitment), commitment, act, said)
    signing = Signing.objects.create(
        signatory=signatory,
        commitment=commitment,
        act=act,
        words=said,
        on=on,
        **authored(by, landlord_id=signatory.landlord_id),
    )
    _audit(signing, f"commitment.{act}", by)
    return signing


@transaction.atomic
def commitments_sign(
    *, signatory: Signatory, version: CharterVersion, on: date, by: User | None
) -> int:
    """Sign every commitment of a version that nothing was said to yet; how many.

    Raises:
        CharterError: nothing is left to sign, or the day can't be.
    """
    charter_lock(signatory.charter)
    if on > timezone.localdate():
        raise CharterError(_("Choose a day that isn’t in the future."), field="on")
    said = signatory.signings.filter(undone_at=None)
    left = list(version.commitments.exclude(line__in=said.values("commitment__line")))
    if not left:
        raise CharterError(_("There is nothing left to sign."))
    who = authored(by, landlord_id=signatory.landlord_id)
    now = timezone.now()
    Signing.objects.bulk_create(
        Signing(signatory=signatory, commitment=one, act=Act.SIGNED, on=on, at=now, **who)
        for one in left
    )
    audit_record(
        event="commitment.signed-all",
        target=signatory,
        by=by,
        about=version.charter.slug,
        after={"version": version.number, "numbers": [one.number for one in left]},
    )
    return len(left)


@transaction.atomic
def signing_undo(*, signing: Signing, by: User | None) -> Signing:
    """Undo a signature or withdrawal on the day on which it was made. What stood before counts.

    Raises:
        CharterError: it is too late, or it was undone.
    """
    held = Signing.objects.select_for_update().select_related("signatory").get(pk=signing.pk)
    charter_lock(held.signatory.charter)
    if held.undone_at is not None:
        raise CharterError(_("It was undone already."))
    if not can_be_undone(held):
        raise CharterError(_("It can be undone only on the day on which it was made. Withdraw."))
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    _audit(held, "commitment.undo", by)
    return held


def can_be_undone(signing: Signing) -> bool:
    """Whether it is still the day on which it was made."""
    made = timezone.localdate(signing.at)
    return signing.undone_at is None and made == timezone.localdate()


def signing_now(signatory: Signatory, commitment: Commitment) -> Signing | None:
    """What counts of what a signatory said to a promise, in whatever version."""
    said = signatory.signings.filter(commitment__line=commitment.line, undone_at=None)
    return said.select_related("commitment").order_by("at", "pk").last()


def _check_new(before: Signing | None, commitment: Commitment, act: str, words: str) -> None:
    stands = before is not None and before.act != Act.WITHDRAWN
    if act == Act.WITHDRAWN and not stands:
        raise CharterError(_("There is no signature to withdraw."), field="act")
    same = before is not None and (before.act, before.words) == (act, words)
    if same and before is not None and before.commitment.text == commitment.text:
        raise CharterError(_("That stands already."), field="act")


def _audit(signing: Signing, event: str, by: User | None) -> None:
    landlord = signing.signatory.landlord
    audit_record(
        event=event,
        target=signing,
        by=by,
        about=signing.signatory.charter.slug,
        after={
            "landlord": landlord.slug if landlord else "council",
            "number": signing.commitment.number,
            "on": str(signing.on),
        },
    )
