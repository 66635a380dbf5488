"""One warning as the team reads it: the series, the concerns behind it, and what else fits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone

from heard.analysis.warnings import shared_words
from heard.concerns.likeness import PLAIN
from heard.concerns.models import Part, Party
from heard.concerns.selectors.counting import counted_concerns, unflagged
from heard.concerns.selectors.finding import cases_for
from heard.landlords.selectors.lineage import line_of
from heard.signals.events import Level
from heard.signals.models import Sighting
from heard.signals.periods import last_day
from heard.signals.selectors.quality import formal_days
from heard.signals.selectors.sharing import landlords_behind
from heard.signals.selectors.standing import facts_of
from heard.signals.selectors.themed import of_category
from heard.signals.state import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.analysis.warnings import Shared
    from heard.concerns.models import Concern
    from heard.landlords.models import Landlord
    from heard.signals.models import EarlyWarning, Scan, WarningEvent
    from heard.signals.state import State

PER_PAGE = 5
FEW = 3
MOST_TEXTS = 300


@dataclass(frozen=True, slots=True)
class Beside:
    """Something near that was counted over the same time, and over as long a time before."""

    name: str
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class Reporting:
    """How reporting may have changed. Counts are of the concerns behind.

    `most_by_one` is by how many one person raised; `all_now` and `all_before` are everything from
    the place over the same time and as long before.
    """

    concerns: int
    people: int
    most_by_one: int
    groups: int
    by_web: int
    web_before: float | None
    all_now: int
    all_before: int


@dataclass(frozen=True, slots=True)
class Fits:
    """What else fits: near, and in the words."""

    by_estate: tuple[Beside, ...]
    same_block: tuple[Beside, ...]
    same_place: tuple[Beside, ...]
    neighbours: tuple[Beside, ...]
    same_landlord: tuple[Beside, ...]
    words: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page of a warning shows. `hidden` are counted, and never shown."""

    sighting: Sighting | None
    sightings: Sequence[Sighting]
    scan: Scan | None
    concerns: Page[Concern]
    hidden: int
    fits: Fits
    reporting: Reporting
    events: Sequence[WarningEvent]
    state: State
    landlords: Sequence[Landlord]
    formal_on: date | None


def view_of(reader: Reader, warning: EarlyWarning, *, page: int | str = 1, seen: str = "") -> View:
    """One warning, by a fixed number of queries; `seen` chooses an earlier sighting."""
    sightings = list(
        Sighting.objects.filter(warning=warning).select_related("scan").order_by("-period", "-pk")
    )
    wanted = [one for one in sightings if str(one.pk) == seen]
    sighting = next(iter(wanted or sightings), None)
    behind = unflagged(cases_for(reader).filter(warnings=warning))
    shown = behind.select_related("estate", "landlord").order_by("-raised_at", "-pk")
    concerns = Paginator(shown, PER_PAGE).get_page(page)
    events = list(warning.events.select_related("by", "landlord").order_by("number"))
    spans = _spans(warning)
    return View(
        sighting=sighting,
        sightings=sightings,
        scan=sighting.scan if sighting else None,
        concerns=concerns,
        hidden=warning.concerns.count() - concerns.paginator.count,
        fits=_fits(warning, behind, spans),
        reporting=_reporting(warning, spans),
        events=events,
        state=fold(facts_of(events)),
        landlords=landlords_behind(warning),
        formal_on=formal_days([warning.pk]).get(warning.pk),
    )


@dataclass(frozen=True, slots=True)
class _Spans:
    """The time since it began, and as long a time before."""

    now: Q
    before: Q


def _spans(warning: EarlyWarning) -> _Spans:
    end = last_day(warning.period, warning.by_period) + timedelta(days=1)
    start = warning.since
    earlier = start - (end - start)
    moments = [timezone.make_aware(datetime.combine(day, time())) for day in (earlier, start, end)]
    return _Spans(
        now=Q(raised_at__gte=moments[1], raised_at__lt=moments[2]),
        before=Q(raised_at__gte=moments[0], raised_at__lt=moments[1]),
    )


