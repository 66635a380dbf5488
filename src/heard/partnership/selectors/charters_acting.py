"""What a signatory's people see of what they signed, are to sign and to report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.analysis.commitments import Period
from heard.errors import NotFoundError
from heard.partnership.models import CharterVersion, Report, Round
from heard.partnership.selectors.charters import signatory_get_for
from heard.partnership.selectors.charters_tracker import parties_of, trackers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from heard.access import Reader
    from heard.partnership.models import Commitment, ReportEvidence, Signatory
    from heard.partnership.selectors.charters_cells import Cell, PeriodSeen, Tracker


# A commitment, a period of it, whether a report is begun, and whether it is late.
ToReport = tuple["Cell", "PeriodSeen", bool, bool]


@dataclass(frozen=True, slots=True)
class Paper:
    """A charter as one signatory's people work on it."""

    signatory: Signatory
    tracker: Tracker
    drafts: frozenset[tuple[UUID, date]]  # lines and first days of reports that aren't sent

    def cells(self) -> list[Cell]:
        """Each commitment, in its order."""
        return list(self.tracker.cells.values())

    def unsigned(self) -> list[Cell]:
        """What nothing was said to yet."""
        return [one for one in self.cells() if one.signing is None]

    def to_report(self) -> Iterator[ToReport]:
        """Periods that no report counts for yet, whether one is begun, and whether it is late."""
        today = timezone.localdate()
        for cell in self.cells() if not self.tracker.charter.ended_on else ():
            for seen in cell.periods if cell.stands else ():
                if seen.report is None:
                    begun = (cell.commitment.line, seen.period.first) in self.drafts
                    yield cell, seen, begun, seen.due < today

    def is_asked(self, row: ToReport) -> bool:
        """Whether a report is asked for now: the period is over, or one was begun or returned."""
        _cell, seen, begun, _late = row
        return begun or seen.returned is not None or seen.period.last < timezone.localdate()

    def cell(self, number: int) -> Cell:
        """One commitment.

        Raises:
            NotFoundError: there is none of that number.
        """
        found = next((one for one in self.cells() if one.commitment.number == number), None)
        if found is None:
            raise NotFoundError(_("There is no such commitment."))
        return found


def paper_get_for(reader: Reader, key: UUID) -> Paper:
    """A signatory's charter as it is in force, with what all that it stands for said of it.

    Raises:
        NotFoundError: there is none for this reader, or nothing of it is published yet.
    """
    signatory = signatory_get_for(reader, key)
    version = (
        CharterVersion.objects.filter(
            charter=signatory.charter, published_at__isnull=False, superseded_at=None
        )
        .select_related("charter")
        .first()
    )
    if version is None:
        raise NotFoundError(_("Nothing of this charter is published yet."))
    asked = parties_of([version])[version.charter_id]
    party = next(one for one in asked if signatory in one.signatories)
    tracker = trackers_of([version], parties={party.slug})[0]
    rows = Report.objects.filter(signatory__in=party.signatories, sent_at=None)
    drafts = frozenset(rows.values_list("commitment__line", "period_from"))
    return Paper(signatory, tracker, drafts)


def draft_get(signatory: Signatory, commitment: Commitment, first: date) -> Report | None:
    """The report that is being written for a period; none if nothing was begun."""
    rows = Report.objects.filter(
        signatory=signatory, commitment__line=commitment.line, period_from=first, sent_at=None
    )
    return rows.select_related("commitment", "signatory__charter", "signatory__landlord").first()


def draft_evidence_get(report: Report, pk: int) -> ReportEvidence:
    """One piece of a draft's evidence.

    Raises:
        NotFoundError: the draft has none of that number.
    """
    found = report.evidence.select_related("report", "file").filter(pk=pk).first()
    if found is None:
        raise NotFoundError(_("There is no such evidence."))
    return found


def report_get(key: UUID) -> Report:
    """A report that was sent, for the team.

    Raises:
        NotFoundError: there is none.
    """
    rows = Report.objects.filter(key=key, sent_at__isnull=False)
    related = ("signatory__charter", "signatory__landlord", "commitment__version__charter")
    found = rows.select_related(*related).first()
    if found is None:
        raise NotFoundError(_("There is no such report."))
    return found


def period_of(report: Report) -> Period:
    """The period of a report, for reading figures of it."""
    return Period(report.period_from, report.period_to, report.period_to)


def rounds_of(charter_id: int) -> list[Round]:
    """A charter's rounds of residents' verdicts, the newest first."""
    rows = Round.objects.filter(signatory__charter=charter_id)
    return list(rows.select_related("signatory__landlord").order_by("-open_from", "-pk"))
