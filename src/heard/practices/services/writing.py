"""A landlord writes a practice and sends it in. Each saving is a version; none is changed later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.practices.content import content_of, missing_of
from heard.practices.errors import PracticeError, UnfinishedError
from heard.practices.models import Deed, Move, Practice, Proof, Serves, Status, Version
from heard.practices.references import practice_reference_make
from heard.practices.services.telling import tell_team

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.landlords.models import Landlord
    from heard.practices.content import Content


@transaction.atomic
def practice_create(*, landlord: Landlord, content: Content, by: User | None) -> Practice:
    """Begin a practice of a landlord, as a draft.

    Raises:
        PracticeError: it has no title.
    """
    practice = Practice.objects.create(
        reference=_free_reference(), landlord=landlord, **authored(by, landlord_id=landlord.pk)
    )
    _version_add(practice, 1, content, by)
    after = {"landlord": landlord.slug}
    audit_record(event="practice.create", target=practice, by=by, after=after)
    return practice


@transaction.atomic
def practice_save(
    *, practice: Practice, content: Content, by: User | None, based_on: int | None = None
) -> Version:
    """Keep what a practice says now as its next version. What is public stays so meanwhile.

    `based_on` is the version that the writer started from.

    Raises:
        PracticeError: it is with the team, or somebody else saved it in between.
    """
    practice = practice_lock(practice)
    if practice.status == Status.SUBMITTED:
        raise PracticeError(_("It is with the council’s team. Take it back before you change it."))
    last = _last_number(practice)
    if based_on is not None and based_on != last:
        raise PracticeError(
            _("Somebody else saved it since you began. Copy what you wrote, and open it again.")
        )
    version = _version_add(practice, last + 1, content, by)
    practice.status = Status.DRAFT
    practice.save()
    after = {"version": version.number}
    audit_record(event="practice.change", target=practice, by=by, after=after)
    return version


@transaction.atomic
def practice_submit(*, practice: Practice, by: User | None) -> Move:
    """Send the latest version to the council's team.

    Raises:
        UnfinishedError: something is missing.
        PracticeError: it isn't being written.
    """
    practice = practice_lock(practice)
    if practice.status not in {Status.DRAFT, Status.RETURNED}:
        raise PracticeError(_("There is nothing to send: it hasn’t been changed."))
    version = practice.versions.get(number=_last_number(practice))
    missing = missing_of(content_of(version))
    if missing:
        raise UnfinishedError(missing)
    move = move_add(practice, Deed.SUBMITTED, Status.SUBMITTED, by=by)
    tell_team(practice, version, move)
    return move


@transaction.atomic
def practice_take_back(*, practice: Practice, by: User | None) -> Move:
    """Take a practice back from the team before it was decided on.

    Raises:
        PracticeError: it isn't with the team.
    """
    practice = practice_lock(practice)
    if practice.status != Status.SUBMITTED:
        raise PracticeError(_("It isn’t with the council’s team any more."))
    return move_add(practice, Deed.TAKEN_BACK, Status.DRAFT, by=by)


def practice_lock(practice: Practice) -> Practice:
    """The practice as it stands, held against others until the transaction is over."""
    return Practice.objects.select_for_update().get(pk=practice.pk)


def move_add(
    practice: Practice, deed: Deed, status: Status, *, by: User | None, reason: str = ""
) -> Move:
    """Write down what was done with a practice, and where it stands since."""
    practice.status = status
    practice.save()
    move = Move.objects.create(
        practice=practice,
        deed=deed,
        version_number=_last_number(practice),
        reason=reason,
        **authored(by, landlord_id=practice.landlord_id),
    )
    audit_record(
        event=f"practice.{deed}",
        target=practice,
        by=by,
        reason=reason,
        after={"status": status.value, "version": move.version_number},
    )
    return move


def _version_add(practice: Practice, number: int, content: Content, by: User | None) -> Version:
    if not content.title.strip():
        raise PracticeError(_("Give it a title."), field="title")
    version = Version.objects.create(
        practice=practice,
        number=number,
        **content.words(),
        **authored(by, landlord_id=practice.landlord_id),
    )
    Serves.objects.bulk_create(
        Serves(version=version, framework=framework, criterion=criterion)
        for framework, criterion in dict.fromkeys(content.serves)
    )
    Proof.objects.bulk_create(
        Proof(
            version=version,
            position=at,
            title=one.title,
            link=one.link,
            file=one.file,
            measure=one.measure,
        )
        for at, one in enumerate(content.proofs, start=1)
    )
    return version


def _last_number(practice: Practice) -> int:
    return practice.versions.aggregate(last=Max("number"))["last"] or 0


def _free_reference() -> str:
    while True:
        reference = practice_reference_make()
        if not Practice.objects.filter(reference=reference).exists():
            return reference
