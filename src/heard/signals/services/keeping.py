"""Writing down what a scan found: new warnings, and open ones that were found again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from heard.concerns.catalogue import category_name
from heard.concerns.selectors.counting import counted_concerns, known_at
from heard.landlords.lineage import today
from heard.landlords.models import Estate, Landlord, Ward
from heard.landlords.selectors.lineage import edges
from heard.signals.events import Kind, Level
from heard.signals.models import EarlyWarning, Sighting, WarningConcern
from heard.signals.periods import last_day
from heard.signals.selectors.themed import of_category, theme_of
from heard.signals.services.timeline import event_append

if TYPE_CHECKING:
    from heard.analysis.warnings import Track, Warned
    from heard.concerns.models import Concern, Event
    from heard.signals.looking import Listed
    from heard.signals.models import Scan

QUIET = timedelta(days=28)  # what was ended and is found again so soon isn't a new warning
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """What a series is of, as rows of the register; names as people know them now."""

    estate: Estate | None
    ward: Ward | None
    landlord: Landlord | None
    landlords: frozenset[int]  # with those that became it
    name: str


class Register:
    """Estates, wards and landlords by key, each looked up once for a whole scan."""

    def __init__(self) -> None:
        self.estates = Estate.objects.select_related("ward", "landlord").in_bulk()
        self.wards = Ward.objects.in_bulk()
        self.landlords = Landlord.objects.in_bulk()
        known, now = edges(), timezone.localdate()
        self._lines: dict[int, set[int]] = {}
        for pk in self.landlords:
            self._lines.setdefault(today(known, pk, now), set()).add(pk)

    def place(self, warned: Warned) -> Place:
        """What a warning is of."""
        kind, _colon, key = (warned.place or "").partition(":")
        estate = self.estates.get(int(key)) if kind == "estate" else None
        ward = estate.ward if estate else self.wards.get(int(key)) if kind == "ward" else None
        landlord = self.landlords.get(int(warned.landlord)) if warned.landlord else None
        line = self._lines.get(landlord.pk, {landlord.pk}) if landlord else set()
        name = estate.name if estate else ward.name if ward else ""
        return Place(estate, ward, landlord, frozenset(line), name)


@transaction.atomic
def found_keep(*, scan: Scan, listed: Listed, register: Register) -> list[EarlyWarning]:
    """Keep the list of a scan; the warnings that are new, the most unusual first.

    What is open already is found again: its newest counts stand beside the old ones. So is what
    was ended less than four weeks ago, which stays ended.
    """
    day = timezone.localdate(scan.at)
    known = list(
        EarlyWarning.objects.select_for_update()
        .filter(Q(ended_at=None) | Q(ended_at__gte=scan.at - QUIET))
        .exclude(level=Level.DANGER)
        .order_by("pk")
    )
    new: list[EarlyWarning] = []
    for rank, warned in enumerate(listed.warned, start=1):
        track = listed.tracks[warned.level, warned.about]
        place = register.place(warned)
        series = series_key(warned)
        same = next((one for one in known if one.series == series), None)
        nested = (
            None if same else next((one for one in known if _is_nested(one, warned, place)), None)
        )
        if nested is not None:
            nested.seen_on = max(nested.seen_on, day)
            nested.save(update_fields=["seen_on"])
            continue
        warning = same or EarlyWarning(series=series, found_on=day)
        if same is None or warned.period >= same.period:  # a look at an older day tells less
            _take(warning, warned, track, place, scan)
        if same is None:
            event_append(warning=warning, kind=Kind.FOUND, by=None, at=scan.at)
            new.append(warning)
            known.append(warning)
        _see(warning, warned, track, scan, rank)
        _behind(warning, place, scan)
    return new


def series_key(warned: Warned) -> str:
    """What tells one series from all others, in every scan."""
    return "|".join([warned.level, *(one or "" for one in warned.about)])


def _is_nested(known: EarlyWarning, warned: Warned, place: Place) -> bool:
    """Whether one is of an estate and the other of its ward, in the same category."""
    levels = {known.level, warned.level}
    if known.category != (warned.category or "") or levels != {Level.PLACE, Level.PARENT}:
        return False
    return known.ward_id is not None and place.ward is not None and known.ward_id == place.ward.pk


def _take(warning: EarlyWarning, warned: Warned, track: Track, place: Place, scan: Scan) -> None:
    """Put what was found now into the warning. When it began is never moved forward."""
    warning.level = warned.level
    warning.estate, warning.ward, warning.landlord = place.estate, place.ward, place.landlord
    warning.category = warned.category or ""
    warning.place_name = place.name
    warning.landlord_name = place.landlord.name if place.landlord else ""
    warning.category_name = _category_name(warned.category)
    warning.by_period = scan.by_period
    warning.seen_on = timezone.localdate(scan.at)
    warning.since = min(warning.since, track.since) if warning.pk else track.since
    warning.period = warned.period
    warning.observed, warning.expected = warned.observed, round(warned.expected, DIGITS)
    warning.low, warning.high = warned.low, warned.high
    warning.score, warning.p = warned.score or 0.0, 1.0 if warned.p is None else warned.p
    risen = [one for one in track.points if one.period >= warning.since]
    warning.total = sum(one.observed for one in risen)
    warning.usual_total = round(sum(one.expected for one in risen), DIGITS)
    warning.save()


def _category_name(code: str | None) -> str:
    if not code:
        return ""
    theme = theme_of(code)
    if theme is not None:
        return theme.name
    return category_name(code)


def _see(warning: EarlyWarning, warned: Warned, track: Track, scan: Scan, rank: int) -> None:
    Sighting.objects.create(
        warning=warning,
        scan=scan,
        rank=rank,
        period=warned.period,
        since=track.since,
        observed=warned.observed,
        expected=round(warned.expected, DIGITS),
        low=warned.low,
        high=warned.high,
        score=warning.score,
        p=warning.p,
        points=[
            [one.period.isoformat(), one.observed, round(one.expected, DIGITS), one.low, one.high]
            for one in track.points
        ],
        parts=[list(about) for about in warned.parts],
    )


def _behind(warning: EarlyWarning, place: Place, scan: Scan) -> None:
    """Tie the concerns that were counted to the warning."""
    concerns = known_at(counted_concerns().filter(_counted_in(warning, place)), scan.as_of)
    keys = concerns.order_by().values_list("pk", flat=True)
    WarningConcern.objects.bulk_create(
        [WarningConcern(warning=warning, concern_id=pk) for pk in keys],
        ignore_conflicts=True,
        batch_size=500,
    )


def _counted_in(warning: EarlyWarning, place: Place) -> Q:
    """The concerns of a warning's series since it began."""
    end = last_day(warning.period, warning.by_period) + timedelta(days=1)
    start = timezone.make_aware(datetime.combine(warning.since, time()))
    where = Q(
        raised_at__gte=start, raised_at__lt=timezone.make_aware(datetime.combine(end, time()))
    )
    if warning.category:
        where &= of_category(warning.category)
    if place.landlord:
        where &= Q(landlord__in=place.landlords)
    base = warning.level.removesuffix("-total")
    if base == Level.PLACE:
        where &= Q(estate=place.estate) if place.estate else Q(estate=None, ward=place.ward)
    elif base == Level.PARENT:
        where &= Q(estate__ward=place.ward) | Q(estate=None, ward=place.ward)
    return where


