"""Which concern a reader means. What they may not see isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.concerns.errors import NoSuchConcernError
from heard.concerns.links import digest_of
from heard.concerns.models import AccessLink, Concern, Flag, Part, Party
from heard.concerns.references import reference_read

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.access import Reader

NAMED = ("landlord", "estate", "ward", "assigned_to", "entered_by", "merged_into")


def cases_for(reader: Reader) -> QuerySet[Concern]:
    """Every case, for the council's team; none for anybody else."""
    if not reader.may(Thing.CASEWORK, Action.READ):
        return Concern.objects.none()
    return Concern.objects.all()


def landlord_cases_for(reader: Reader, *, only_open: bool = False) -> QuerySet[Concern]:
    """Cases that residents agreed to share with a landlord of the reader's."""
    if not reader.may(Thing.LANDLORD_CASE, Action.READ):
        return Concern.objects.none()
    if only_open:
        return Concern.objects.filter(
            sharings__landlord__in=reader.landlords, sharings__is_open=True
        )
    return Concern.objects.filter(sharings__landlord__in=reader.landlords)


def councillor_cases_for(reader: Reader, *, only_open: bool = False) -> QuerySet[Concern]:
    """Cases that were put to the councillors of a ward of the reader's."""
    if not reader.may(Thing.REFERRED_CASE, Action.READ):
        return Concern.objects.none()
    if only_open:
        return Concern.objects.filter(sharings__ward__in=reader.wards, sharings__is_open=True)
    return Concern.objects.filter(sharings__ward__in=reader.wards)


def case_get_for(reader: Reader, reference: str) -> Concern:
    """The case, for the council's team.

    Raises:
        NoSuchConcernError: there is none, or none that the reader may see.
    """
    return _get(cases_for(reader), reference)


def landlord_case_get_for(reader: Reader, reference: str) -> Concern:
    """The case, for a landlord with which it is shared now.

    Raises:
        NoSuchConcernError: there is none, or it isn't shared with them.
    """
    return _get(landlord_cases_for(reader).distinct(), reference)


def councillor_case_get_for(reader: Reader, reference: str) -> Concern:
    """The case, for a councillor of the ward it was put to.

    Raises:
        NoSuchConcernError: there is none, or it wasn't put to them.
    """
    return _get(councillor_cases_for(reader).distinct(), reference)


def followed_by_link(token: str) -> Party:
    """Whose private link it is.

    Raises:
        NoSuchConcernError: it never was one, or it was taken back.
    """
    link = (
        AccessLink.objects.filter(digest=digest_of(token), revoked_at=None, party__left_at=None)
        .select_related("party__person", *(f"party__concern__{name}" for name in NAMED))
        .first()
    )
    if link is None:
        raise NoSuchConcernError(_("This link doesn't work, or doesn't work any more."))
    return link.party


def followed_for(reader: Reader) -> QuerySet[Party]:
    """Parties that the reader is, by an e-mail address that they proved.

    Who asked that others mustn't see their messages is left out: a mailbox may be shared, so
    theirs opens by the private link alone.
    """
    if not reader.emails:
        return Party.objects.none()
    mine = Q(person__email__in=reader.emails, person__discreet=False)
    return (
        Party.objects.filter(mine, left_at=None)
        .select_related("person", *(f"concern__{name}" for name in NAMED))
        .order_by("-concern__last_at", "-pk")
    )


def followed_get_for(reader: Reader, reference: str) -> Party:
    """The reader's own part in a concern.

    Raises:
        NoSuchConcernError: they have none.
    """
    party = followed_for(reader).filter(concern__reference=reference_read(reference)).first()
    if party is None:
        raise NoSuchConcernError(_("There is no concern of yours with this reference."))
    return party


def flagged() -> Exists:
    """Whether a party's person is in any concern with a restricted flag: it follows the person."""
    return Exists(Flag.objects.filter(lifted_at=None, concern__parties__person=OuterRef("person")))


def raised_for_others(reader: Reader) -> QuerySet[Party]:
    """Concerns that the reader raised for somebody else."""
    if not reader.may(Thing.RAISED_FOR_OTHERS, Action.READ):
        return Party.objects.none()
    mine = Q(person__email__in=reader.emails, person__discreet=False)
    mine |= Q(person__user_id=reader.user_id)
    return (
        Party.objects.filter(mine, part=Part.RAISED_BY, left_at=None)
        .select_related("person", *(f"concern__{name}" for name in NAMED))
        .order_by("-concern__last_at", "-pk")
    )


def concern_named(reference: str) -> Concern:
    """The concern, for whoever runs the installation.

    Raises:
        NoSuchConcernError: there is none.
    """
    return _get(Concern.objects.all(), reference)


def _get(rows: QuerySet[Concern], reference: str) -> Concern:
    read = reference_read(reference)
    found = rows.filter(reference=read).select_related(*NAMED).first() if read else None
    if found is None:
        raise NoSuchConcernError(_("There is no concern with this reference, or it isn't yours."))
    return found
