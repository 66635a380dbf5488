"""What waits for signatories: commitments to sign, reports that are due or were returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from heard.access import Action, Thing
from heard.partnership.models import Report
from heard.partnership.selectors.charters import versions_in_force
from heard.partnership.selectors.charters_tracker import trackers_of
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.analysis.commitments import Period
    from heard.partnership.models import Commitment, Signatory
    from heard.partnership.selectors.charters_cells import Cell, PeriodSeen, Tracker


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that a signatory is to send, by when, and why again if it was returned."""

    signatory: Signatory
    commitment: Commitment
    title: str  # of the charter
    period: Period
    due: date
    returned: Report | None
    today: date

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.due < self.today

    @property
    def link(self) -> str:
        """Where it is written: for the council, by the team."""
        space = "commitments" if self.signatory.landlord_id else "charter-work"
        at = [self.signatory.key, self.commitment.number, self.period.first]
        return reverse(f"{space}:write", args=at)


def reports_due(*, today: date | None = None, ahead: timedelta = timedelta(0)) -> list[Waiting]:
    """Every report of a period that is over, or ends within `ahead`, and that wasn't sent.

    The first due comes first. Fixed queries.
    """
    day = today or timezone.localdate()
    trackers = trackers_of(versions_in_force().filter(charter__ended_on=None), today=day)
    found = [one for tracker in trackers for one in _waiting(tracker, day, ahead)]
    return sorted(found, key=lambda one: (one.due, one.commitment.number, one.signatory.pk))


def reports_waiting_for(reader: Reader) -> list[Waiting]:
    """Reports that are due or were returned, for whom the reader reports, the first due first.

    A landlord's people report for it and for whom it stands; the team reports for the council.
    """
    team = reader.may(Thing.GROUP_WORK, Action.CHANGE)
    if not team and not reader.may(Thing.COMMITMENT_REPORT, Action.CHANGE):
        return []
    ours = frozenset() if team else lineage_now().stood_for_by(reader.landlords)
    return [
        one
        for one in reports_due()
        if (one.signatory.landlord_id is None if team else one.signatory.landlord_id in ours)
    ]


def reports_to_read(reader: Reader) -> QuerySet[Report]:
    """Reports that were sent and wait for the team, the oldest first."""
    if not reader.may(Thing.GROUP_WORK, Action.READ):
        return Report.objects.none()
    rows = Report.objects.filter(sent_at__isnull=False, accepted_at=None, returned_at=None)
    related = ("signatory__charter", "signatory__landlord", "commitment")
    return rows.select_related(*related).order_by("sent_at", "pk")


def _waiting(tracker: Tracker, today: date, ahead: timedelta) -> Iterator[Waiting]:
    for cell in tracker.cells.values():
        if not cell.stands:
            continue
        for seen in cell.periods:
            over = seen.period.last < today or seen.due <= today + ahead
            if seen.report is None and over:
                yield _one(tracker, cell, seen, today)


def _one(tracker: Tracker, cell: Cell, seen: PeriodSeen, today: date) -> Waiting:
    signing = cell.signing
    signers = {one.pk: one for one in cell.party.signatories}
    signatory = signers[signing.signatory_id] if signing else cell.party.own()
    signatory.charter = tracker.charter
    return Waiting(
        signatory=signatory,
        commitment=cell.commitment,
        title=tracker.version.title,
        period=seen.period,
        due=seen.due,
        returned=seen.returned,
        today=today,
    )
