"""What the tracker's pages show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from heard.analysis.commitments import LEAST, Told, Verdict, status_of
from heard.analysis.commitments import Signed as SignedOrNot
from heard.errors import NotFoundError
from heard.partnership.charter_wording import STATUS, VERDICT, counted
from heard.partnership.models import CommitmentVerdict, Reported
from heard.partnership.selectors.charters import version_in_force, versions_in_force
from heard.partnership.selectors.charters_live import figures_of
from heard.partnership.selectors.charters_said import middle_of
from heard.partnership.selectors.charters_tracker import parties_of, trackers_of
from heard.practices.selectors.criteria import criteria_now
from heard.reviews.models import EvidenceKind

if TYPE_CHECKING:
    from django.core.paginator import Page

    from heard.analysis.commitments import Status
    from heard.landlords.models import Landlord
    from heard.partnership.models import Commitment, ReportEvidence
    from heard.partnership.selectors.charters_cells import Cell, Party, PeriodSeen, Tracker
    from heard.practices.selectors.criteria import Named
    from heard.reviews.selectors.live import Live

A_PAGE = 8  # signatories side by side


@dataclass(frozen=True, slots=True)
class GridPage:
    """A charter's grid: all its commitments with the signatories of one page."""

    tracker: Tracker
    page: Page[Party]
    counts: list[tuple[Party, list[tuple[Status, str]]]]
    only: Party | None


@dataclass(frozen=True, slots=True)
class CellPage:
    """A commitment with a signatory, and everything about one of its periods."""

    tracker: Tracker
    cell: Cell
    seen: PeriodSeen | None
    evidence: list[tuple[ReportEvidence, list[Live]]]
    figures: list[Live]
    words: list[str]


def charters_page() -> list[tuple[Tracker, list[tuple[Status, str]]]]:
    """Each charter with how many of its promises stand where. Fixed queries."""
    return [(one, counted(_tally(one))) for one in trackers_of(versions_in_force())]


def grid_page(slug: str, *, page: str | int, party: str = "") -> GridPage:
    """A charter's grid, a few signatories at a time, or one alone.

    Raises:
        NotFoundError: there is no such charter, or nobody of that name was asked to sign it.
    """
    version = version_in_force(slug)
    asked = parties_of([version])[version.charter_id]
    only = next((one for one in asked if one.slug == party), None)
    if party and only is None:
        raise NotFoundError(_("Nobody of that name was asked to sign this."))
    shown = Paginator([only] if only else asked, A_PAGE).get_page(page)
    tracker = trackers_of([version], parties={one.slug for one in shown})[0]
    counts = [(one, counted(_tally(tracker, one))) for one in tracker.parties]
    return GridPage(tracker, shown, counts, only)


def landlord_page(landlord: Landlord) -> list[tuple[Tracker, list[tuple[Status, str]]]]:
    """Every charter that a landlord was asked to sign, with where its promises stand."""
    found = trackers_of(versions_in_force(), landlord=landlord)
    return [(one, counted(_tally(one))) for one in found]


def commitment_get(tracker: Tracker, number: int) -> Commitment:
    """One commitment of a charter in force.

    Raises:
        NotFoundError: there is none of that number.
    """
    found = next((one for one in tracker.commitments if one.number == number), None)
    if found is None:
        raise NotFoundError(_("There is no such commitment."))
    return found


def cell_page(slug: str, number: int, party: str, *, first: str = "") -> CellPage:
    """A commitment with a signatory: one period in full, the newest that says anything if none.

    Raises:
        NotFoundError: there is no such charter, commitment or signatory.
    """
    tracker = trackers_of([version_in_force(slug)], parties={party})[0]
    if not tracker.parties:
        raise NotFoundError(_("Nobody of that name was asked to sign this."))
    cell = tracker.cell(commitment_get(tracker, number), tracker.parties[0])
    chosen = (one for one in cell.periods if one.period.first.isoformat() == first)
    seen = next(chosen, cell.shown)
    if seen is None:
        return CellPage(tracker, cell, None, [], [], [])
    report = seen.report
    rows = list(report.evidence.select_related("file")) if report else []
    figures, live = figures_of(
        cell.party.landlord, seen.period, measures=cell.commitment.measures, evidence=rows
    )
    evidence = [(one, live.get(one.pk, [])) for one in rows]
    return CellPage(tracker, cell, seen, evidence, figures, _words(cell, seen))


def criteria_named(commitment: Commitment) -> list[Named]:
    """The criteria that a commitment serves, by name."""
    if not commitment.criteria:
        return []
    known = criteria_now()
    return [known.named(*one.split(":", 1)) for one in commitment.criteria if ":" in one]


def kinds_named(commitment: Commitment) -> list[str]:
    """The kinds of evidence that would show it, in words."""
    known = dict(EvidenceKind.choices)
    return [str(known[one]) for one in commitment.evidence_kinds if one in known]


def rule_table() -> list[tuple[str, list[Status]]]:
    """The rule as it is worked: a row for each report, a column for each verdict."""
    return [
        (
            str(label),
            [
                status_of(signed=SignedOrNot.YES, due=True, told=told, verdict=verdict)
                for verdict in (None, *reversed(Verdict))
            ],
        )
        for told, label in [
            (None, _("Nothing, and the day has passed")),
            *((Told(value), label) for value, label in Reported.choices),
        ]
    ]


def rule_page() -> dict[str, object]:
    """The rule in words and as a table."""
    return {
        "statuses": list(STATUS),
        "table": rule_table(),
        "verdicts": [VERDICT[one] for one in reversed(Verdict)],
        "least": LEAST,
    }


def _words(cell: Cell, seen: PeriodSeen) -> list[str]:
    """What residents wrote, as an officer approved it: only where enough of them answered."""
    if seen.heard is None:
        return []
    rows = CommitmentVerdict.objects.filter(
        round__signatory__in=[one.pk for one in cell.party.signatories],
        round__closed_at__isnull=False,
        commitment__line=cell.commitment.line,
        approved_at__isnull=False,
    )
    found = rows.order_by("shown").values_list("shown", "round__period_from", "round__period_to")
    period = seen.period
    return [
        shown
        for shown, first, last in found
        if period.first <= middle_of(first, last) <= period.last
    ]


def _tally(tracker: Tracker, party: Party | None = None) -> Counter[Status]:
    return Counter(
        cell.status for cell in tracker.cells.values() if party is None or cell.party == party
    )