def _within(warning: EarlyWarning) -> Q | None:
    """Concerns of the same place; None where it is everywhere."""
    base = warning.level.removesuffix("-total")
    if base in {Level.PLACE, Level.DANGER}:
        if warning.estate_id:
            return Q(estate=warning.estate_id)
        return Q(estate=None, ward=warning.ward_id)
    if base == Level.PARENT:
        return Q(estate__ward=warning.ward_id) | Q(estate=None, ward=warning.ward_id)
    if base == Level.LANDLORD:
        return Q(landlord__in=line_of([warning.landlord_id or 0]))
    return None


def _both(rows: QuerySet[Concern], name: str, spans: _Spans) -> list[Beside]:
    """Counts by a column over both times, those with most first."""
    found = (
        rows.filter(spans.now | spans.before)
        .order_by()
        .values_list(name)
        .annotate(n=Count("pk", filter=spans.now), before=Count("pk", filter=spans.before))
    )
    listed = [Beside(str(key), n, before) for key, n, before in found if key and n]
    return sorted(listed, key=lambda one: (-one.count, one.before, one.name))


def _risen(rows: Sequence[Beside]) -> tuple[Beside, ...]:
    return tuple(one for one in rows if one.count > one.before and one.count > 1)[:FEW]


def _fits(warning: EarlyWarning, behind: QuerySet[Concern], spans: _Spans) -> Fits:
    every = counted_concerns()
    place = _within(warning)
    same = every.filter(of_category(warning.category)) if warning.category else every
    others = _others(warning, same)
    elsewhere = same.exclude(warnings=warning).order_by("-raised_at")
    texts = [_text(one) for one in _texts(behind)]
    at = list(behind.values_list("postcode", "estate__name"))
    beside = (
        every.filter(place).exclude(of_category(warning.category)) if place is not None else None
    )
    return Fits(
        by_estate=() if warning.estate_id else _most(estate for _code, estate in at),
        same_block=_most(code for code, _estate in at),
        same_place=() if beside is None else _risen(_both(beside, "category", spans)),
        neighbours=_risen(_both(others["near"], "estate__name", spans)),
        same_landlord=_risen(_both(others["landlord"], "estate__name", spans)),
        words=tuple(shared_words(texts, (_text(one) for one in _texts(elsewhere)), without=PLAIN)),
    )


def _most(names: Iterable[str | None]) -> tuple[Beside, ...]:
    """The names that stand most often, and more than once."""
    found = Counter(name for name in names if name).most_common(FEW)
    return tuple(Beside(name, n, 0) for name, n in found if n > 1)


def _others(warning: EarlyWarning, same: QuerySet[Concern]) -> dict[str, QuerySet[Concern]]:
    """Other estates of the ward and of the landlord, where the warning is of one estate."""
    nothing = same.none()
    if warning.estate_id is None:
        return {"near": nothing, "landlord": nothing}
    rest = same.exclude(estate=None).exclude(estate=warning.estate_id)
    landlord = warning.landlord_id
    return {
        "near": rest.filter(estate__ward=warning.ward_id),
        "landlord": rest.filter(landlord__in=line_of([landlord])) if landlord else nothing,
    }


def _texts(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    return rows.only("description", "redacted", "redacted_at")[:MOST_TEXTS]


def _text(concern: Concern) -> str:
    return concern.shown_words


def _reporting(warning: EarlyWarning, spans: _Spans) -> Reporting:
    behind = warning.concerns.all()
    parties = list(
        Party.objects.filter(concern__warnings=warning, left_at=None)
        .exclude(part=Part.HOUSEHOLD)
        .values_list("part", "person")
    )
    raised = Counter(person for _part, person in parties)
    counts = behind.aggregate(
        n=Count("pk"),
        web=Count("pk", filter=Q(channel="web")),
        groups=Count("pk", filter=Q(is_group=True)),
    )
    place = _within(warning)
    every = counted_concerns().filter(place) if place is not None else counted_concerns()
    around = every.aggregate(
        now=Count("pk", filter=spans.now),
        before=Count("pk", filter=spans.before),
        web=Count("pk", filter=spans.before & Q(channel="web")),
    )
    return Reporting(
        concerns=counts["n"],
        people=len({person for part, person in parties if part == Part.RESIDENT}),
        most_by_one=max(raised.values(), default=0),
        groups=counts["groups"],
        by_web=counts["web"],
        web_before=around["web"] / around["before"] if around["before"] else None,
        all_now=around["now"],
        all_before=around["before"],
    )