def danger_keep(*, concern: Concern, danger: str, said: Event | None = None) -> EarlyWarning | None:
    """Keep that a concern speaks of danger; None where that is known already. One is enough.

    `said` is what speaks of it, where that came after the concern was raised.
    """
    series = f"{Level.DANGER}|{concern.pk}" + (f"|{said.pk}" if said else "")
    entered = said.entered_at if said else concern.entered_at
    raised = said.at if said else concern.raised_at
    day = timezone.localdate(entered)
    place = concern.estate or concern.ward
    values = {
        "estate": concern.estate,
        "ward": concern.ward,
        "landlord": concern.landlord,
        "category": concern.category,
        "place_name": place.name if place else "",
        "landlord_name": concern.landlord.name if concern.landlord else "",
        "category_name": _category_name(concern.category),
        "danger": danger[:40],
        "found_on": day,
        "seen_on": day,
        "since": timezone.localdate(raised),
        "period": timezone.localdate(raised),
        "total": 1,
        **dict.fromkeys(("observed", "expected", "low", "high", "score", "p"), 0),
    }
    warning, is_new = EarlyWarning.objects.get_or_create(
        level=Level.DANGER, series=series, defaults=values
    )
    if not is_new:
        return None
    WarningConcern.objects.create(warning=warning, concern=concern)
    event_append(
        warning=warning,
        kind=Kind.FOUND,
        by=None,
        at=entered,
    )
    return warning
