"""What the page of one warning says beside its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.concerns.catalogue import category_name
from heard.concerns.pages.rows import what_of as case_what
from heard.measures.charts import Caption
from heard.signals.events import Dismissal, Kind, Verdict
from heard.signals.series_chart import points_of, series_chart
from heard.signals.wording import day, period_words, said_of, usual

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from heard.concerns.models import Concern
    from heard.measures.charts import Chart, Width
    from heard.signals.models import EarlyWarning, Scan, Sighting, WarningEvent
    from heard.signals.selectors.viewing import Beside, Fits, Reporting

MANY_BY_ONE = 0.5
WEB_MORE = 0.25
TWICE = 1.5
COMPLETE = 0.995
LONGEST = 300
TONES = {
    "new": "blue",
    "taken-up": "purple",
    "watched": "yellow",
    "dismissed": "grey",
    "settled": "grey",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One period as a row of the table."""

    period: str
    observed: int
    usual: str
    most: int
    risen: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """A concern behind a warning, with the words that may be read."""

    reference: str
    url: str
    what: str
    where: str
    raised: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a warning."""

    title: str
    who: str
    at: object
    words: str
    detail: str


def drawing(warning: EarlyWarning, sighting: Sighting, *, width: Width = "wide") -> Chart:
    """The series as a picture, as it was seen then."""
    said = said_of(warning)
    caption = Caption(
        _("%(what)s at %(where)s") % {"what": said.what, "where": said.where},
        source=_("Counted %(day)s, edition %(edition)s of the method.")
        % {
            "day": day(sighting.scan.as_of) if sighting.scan else "",
            "edition": sighting.scan.edition if sighting.scan else "",
        },
        drawn=False,
    )
    points = points_of(sighting.points, sighting.since)
    return series_chart(points, caption=caption, by=warning.by_period, width=width)


def lines_of(warning: EarlyWarning, sighting: Sighting) -> list[Line]:
    """The same as rows, the latest first."""
    return [
        Line(
            period_words(one.period, warning.by_period),
            one.observed,
            usual(one.expected) if one.expected >= 1 else f"{one.expected:.1f}",
            one.high,
            one.risen,
        )
        for one in reversed(points_of(sighting.points, sighting.since))
    ]


def behind_of(concerns: Iterable[Concern]) -> list[Behind]:
    """Concerns as they are shown: what was taken out of their words stays out."""
    found = []
    for one in concerns:
        words = one.shown_words
        found.append(
            Behind(
                reference=one.reference,
                url=reverse("cases:case", args=[one.reference]),
                what=case_what(one),
                where=one.estate.name if one.estate else str(one.get_place_kind_display()),
                raised=str(date_format(one.raised_at, "j F Y")),
                words=words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…",
            )
        )
    return found


def steps_of(events: Iterable[WarningEvent]) -> list[Step]:
    """The timeline, oldest first."""
    return [
        Step(
            title=str(Kind(one.kind).label),
            who=_who(one),
            at=one.at,
            words=one.words,
            detail=_detail(one),
        )
        for one in events
    ]


def _who(event: WarningEvent) -> str:
    if event.kind == Kind.ANSWERED and event.landlord:
        return event.landlord.name
    if event.by is None:
        return _("Heard")
    return event.by.get_full_name() or str(event.get_by_role_display())


def _detail(event: WarningEvent) -> str:
    match event.kind:
        case Kind.DISMISSED if event.code in Dismissal.values:
            return str(Dismissal(event.code).label)
        case Kind.SETTLED if event.code in Verdict.values:
            return str(Verdict(event.code).label)
        case Kind.SHARED if event.landlord:
            return event.landlord.name
        case Kind.DEED if event.on:
            return _("On %(day)s") % {"day": day(event.on)}
    return ""


def fits_words(fits: Fits) -> list[tuple[str, list[str]]]:
    """What else fits, under a heading each; what doesn't fit is left out."""
    parts = [
        (_("By estate"), [f"{one.name}: {one.count}" for one in fits.by_estate]),
        (_("The same block"), [_block(one) for one in fits.same_block]),
        (_("Other things at the same place"), [_category(one) for one in fits.same_place]),
        (_("Other estates in the same ward"), [_beside(one) for one in fits.neighbours]),
        (_("Other estates of the same landlord"), [_beside(one) for one in fits.same_landlord]),
        (
            _("The same words"),
            [
                ngettext(
                    "“%(word)s” in %(n)s of the concerns, in %(share)s elsewhere",
                    "“%(word)s” in %(n)s of the concerns, in %(share)s elsewhere",
                    one.texts,
                )
                % {
                    "word": one.word,
                    "n": one.texts,
                    "share": f"{one.elsewhere:.0%}",
                }
                for one in fits.words
            ],
        ),
    ]
    return [(title, lines) for title, lines in parts if lines]


