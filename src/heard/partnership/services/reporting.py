"""Signatories report on commitments; the team accepts reports, or returns them for more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import Act, Report, Reported, ReportEvidence, Signatory
from heard.partnership.services.charters_signing import signing_now
from heard.partnership.services.charters_telling import report_tell, returned_tell
from heard.reviews.models import ConcernsFigure

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.analysis.commitments import Period
    from heard.partnership.models import Commitment
    from heard.uploads.models import StoredFile

MOST_EVIDENCE = 20
AGAIN_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rests:
    """A piece of evidence: its title, and the one place where it is to be found."""

    title: str
    link: str = ""
    file: StoredFile | None = None
    measure: str = ""
    figure: str = ""


@transaction.atomic
def report_save(
    *,
    signatory: Signatory,
    commitment: Commitment,
    period: Period,
    progress: str,
    words: str,
    by: User | None,
) -> Report:
    """Keep the draft of a report. After one was returned, the next keeps its evidence.

    Raises:
        CharterError: nothing is signed, a report was sent already, or something is missing.
    """
    held = _signatory_lock(signatory)
    signing = signing_now(held, commitment)
    if signing is None or signing.act == Act.WITHDRAWN:
        raise CharterError(_("Only what is signed is reported on."))
    if progress not in Reported.values:
        raise CharterError(_("Choose how far it is done."), field="progress")
    if not words.strip():
        raise CharterError(_("Say what was done, or why not."), field="words")
    report = _draft_of(held, commitment, period, by)
    report.progress, report.words = progress, words.strip()
    is_new = report.pk is None
    report.save()
    if is_new and report.number > 1:
        _evidence_carry(report)
    _audit(report, "report.save", by)
    return report


@transaction.atomic
def report_evidence_add(*, report: Report, rests: Rests, by: User | None) -> ReportEvidence:
    """Add a piece of evidence to a draft.

    Raises:
        CharterError: it was sent, it has no place or several, or there is too much already.
    """
    held = _draft_lock(report)
    places = [rests.link, rests.file, rests.measure, rests.figure]
    if sum(bool(place) for place in places) != 1:
        raise CharterError(_("Say where it is: one link, file, measure or figure."), field="where")
    if rests.figure and rests.figure not in ConcernsFigure.values:
        raise CharterError(_("Choose one of the figures."), field="figure")
    found = held.evidence.aggregate(last=Max("position"))["last"] or 0
    if held.evidence.count() >= MOST_EVIDENCE:
        raise CharterError(_("A report takes %(most)s pieces of evidence.") % _most())
    row = ReportEvidence(
        report=held,
        position=found + 1,
        title=rests.title.strip(),
        link=rests.link,
        file=rests.file,
        measure=rests.measure,
        figure=rests.figure,
        **authored(by, landlord_id=held.signatory.landlord_id),
    )
    try:
        row.full_clean(validate_constraints=False)
    except ValidationError as error:
        field, said = next(iter(error.message_dict.items()))
        raise CharterError(said[0], field=field) from error
    row.save()
    _audit(held, "report.evidence-add", by)
    return row


@transaction.atomic
def report_evidence_remove(*, evidence: ReportEvidence, by: User | None) -> None:
    """Take a piece of evidence out of a draft.

    Raises:
        CharterError: it was sent.
    """
    held = _draft_lock(evidence.report)
    evidence.delete()
    _audit(held, "report.evidence-remove", by)


@transaction.atomic
def report_send(*, report: Report, by: User | None) -> Report:
    """Send a report. It is public at once, its files once the team has accepted it.

    Raises:
        CharterError: it was sent already, or the signature was withdrawn meanwhile.
    """
    held = _draft_lock(report)
    signing = signing_now(held.signatory, held.commitment)
    if signing is None or signing.act == Act.WITHDRAWN:
        raise CharterError(_("Only what is signed is reported on."))
    held.sent_at = timezone.now()
    held.save(update_fields=["sent_at"])
    _audit(held, "report.send", by)
    report_tell(held)
    return held


@transaction.atomic
def report_accept(*, report: Report, by: User | None) -> Report:
    """The team has read a report: it answers what was asked, and shows nobody who didn't agree.

    Raises:
        CharterError: it wasn't sent, or was returned or accepted already.
    """
    held = _sent_lock(report)
    if held.accepted_at is not None:
        raise CharterError(_("It was accepted already."))
    held.accepted_at, held.accepted_by = timezone.now(), by
    held.save(update_fields=["accepted_at", "accepted_by"])
    _audit(held, "report.accept", by)
    return held


@transaction.atomic
def report_return(
    *, report: Report, reason: str, by: User | None, due: date | None = None
) -> Report:
    """Return a report for more. It counts no more; the landlord is told what is needed, by when.

    Raises:
        CharterError: it wasn’t sent or was returned, there is no reason, or no time is left.
    """
    held = _sent_lock(report)
    if not reason.strip():
        raise CharterError(_("Say what is still needed. The landlord reads it."), field="reason")
    today = timezone.localdate()
    held.returned_due = due or today + AGAIN_WITHIN
    if held.returned_due <= today:
        raise CharterError(_("Choose a day in the future."), field="due")
    held.returned_at, held.returned_by = timezone.now(), by
    held.returned_because = reason.strip()
    held.accepted_at = held.accepted_by = None
    held.save()
    _audit(held, "report.return", by, reason=reason)
    returned_tell(held)
    return held


def _draft_of(
    signatory: Signatory, commitment: Commitment, period: Period, by: User | None
) -> Report:
    """The draft that is there, or a new one with the next number."""
    rows = list(
        Report.objects.select_for_update(of=("self",))
        .filter(
            signatory=signatory,
            commitment__line=commitment.line,
            period_from=period.first,
        )
        .order_by("number", "pk")
    )
    last = rows[-1] if rows else None
    if last is not None and last.sent_at is None:
        return last
    if last is not None and last.returned_at is None:
        raise CharterError(_("A report on this period was sent already."))
    return Report(
        signatory=signatory,
        commitment=commitment,
        period_from=period.first,
        period_to=period.last,
        number=(last.number if last else 0) + 1,
        **authored(by, landlord_id=signatory.landlord_id),
    )


def _evidence_carry(report: Report) -> None:
    before = ReportEvidence.objects.filter(
        report__signatory=report.signatory,
        report__commitment__line=report.commitment.line,
        report__period_from=report.period_from,
        report__number=report.number - 1,
    )
    copies = list(before)
    for row in copies:
        row.pk, row.key, row.report = None, uuid4(), report
    ReportEvidence.objects.bulk_create(copies)


def _signatory_lock(signatory: Signatory) -> Signatory:
    rows = Signatory.objects.select_for_update(of=("self",)).select_related("charter")
    return rows.get(pk=signatory.pk)


def _lock(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("signatory__charter", "signatory__landlord", "commitment").get(
        pk=report.pk
    )


def _draft_lock(report: Report) -> Report:
    held = _lock(report)
    if held.sent_at is not None:
        raise CharterError(_("This report was sent, and isn’t changed any more."))
    return held


def _sent_lock(report: Report) -> Report:
    held = _lock(report)
    if held.sent_at is None:
        raise CharterError(_("This report wasn’t sent yet."))
    if held.returned_at is not None:
        raise CharterError(_("This report was returned already."))
    return held


def _most() -> dict[str, int]:
    return {"most": MOST_EVIDENCE}


def _audit(report: Report, event: str, by: User | None, reason: str = "") -> None:
    landlord = report.signatory.landlord
    audit_record(
        event=event,
        target=report,
        by=by,
        about=report.signatory.charter.slug,
        reason=reason,
        after={
            "landlord": landlord.slug if landlord else "council",
            "number": report.commitment.number,
            "period_from": str(report.period_from),
            "progress": report.progress,
        },
    )
