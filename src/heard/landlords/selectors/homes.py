"""How many homes a landlord has where, as last counted on or before a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from heard.access import Action, Thing
from heard.landlords.models import HomesCount, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.landlords.models import Borough, Landlord, Ward


class HomesRow(NamedTuple):
    """So many homes, as counted on a day."""

    landlord: Landlord
    ward: Ward
    tenure: str
    homes: int
    on: date


@dataclass(frozen=True, slots=True)
class HomesLine:
    """One ward of a table, its homes in the order of the table's tenures; None is not counted."""

    ward: str
    homes: tuple[int | None, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HomesTable:
    """A landlord's homes in one borough by ward and tenure."""

    borough: Borough
    tenures: tuple[str, ...]
    lines: tuple[HomesLine, ...]
    totals: tuple[int | None, ...]
    total: int
    first_on: date
    last_on: date
    supported: int | None  # set apart where wards of supported homes aren't shown


def homes_by(
    borough: Borough, *, on: date | None = None, landlord: Landlord | None = None
) -> list[HomesRow]:
    """Homes by landlord, ward of that day and tenure: the latest count on or before the day."""
    rows = _latest(on or timezone.localdate()).filter(ward__borough=borough)
    if landlord is not None:
        rows = rows.filter(landlord=landlord)
    rows = rows.select_related("landlord", "ward").order_by(
        "landlord__name", "landlord_id", "ward__name", "ward_id", "tenure"
    )
    return [HomesRow(row.landlord, row.ward, row.tenure, row.homes, row.on) for row in rows]


def homes_tables_for(
    reader: Reader, landlord: Landlord, *, on: date | None = None
) -> list[HomesTable]:
    """A landlord's homes, one table a borough.

    Only staff see which wards have supported homes: a handful of them in one ward can be a refuge.
    Everybody else sees their number in the borough.
    """
    rows = (
        _latest(on or timezone.localdate())
        .filter(landlord=landlord)
        .select_related("ward__borough")
        .order_by("ward__borough__name", "ward__name")
    )
    boroughs: dict[Borough, list[HomesCount]] = {}
    for row in rows:
        boroughs.setdefault(row.ward.borough, []).append(row)
    by_ward = reader.may(Thing.REGISTER, Action.READ)
    return [_table(borough, counts, by_ward=by_ward) for borough, counts in boroughs.items()]


def homes_of(
    reader: Reader,  # noqa: ARG001 - the page is for staff; the view sees to it
    landlord: Landlord,
) -> QuerySet[HomesCount]:
    """Every count of a landlord's homes, the latest first."""
    rows = HomesCount.objects.filter(landlord=landlord).select_related("ward__borough")
    return rows.order_by("-on", "ward__borough__name", "ward__name", "tenure")


def _latest(on: date) -> QuerySet[HomesCount]:
    newest = Window(
        RowNumber(), partition_by=["landlord", "ward", "tenure"], order_by=F("on").desc()
    )
    stood = Q(ward__valid_to=None) | Q(ward__valid_to__gt=on)
    rows = HomesCount.objects.filter(stood, on__lte=on, ward__valid_from__lte=on)
    return rows.annotate(newest=newest).filter(newest=1)


def _table(borough: Borough, counts: list[HomesCount], *, by_ward: bool) -> HomesTable:
    shown = [row for row in counts if by_ward or row.tenure != Tenure.SUPPORTED]
    apart = [row.homes for row in counts if row not in shown]
    tenures = [tenure for tenure in Tenure if any(row.tenure == tenure for row in shown)]
    wards = dict.fromkeys(row.ward for row in shown)
    lines = [
        _line(ward.name, tenures, [row for row in shown if row.ward_id == ward.pk])
        for ward in wards
    ]
    columns = _line("", tenures, shown)
    return HomesTable(
        borough=borough,
        tenures=tuple(str(tenure.label) for tenure in tenures),
        lines=tuple(lines),
        totals=columns.homes,
        total=columns.total + sum(apart),
        first_on=min(row.on for row in counts),
        last_on=max(row.on for row in counts),
        supported=sum(apart) if apart else None,
    )


def _line(ward: str, tenures: Iterable[str], rows: list[HomesCount]) -> HomesLine:
    """The sums by tenure; what nobody counted stays unknown."""
    homes = []
    for tenure in tenures:
        counted = [row.homes for row in rows if row.tenure == tenure]
        homes.append(sum(counted) if counted else None)
    return HomesLine(ward, tuple(homes), sum(row.homes for row in rows))