def _block(one: Beside) -> str:
    return ngettext(
        "%(n)s has the postcode %(name)s", "%(n)s have the postcode %(name)s", one.count
    ) % {"n": one.count, "name": one.name}


def _beside(one: Beside) -> str:
    return _("%(name)s: %(n)s, and %(before)s in as long a time before") % {
        "name": one.name,
        "n": one.count,
        "before": one.before,
    }


def _category(one: Beside) -> str:
    return _("%(name)s: %(n)s, and %(before)s in as long a time before") % {
        "name": _(category_name(one.name)),
        "n": one.count,
        "before": one.before,
    }


def caveats(warning: EarlyWarning, reporting: Reporting, scan: Scan | None) -> list[str]:
    """How reporting may have changed, and what else makes the count less sure."""
    found = []
    one = reporting
    if one.people and one.concerns > 1:
        found.append(
            ngettext(
                "The %(concerns)s concerns are those of %(people)s resident.",
                "The %(concerns)s concerns are those of %(people)s residents.",
                one.people,
            )
            % {"concerns": one.concerns, "people": one.people}
        )
        if one.most_by_one > 1 and one.most_by_one >= MANY_BY_ONE * one.concerns:
            found.append(
                _("One person raised %(n)s of them. That may be one home, or one who speaks up.")
                % {"n": one.most_by_one}
            )
    if one.groups:
        found.append(
            ngettext(
                "%(n)s of them is about many households.",
                "%(n)s of them are about many households.",
                one.groups,
            )
            % {"n": one.groups}
        )
    if not warning.is_danger and one.concerns and one.web_before is not None:
        share = one.by_web / one.concerns
        if abs(share - one.web_before) >= WEB_MORE:
            found.append(
                _("%(now)s came by the web; before, %(before)s of all from there did.")
                % {"now": f"{share:.0%}", "before": f"{one.web_before:.0%}"}
            )
    if warning.category and not warning.is_danger and one.all_now >= TWICE * max(one.all_before, 1):
        found.append(
            _(
                "Everything raised from there rose too: %(now)s, and %(before)s in as long a time "
                "before. That can be more trouble, or more reporting."
            )
            % {"now": one.all_now, "before": one.all_before}
        )
    return found + _scan_notes(scan)


def _scan_notes(scan: Scan | None) -> list[str]:
    if scan is None:
        return []
    found = []
    share = scan.read.get("share", 1.0)
    if share < COMPLETE:
        found.append(
            _(
                "The last period is taken to be %(share)s complete, as some concerns are entered "
                "late. What is usual is brought down to that."
            )
            % {"share": f"{share:.0%}"}
        )
    if scan.read.get("batches"):
        found.append(_("Old cases were entered all at once. They count when they happened."))
    if scan.read.get("loads"):
        found.append(_("A file seems to have been loaded. No warning is given of it."))
    return found


def since_words(formal: date | None, found: date) -> str:
    """How long before something formal it was found."""
    if formal is None:
        return _("No stage 2 complaint and no hazard has come of these concerns.")
    days = (formal - found).days
    if days > 0:
        return ngettext(
            "Found %(n)s day before the first stage 2 complaint or hazard (%(day)s).",
            "Found %(n)s days before the first stage 2 complaint or hazard (%(day)s).",
            days,
        ) % {"n": days, "day": day(formal)}
    return ngettext(
        "Found %(n)s day after the first stage 2 complaint or hazard (%(day)s).",
        "Found %(n)s days after the first stage 2 complaint or hazard (%(day)s).",
        -days,
    ) % {"n": -days, "day": day(formal)}


def tone_of(warning: EarlyWarning) -> str:
    """The colour of its tag."""
    return TONES[warning.status]
