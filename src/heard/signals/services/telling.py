"""Telling the team and landlords of warnings. Danger goes at once; the rest keeps quiet hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.access import LANDLORD, Role
from heard.accounts.addresses import addresses_of
from heard.notices.services import notice_queue
from heard.signals.wording import DANGERS, said_of, where_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from heard.landlords.models import Landlord
    from heard.signals.models import EarlyWarning, Scan

TEAM = (Role.CHAMPION, Role.OFFICER)


def new_tell(*, scan: Scan, new: Sequence[EarlyWarning]) -> int:
    """Tell the team of new warnings, in one message a scan; how many messages were queued."""
    if not new:
        return 0
    lines = "\n".join(f"- {one.reference}. {said_of(one).title}" for one in new)
    sent = 0
    for email in addresses_of(TEAM):
        made = notice_queue(
            key=f"warnings:{scan.pk}:{email}",
            template="warning.new",
            to=email,
            context={
                "new_warnings": str(len(new)),
                "warnings": lines,
                "link": reverse("warnings:list"),
            },
            about=str(scan),
        )
        sent += made is not None
    return sent


def danger_tell(*, warning: EarlyWarning, reference: str) -> int:
    """Tell the team at once that a concern speaks of danger, in spite of quiet hours."""
    danger = str(DANGERS.get(warning.danger, warning.danger))
    sent = 0
    for email in addresses_of(TEAM):
        made = notice_queue(
            key=f"danger:{warning.pk}:{email}",
            template="warning.danger",
            to=email,
            context={
                "reference": reference,
                "danger": danger,
                "place": where_of(warning),
                "link": reverse("cases:case", args=[reference]),
            },
            about=reference,
            urgent=True,
        )
        sent += made is not None
    return sent


def shared_tell(*, warning: EarlyWarning, landlord: Landlord, number: int, due: date) -> int:
    """Tell a landlord's people that a warning was shared with it."""
    sent = 0
    for email in addresses_of(LANDLORD, landlord=landlord.pk):
        made = notice_queue(
            key=f"warning-shared:{warning.pk}:{number}:{email}",
            template="warning.shared",
            to=email,
            context={
                "reference": warning.reference,
                "landlord": landlord.name,
                "due": date_format(due, "l j F Y"),
                "link": reverse("landlord-warnings:warning", args=[warning.pk]),
            },
            about=warning.reference,
        )
        sent += made is not None
    return sent


def answered_tell(*, warning: EarlyWarning, landlord: Landlord, number: int) -> int:
    """Tell the team that a landlord answered."""
    sent = 0
    for email in addresses_of(TEAM):
        made = notice_queue(
            key=f"warning-answered:{warning.pk}:{number}:{email}",
            template="warning.answered",
            to=email,
            context={
                "reference": warning.reference,
                "landlord": landlord.name or _("The landlord"),
                "link": warning.get_absolute_url(),
            },
            about=warning.reference,
        )
        sent += made is not None
    return sent
