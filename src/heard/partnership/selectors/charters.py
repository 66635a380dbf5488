"""Charters, their versions and their signatories, each for its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.errors import NotFoundError
from heard.landlords.models import Landlord
from heard.partnership.models import Charter, CharterVersion, Signatory
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.partnership.models import Commitment


def versions_in_force() -> QuerySet[CharterVersion]:
    """The public version of each charter, running ones first, the newest first."""
    rows = CharterVersion.objects.filter(published_at__isnull=False, superseded_at=None)
    return rows.select_related("charter").order_by("charter__ended_on", "-published_at", "pk")


def version_in_force(slug: str) -> CharterVersion:
    """The public version of one charter.

    Raises:
        NotFoundError: there is none, or nothing of it was published.
    """
    found = versions_in_force().filter(charter__slug=slug).first()
    if found is None:
        raise NotFoundError(_("There is no such charter."))
    return found


def version_public_get(slug: str, number: int) -> CharterVersion:
    """A version that is or was public, with its commitments.

    Raises:
        NotFoundError: there is none of that number.
    """
    rows = CharterVersion.objects.filter(published_at__isnull=False).select_related("charter")
    found = rows.filter(charter__slug=slug, number=number).first()
    if found is None:
        raise NotFoundError(_("There is no such version."))
    return found


def versions_public(charter: Charter) -> list[CharterVersion]:
    """Every version that is or was public, the newest first."""
    return list(charter.versions.filter(published_at__isnull=False).order_by("-number"))


def charters_for(reader: Reader) -> QuerySet[Charter]:
    """Every charter with its versions, for the team alone."""
    if not reader.may(Thing.GROUP_WORK, Action.READ):
        return Charter.objects.none()
    newest = Prefetch("versions", CharterVersion.objects.order_by("-number"), to_attr="newest")
    return Charter.objects.prefetch_related(newest).order_by("ended_on", "-pk")


def charter_get_for(reader: Reader, slug: str) -> Charter:
    """One charter for the team, with its versions, the newest first.

    Raises:
        NotFoundError: there is none, or the reader isn't of the team.
    """
    found = charters_for(reader).filter(slug=slug).first()
    if found is None:
        raise NotFoundError(_("There is no such charter."))
    return found


def draft_get_for(reader: Reader, slug: str) -> CharterVersion:
    """The draft of a charter, for the team.

    Raises:
        NotFoundError: there is no draft, or the reader isn't of the team.
    """
    charter = charter_get_for(reader, slug)
    rows = CharterVersion.objects.filter(charter=charter, published_at=None)
    found = rows.select_related("charter").first()
    if found is None:
        raise NotFoundError(_("There is no draft of this charter."))
    return found


def signatories_for(reader: Reader) -> QuerySet[Signatory]:
    """Every signatory for the team; for a landlord's people those that it stands for today."""
    rows = Signatory.objects.select_related("charter", "landlord").order_by("charter", "pk")
    if reader.may(Thing.GROUP_WORK, Action.READ):
        return rows
    if not reader.may(Thing.COMMITMENT_REPORT, Action.READ):
        return rows.none()
    return rows.filter(landlord__in=lineage_now().stood_for_by(reader.landlords))


def signatory_get_for(reader: Reader, key: UUID) -> Signatory:
    """One signatory that the reader may act for.

    Raises:
        NotFoundError: there is none for this reader, or nothing of the charter is public.
    """
    found = signatories_for(reader).filter(key=key).first()
    if found is None:
        raise NotFoundError(_("There is no such charter."))
    return found


def commitment_numbered(version: CharterVersion, number: int) -> Commitment:
    """One commitment of a version.

    Raises:
        NotFoundError: the version has none of that number.
    """
    found = version.commitments.filter(number=number).first()
    if found is None:
        raise NotFoundError(_("There is no such commitment."))
    found.version = version
    return found


def landlords_to_ask(charter: Charter) -> tuple[list[Landlord], bool]:
    """Landlords that stand and weren't asked to sign yet, by name; whether the council wasn't."""
    asked = set(charter.signatories.values_list("landlord_id", flat=True))
    rows = Landlord.objects.filter(ended_on=None).order_by("name", "pk")
    return [one for one in rows if one.pk not in asked], None not in asked
