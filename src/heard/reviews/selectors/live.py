"""What a measure or a figure from concerns says of a landlord now, with its base and interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.concerns.selectors.figures import NOTHING, clocks_met_of, felt_listened_of
from heard.landlords.selectors.lineage import line_of
from heard.measures.definitions import definitions
from heard.measures.models import Population
from heard.measures.selectors import standings_of, years_list
from heard.reviews.models import ConcernsFigure
from heard.walkabouts.selectors.evidence import observations_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from heard.measures.rows import Row
    from heard.reviews.models import Evidence, Subject
    from heard.walkabouts.selectors.evidence import ObservationSeen


@dataclass(frozen=True, slots=True)
class Live:
    """One figure in words: its value, interval, base and source; `value` "" where there is none."""

    name: str
    value: str
    interval: str
    base: str
    source: str
    trace: int | None = None  # the result whose page shows the cell that it comes from
    is_figure: bool = True  # no: what was seen on a walkabout, with its grade if it has one

    @property
    def missing(self) -> bool:
        """Whether there is no figure to show."""
        return not self.value


def measure_choices() -> list[tuple[str, str]]:
    """The measures that can be named as evidence, by code."""
    seen = {one.code: f"{one.code} {one.name}" for one in definitions()}
    return list(seen.items())


def live_of(subject: Subject, items: Iterable[Evidence]) -> dict[int, list[Live]]:
    """What each piece of evidence of a landlord says now, by its key. At most five queries."""
    given = [one for one in items if one.measure or one.figure or one.observation]
    found: dict[int, list[Live]] = {one.pk: [] for one in given}
    keys = frozenset(one.observation for one in given if one.observation)
    seen = {one.key: one for one in _observations(subject, keys)} if keys else {}
    codes = {one.measure for one in given if one.measure}
    rows = _measures(subject, codes) if codes else {}
    figures = {one.figure for one in given if one.figure}
    shown = {name: _figure(subject, name) for name in figures}
    for one in given:
        if one.measure:
            found[one.pk] = rows.get(one.measure) or [_no_measure(one.measure)]
        elif one.figure:
            found[one.pk] = [shown[one.figure]]
        else:
            found[one.pk] = [_seen(seen.get(one.observation))]  # type: ignore[arg-type]
    return found


def observation_choices(subject: Subject) -> list[tuple[str, str]]:
    """What was seen on the landlord's walkabouts in the review's period, newest first."""
    review = subject.review
    rows = observations_for(subject.landlord, (review.period_from, review.period_to))
    return [
        (
            str(one.key),
            f"{date_format(one.on, 'j M Y')}, {one.estate}, {one.place}: {one.seen}"[:160],
        )
        for one in rows
    ]


def _observations(subject: Subject, keys: frozenset[UUID]) -> list[ObservationSeen]:
    """Whenever they were seen: evidence may be older than the period."""
    return observations_for(subject.landlord, (date.min, date.max), keys=keys)


def _seen(one: ObservationSeen | None) -> Live:
    """An observation in words. Its grade is its scheme's own, and no number."""
    if one is None:
        gone = _("It isn’t there, or was withdrawn.")
        return Live(_("Observation"), "", "", gone, "", is_figure=False)
    where = _("%(estate)s, %(place)s, %(day)s") % {
        "estate": one.estate,
        "place": one.place,
        "day": date_format(one.on, "j F Y"),
    }
    grade = f"{one.grade} ({one.scheme})" if one.grade else ""
    return Live(where, one.seen, grade, "", _("Seen on a walkabout"), is_figure=False)


def _measures(subject: Subject, codes: set[str]) -> dict[str, list[Live]]:
    """Figures of the newest year that ended by the end of the review's period, or the oldest."""
    made_up = subject.landlord.is_fictional
    years = years_list(made_up=made_up)
    end = subject.review.period_to
    ended = [year for year in years if _ends(year) <= end.isoformat()] or years[-1:]
    if not ended:
        return {}
    rows = standings_of(
        year=ended[0],
        measures=codes,
        populations=Population.values,
        landlords=line_of([subject.landlord_id]),
        made_up=made_up,
    )
    names = dict(measure_choices())
    found: dict[str, list[Live]] = {}
    for row in sorted(rows, key=lambda one: (one.population, one.name)):
        found.setdefault(row.measure, []).append(_live(row, names.get(row.measure, row.measure)))
    return found


def _ends(year: str) -> str:
    """The last day of a reporting year such as 2024-25."""
    return f"{int(year[:4]) + 1}-03-31"


def _live(row: Row, name: str) -> Live:
    known = row.value is not None
    return Live(
        name=f"{name}, {Population(row.population).label}",
        value=row.value_text if known else "",
        interval=row.range_text if known else "",
        base=row.base_text if known else row.mark_text,
        source=_("%(year)s, as reported by %(who)s to the regulator")
        % {"year": row.year, "who": row.name},
        trace=row.result_id if known else None,
    )


def _no_measure(code: str) -> Live:
    name = dict(measure_choices()).get(code, code)
    return Live(name, "", "", _("This landlord reported no figure."), "")


def _figure(subject: Subject, name: str) -> Live:
    review, landlord = subject.review, subject.landlord_id
    first, last = review.period_from, review.period_to
    reading = clocks_met_of if name == ConcernsFigure.CLOCKS_MET else felt_listened_of
    figure = reading([landlord], first=first, last=last).get(landlord, NOTHING)
    base = _("of %(base)s") % {"base": figure.base}
    source = _("Concerns in Heard, %(first)s to %(last)s") % {
        "first": date_format(first, "j F Y"),
        "last": date_format(last, "j F Y"),
    }
    label = str(ConcernsFigure(name).label)
    if figure.share is None or figure.interval is None:
        few = _("Too few to give a share: fewer than 10.") if figure.base else _("There are none.")
        return Live(label, "", "", few, source)
    low, high = figure.interval
    interval = _("%(low)s%% to %(high)s%%") % {
        "low": round(low * 100),
        "high": round(high * 100),
    }
    return Live(label, f"{figure.share * 100:.0f}%", interval, base, source)
