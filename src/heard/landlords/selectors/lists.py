"""The public list of landlords, one landlord with what belongs to it, boroughs and wards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.landlords.models import (
    Borough,
    Estate,
    Landlord,
    LandlordName,
    Presence,
    Succession,
    Ward,
)
from heard.landlords.naming import tidy
from heard.landlords.selectors.finding import landlord_find
from heard.landlords.selectors.lineage import put_story_at_hand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import Model, QuerySet

    from heard.access import Reader
    from heard.landlords.selectors.finding import Found

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """A landlord in a list: which of its names matched, and who stands for it now."""

    landlord: Landlord
    why: str
    became: Landlord | None


def landlord_list_for(
    reader: Reader,  # noqa: ARG001 - everybody may see the whole register
    *,
    borough: Borough | None = None,
    kind: str = "",
    q: str = "",
    page: int | str = 1,
    per_page: int = PER_PAGE,
) -> Page[Listed]:
    """One page of landlords by name, or likeliest first when there is something to look for."""
    rows = Landlord.objects.order_by("name", "pk")
    if borough is not None:
        rows = rows.filter(presences__borough=borough)
    if kind:
        rows = rows.filter(kind=kind)
    found: dict[int, Found] = {}
    if q.strip():
        among = set(rows.values_list("pk", flat=True)) if borough or kind else None
        found = {each.landlord_id: each for each in landlord_find(q, limit=200, among=among)}
        pages: Paginator[int] = Paginator(list(found), per_page)
    else:
        pages = Paginator(rows.values_list("pk", flat=True), per_page)
    shown = pages.get_page(page)
    listed = _listed(list(shown.object_list), found)
    return Page(listed, shown.number, cast("Paginator[Listed]", pages))


def landlord_get_for(reader: Reader, slug: str) -> Landlord:  # noqa: ARG001 - everybody may see the whole register
    """One landlord with its codes, names, boroughs and lineage at hand.

    Raises:
        NotFoundError: there is none by this slug.
    """
    landlord = (
        Landlord.objects.filter(slug=slug)
        .prefetch_related(
            "codes",
            Prefetch("names", LandlordName.objects.order_by("used_until", "name")),
            Prefetch("presences", Presence.objects.select_related("borough")),
        )
        .first()
    )
    if landlord is None:
        raise NotFoundError(_("There is no landlord at this address."))
    put_story_at_hand(landlord)
    return landlord


def landlord_bare_for(reader: Reader, slug: str) -> Landlord:  # noqa: ARG001 - everybody may see the whole register
    """One landlord without what belongs to it.

    Raises:
        NotFoundError: there is none by this slug.
    """
    landlord = Landlord.objects.filter(slug=slug).first()
    if landlord is None:
        raise NotFoundError(_("There is no landlord at this address."))
    return landlord


def landlord_named(text: str) -> Landlord:
    """The one landlord with this code or name, spelt exactly but for capitals.

    Raises:
        NotFoundError: there is none, or several; with the nearest names.
    """
    found = landlord_find(text, limit=4)
    typed = tidy(text).casefold()
    exact = [each for each in found if typed in {each.name.casefold(), *_folded(each.codes)}]
    if len(exact) == 1:
        return Landlord.objects.get(pk=exact[0].landlord_id)
    if not found:
        raise NotFoundError(_("No landlord in the register is called that. Add it first."))
    told = (f"{each.name} ({', '.join(each.codes)})".removesuffix(" ()") for each in found)
    raise NotFoundError(
        _("Which one do you mean? Nearest are: %(names)s.") % {"names": ", ".join(told)}
    )


def estate_list(landlord: Landlord) -> QuerySet[Estate]:
    """A landlord's estates with their wards and boroughs."""
    estates = Estate.objects.filter(landlord=landlord).select_related("ward__borough")
    return estates.order_by("ward__borough__name", "name", "pk")


def borough_list() -> QuerySet[Borough]:
    """Boroughs, real ones first, each with `landlord_count`, its landlords of today."""
    now = Q(presences__until=None)
    return Borough.objects.annotate(landlord_count=Count("presences", filter=now))


def borough_get(slug: str) -> Borough:
    """One borough.

    Raises:
        NotFoundError: there is none by this slug.
    """
    borough = Borough.objects.filter(slug=slug).first()
    if borough is None:
        raise NotFoundError(_("There is no borough at this address."))
    return borough


def ward_list(borough: Borough, *, on: date | None = None) -> QuerySet[Ward]:
    """Wards of a borough: every one ever, or those that stood on a day."""
    wards = Ward.objects.filter(borough=borough).order_by("name", "valid_from")
    if on is None:
        return wards
    return wards.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def part_get_for(
    reader: Reader,  # noqa: ARG001 - everybody may see the whole register
    landlord: Landlord,
    model: type[Model],
    pk: int,
) -> Model:
    """One row of what belongs to a landlord.

    Raises:
        NotFoundError: it isn't there, or belongs to another.
    """
    mine = Q(landlord=landlord)
    if model is Succession:
        mine = Q(predecessor=landlord) | Q(successor=landlord)
    row = model._default_manager.filter(mine, pk=pk).first()  # noqa: SLF001 - Django's documented name
    if row is None:
        raise NotFoundError(_("That isn't there any more."))
    return row


def ward_get(borough: Borough, pk: int) -> Ward:
    """One ward of a borough.

    Raises:
        NotFoundError: it has no such ward.
    """
    ward = Ward.objects.filter(borough=borough, pk=pk).first()
    if ward is None:
        raise NotFoundError(_("There is no ward at this address."))
    return ward


def _folded(codes: Iterable[str]) -> set[str]:
    return {code.casefold() for code in codes}


def _listed(pks: Sequence[int], found: dict[int, Found]) -> list[Listed]:
    """The landlords of one page in the order given, with everything the list shows."""
    passed_on = Succession.objects.filter(whole=True).select_related("successor").order_by("on")
    rows = Landlord.objects.filter(pk__in=pks).prefetch_related(
        "codes", Prefetch("successions_out", passed_on, to_attr="passed_on")
    )
    people = {row.pk: row for row in rows}
    return [
        Listed(
            people[pk],
            found[pk].why if pk in found else "",
            people[pk].passed_on[-1].successor if people[pk].passed_on else None,
        )
        for pk in pks
    ]
