"""One walkabout, observation, photo or plan, for whoever may see it.

The council sees all. A landlord's people see their own landlord's and those of the landlords whose
homes came to it. A ward councillor sees those of estates in their wards and those they take part
in; a residents' representative those they take part in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from heard.access import COUNCIL, LANDLORD, Role
from heard.errors import NotFoundError
from heard.landlords.lineage import ancestors
from heard.landlords.models import Landlord
from heard.landlords.selectors.lineage import edges
from heard.walkabouts.models import Companion, Observation, Photo, Plan, Scheme, Walkabout

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.access import Reader

TEAM = frozenset({Role.CHAMPION, Role.OFFICER})


def key_of(text: str) -> UUID:
    """A key as it stands in an address.

    Raises:
        NotFoundError: it is none.
    """
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError(_("There is nothing at this address.")) from error


def is_team(reader: Reader) -> bool:
    """Whether they are of the Champion's team, who see what single residents said."""
    return bool(reader.roles & TEAM)


def landlord_ids(reader: Reader) -> frozenset[int]:
    """The landlords that a landlord's people stand for: their own, and those that became it."""
    if not reader.roles & LANDLORD:
        return frozenset()
    known = [edge for edge in edges() if edge.whole]
    before = {one for own in reader.landlords for one in ancestors(known, own)}
    return reader.landlords | before


def may_run(reader: Reader, landlord_id: int) -> bool:
    """Whether they plan that landlord's walkabouts and say what became of its actions."""
    return bool(reader.roles & COUNCIL) or landlord_id in landlord_ids(reader)


def within(reader: Reader, *, walkabout: str = "") -> Q:
    """What of walkabouts the reader may see; `walkabout` is the way there from other rows."""
    if reader.roles & COUNCIL:
        return Q()
    way = f"{walkabout}__" if walkabout else ""
    found = Q(pk__in=[])
    if reader.roles & LANDLORD:
        found |= Q(**{f"{way}landlord__in": landlord_ids(reader)})
    if Role.COUNCILLOR in reader.roles:
        found |= Q(**{f"{way}estate__ward__in": reader.wards})
    if reader.roles & {Role.COUNCILLOR, Role.REPRESENTATIVE} and reader.user_id is not None:
        mine = Companion.objects.filter(
            walkabout=OuterRef(f"{way}pk"), user=reader.user_id, left_at=None
        )
        found |= Q(Exists(mine))
    return found


def walkabouts_for(reader: Reader) -> QuerySet[Walkabout]:
    """Every walkabout that they may see."""
    return Walkabout.objects.filter(within(reader))


def walkabout_get_for(reader: Reader, key: str, *, runs: bool = False) -> Walkabout:
    """One walkabout with its estate, landlord and scheme; `runs`: only if they may plan it.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = (
        walkabouts_for(reader)
        .select_related("estate__ward", "landlord", "scheme", "plan")
        .filter(key=key_of(key))
        .first()
    )
    if found is None or (runs and not may_run(reader, found.landlord_id)):
        raise NotFoundError(_("There is no walkabout at this address that you may see."))
    return found


def walkabout_public(key: str) -> Walkabout:
    """A walkabout that residents may come to.

    Raises:
        NotFoundError: there is none.
    """
    found = (
        Walkabout.objects.filter(key=key_of(key), residents_welcome=True)
        .select_related("estate", "landlord")
        .first()
    )
    if found is None:
        raise NotFoundError(_("There is no walkabout at this address."))
    return found


def observation_get_for(reader: Reader, key: str, *, runs: bool = False) -> Observation:
    """One observation.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = (
        Observation.objects.filter(within(reader, walkabout="walkabout"), key=key_of(key))
        .select_related("walkabout__estate", "walkabout__landlord")
        .first()
    )
    if found is None or (runs and not may_run(reader, found.walkabout.landlord_id)):
        raise NotFoundError(_("There is no observation at this address that you may see."))
    return found


def photo_get_for(reader: Reader, key: str) -> Photo:
    """One photo, approved or not.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = (
        Photo.objects.filter(within(reader, walkabout="observation__walkabout"), key=key_of(key))
        .select_related("file", "observation__walkabout__estate")
        .first()
    )
    if found is None:
        raise NotFoundError(_("There is no photo at this address that you may see."))
    return found


def photo_public(key: str) -> Photo:
    """One photo that an officer approved, of an action that residents see.

    Raises:
        NotFoundError: there is none.
    """
    found = (
        Photo.objects.filter(
            key=key_of(key),
            approved_at__isnull=False,
            observation__withdrawn_at=None,
            observation__action__hidden_at=None,
            observation__action__isnull=False,
        )
        .select_related("file")
        .first()
    )
    if found is None:
        raise NotFoundError(_("There is no photo at this address."))
    return found


def plan_get_for(reader: Reader, key: str) -> Plan:
    """One plan that repeats, for those who may end it.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = Plan.objects.filter(key=key_of(key)).select_related("estate", "landlord").first()
    if found is None or not may_run(reader, found.landlord_id):
        raise NotFoundError(_("There is no plan at this address that you may see."))
    return found


def scheme_get_for(reader: Reader, slug: str) -> tuple[Landlord, Scheme | None]:
    """A landlord that the reader may run, and the scheme it has if it chose one.

    Raises:
        NotFoundError: there is no such landlord for this reader.
    """
    landlord = Landlord.objects.filter(slug=slug).first()
    if landlord is None or not may_run(reader, landlord.pk):
        raise NotFoundError(_("There is no landlord at this address that you may see."))
    scheme = Scheme.objects.filter(landlord=landlord, superseded_at=None)
    return landlord, scheme.prefetch_related("grades").first()
