"""What signatories and residents said of commitments, looked up once for all of a page's cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count

from heard.analysis.commitments import (
    LEAST,
    Period,
    Signed,
    Status,
    Told,
    heard_of,
    standing_of,
    status_of,
)
from heard.partnership.models import Act, CommitmentVerdict, Report, Says, Signing
from heard.partnership.selectors.charters_cells import Cell, PeriodSeen
from heard.partnership.selectors.charters_periods import commitment_periods

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from heard.analysis.commitments import (
        Heard,
    )
    from heard.partnership.models import CharterVersion, Commitment
    from heard.partnership.selectors.charters_cells import Party

# Signatory and line of a commitment.
Place = tuple[int, UUID]


class Said:
    """What signatories and residents said, looked up once."""

    def __init__(self, signatories: Collection[int], today: date) -> None:
        self.today = today
        self.acts: dict[Place, list[Signing]] = defaultdict(list)
        rows = Signing.objects.filter(signatory__in=signatories, undone_at=None)
        for one in rows.select_related("commitment").order_by("at", "pk"):
            self.acts[one.signatory_id, one.commitment.line].append(one)
        self.reports: dict[Place, list[Report]] = defaultdict(list)
        sent = Report.objects.filter(signatory__in=signatories, sent_at__isnull=False)
        for report in sent.select_related("commitment").order_by("number", "sent_at", "pk"):
            self.reports[report.signatory_id, report.commitment.line].append(report)
        self.counts = _counts(signatories)

    def cell(self, version: CharterVersion, commitment: Commitment, party: Party) -> Cell:
        """Where a commitment stands with a party."""
        places = [(one.pk, commitment.line) for one in party.signatories]
        acts = sorted(
            (act for place in places for act in self.acts.get(place, ())),
            key=lambda one: (one.at, one.pk),
        )
        signing = acts[-1] if acts else None
        periods = self._periods(version, commitment, party, places, acts) if acts else ()
        if signing is None:
            status = Status.NOT_SIGNED
        elif signing.act == Act.WITHDRAWN:
            status = Status.WITHDRAWN
        else:
            status = standing_of(one.status for one in periods)
        return Cell(party, commitment, status, signing, tuple(acts), tuple(periods))

    def _periods(
        self,
        version: CharterVersion,
        commitment: Commitment,
        party: Party,
        places: Sequence[Place],
        acts: Sequence[Signing],
    ) -> list[PeriodSeen]:
        first, last = _stood(acts)
        reports = [one for place in places for one in self.reports.get(place, ())]
        listed = {
            one.first: one
            for one in commitment_periods(
                commitment, version.charter, within=version.report_within, until=self.today
            )
            if one.last >= first and (last is None or one.last <= last)
        }
        for report in reports:  # of a period that an earlier version had
            ends = Period(report.period_from, report.period_to, report.period_to)
            listed.setdefault(report.period_from, ends)
        counts = [one for place in places for one in self.counts.get(place, ())]
        newest = sorted(listed.values(), key=lambda one: one.first, reverse=True)
        return [self._seen(period, party, reports, counts) for period in newest]

    def _seen(
        self,
        period: Period,
        party: Party,
        reports: Sequence[Report],
        counts: Sequence[Counted],
    ) -> PeriodSeen:
        of = [one for one in reports if one.period_from == period.first]
        own = party.own().pk
        stand = sorted(
            (one for one in of if one.returned_at is None), key=lambda one: one.signatory_id == own
        )
        report = stand[-1] if stand else None
        returned = next((one for one in reversed(of) if one.returned_at), None)
        again = returned.returned_due if returned and report is None else None
        due = max(period.due, again) if again else period.due
        asked = [one for one in counts if period.first <= one.on <= period.last]
        heard = _pooled(asked)
        status = status_of(
            signed=Signed.YES,
            due=self.today > due,
            told=Told(report.progress) if report else None,
            verdict=heard.verdict if heard else None,
        )
        return PeriodSeen(period, status, report, returned, heard, bool(asked), due)


@dataclass(slots=True)
class Counted:
    """Answers of one closed round on one commitment, without those who don't know."""

    on: date
    kept: int = 0
    partly: int = 0
    not_kept: int = 0


def _stood(acts: Sequence[Signing]) -> tuple[date, date | None]:
    """From when to when it was stood by, the last time: no end if it still is."""
    last = acts[-1].on if acts[-1].act == Act.WITHDRAWN else None
    before = acts[:-1] if last else acts
    ends = [at for at, one in enumerate(before) if one.act == Act.WITHDRAWN]
    since = before[ends[-1] + 1 :] if ends else before
    return (since[0].on if since else acts[-1].on), last


def _counts(signatories: Collection[int]) -> dict[Place, list[Counted]]:
    """What residents said in closed rounds: one query, a row for each kind of answer."""
    rows = (
        CommitmentVerdict.objects.filter(
            round__signatory__in=signatories, round__closed_at__isnull=False
        )
        .exclude(says=Says.DONT_KNOW)
        .order_by()
        .values_list(
            "round_id",
            "round__signatory_id",
            "round__period_from",
            "round__period_to",
            "commitment__line",
            "says",
        )
        .annotate(said=Count("pk"))
    )
    found: dict[tuple[int, int, UUID], Counted] = {}
    for asked, signatory, first, last, line, says, said in rows:
        count = found.setdefault((asked, signatory, line), Counted(middle_of(first, last)))
        setattr(count, says.replace("-", "_"), said)
    places: dict[Place, list[Counted]] = defaultdict(list)
    for (_asked, signatory, line), count in sorted(found.items(), key=lambda one: one[0][0]):
        places[signatory, line].append(count)
    return places


def middle_of(first: date, last: date) -> date:
    """The day by which a round is counted: to the period that holds the middle of its time."""
    return first + (last - first) // 2


def _pooled(counts: Sequence[Counted]) -> Heard | None:
    """What residents say in all rounds that had enough answers, each by itself.

    A small round is left out: added to a larger one, the difference would show what few said.
    """
    enough = [one for one in counts if one.kept + one.partly + one.not_kept >= LEAST]
    return heard_of(
        kept=sum(one.kept for one in enough),
        partly=sum(one.partly for one in enough),
        not_kept=sum(one.not_kept for one in enough),
    )
