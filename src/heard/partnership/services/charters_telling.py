"""Whom what happens to charters is told to by e-mail, and reminders of reports that are due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from heard.access import Role
from heard.accounts.addresses import addresses_of
from heard.notices.services import notice_queue
from heard.partnership.selectors.charters_waiting import reports_due
from heard.practices.services.telling import leads_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from heard.partnership.models import CharterVersion, Report, Signatory
    from heard.partnership.selectors.charters_waiting import Waiting

SOON = timedelta(days=14)
TEAM = (Role.CHAMPION, Role.OFFICER)


def signatories_tell(version: CharterVersion, *, only: Signatory | None = None) -> None:
    """Landlords that were asked are told that there is something to sign."""
    rows = version.charter.signatories.exclude(landlord=None).select_related("landlord")
    for signatory in rows.filter(pk=only.pk) if only else rows:
        for email in leads_of(signatory.landlord_id or 0):
            notice_queue(
                key=f"{version.key}:sign:{signatory.pk}:{email}",
                template="charter.to-sign",
                to=email,
                context={
                    "what": version.title,
                    "landlord": name_of(signatory),
                    "link": reverse("commitments:paper", args=[signatory.key]),
                },
                about=version.charter.slug,
            )


def report_tell(report: Report) -> None:
    """The council's team is told that a landlord reported. Of the council's own it isn't told."""
    if report.signatory.landlord_id is None:
        return
    for email in addresses_of(list(TEAM)):
        notice_queue(
            key=f"report:{report.key}:{email}",
            template="commitment.reported",
            to=email,
            context=_about(report) | {"link": reverse("charter-work:report", args=[report.key])},
            about=report.signatory.charter.slug,
        )


def returned_tell(report: Report) -> None:
    """Whoever reports for the signatory is told what is still needed, and by when."""
    for email in _reporters(report.signatory):
        notice_queue(
            key=f"returned:{report.key}:{email}",
            template="commitment.returned",
            to=email,
            context=_about(report)
            | {
                "reason": report.returned_because,
                "due": date_format(report.returned_due, "l j F Y") if report.returned_due else "",
                "link": reverse(
                    f"{space_of(report.signatory)}:write",
                    args=[report.signatory.key, report.commitment.number, report.period_from],
                ),
            },
            about=report.signatory.charter.slug,
        )


def reports_remind(*, now: datetime | None = None) -> int:
    """Remind by the clock: two weeks before reports are due, and once after; how many messages.

    One message for a signatory and a day, however many reports fall due on it.
    """
    today = timezone.localdate(now)
    groups: dict[tuple[int, date, str], list[Waiting]] = {}
    for one in reports_due(today=today, ahead=SOON):
        late = one.due < today
        if not late or today <= one.due + SOON:
            mark = "late" if late else "soon"
            groups.setdefault((one.signatory.pk, one.due, mark), []).append(one)
    return sum(_remind(rows, mark) for (_pk, _due, mark), rows in groups.items())


def _remind(rows: list[Waiting], mark: str) -> int:
    signatory, due = rows[0].signatory, rows[0].due
    sent = 0
    with transaction.atomic():
        for email in _reporters(signatory):
            made = notice_queue(
                key=f"report-due:{signatory.key}:{due:%Y%m%d}:{mark}:{email}",
                template="commitment.report-due",
                to=email,
                context={
                    "what": rows[0].title,
                    "landlord": name_of(signatory),
                    "due": date_format(due, "l j F Y"),
                    "commitments": "\n".join(str(one.commitment) for one in rows),
                    "link": reverse(f"{space_of(signatory)}:paper", args=[signatory.key]),
                },
                about=signatory.charter.slug,
            )
            sent += made is not None
    return sent


def space_of(signatory: Signatory) -> str:
    """Where a signatory's people work: the team does for the council."""
    return "charter-work" if signatory.landlord_id is None else "commitments"


def name_of(signatory: Signatory) -> str:
    """What a signatory is called."""
    return signatory.landlord.name if signatory.landlord else settings.COUNCIL_NAME


def _reporters(signatory: Signatory) -> Iterable[str]:
    if signatory.landlord_id is None:
        return addresses_of(list(TEAM))
    return leads_of(signatory.landlord_id)


def _about(report: Report) -> dict[str, str]:
    period = f"{report.period_from:%-d %B %Y} – {report.period_to:%-d %B %Y}"
    return {
        "what": str(report.commitment),
        "landlord": name_of(report.signatory),
        "reported_period": period,
    }
