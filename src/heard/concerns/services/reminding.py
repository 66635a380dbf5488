"""Reminders: of deadlines that come near or have passed, and the question at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.access import LANDLORD
from heard.accounts.addresses import addresses_of
from heard.concerns.events import Status
from heard.concerns.models import ContactWay, Deadline, Party
from heard.concerns.rules import rule_packs
from heard.concerns.services.telling import link_for, wish_of
from heard.notices.models import Notice
from heard.notices.services import notice_queue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from heard.concerns.models import Concern

SOON = timedelta(days=2)
LATE = timedelta(days=14)  # what is later than that stands on everybody's list every day
ASKED_AFTER, ASKED_UNTIL = timedelta(days=2), timedelta(days=9)
MOST = 1000


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one member of staff, and the key under which it is told once."""

    key: str
    template: str
    to: str
    context: dict[str, str]
    about: str


def reminders_send(*, now: datetime | None = None) -> int:
    """Remind landlords and the team of open deadlines, once before and once after; how many.

    A landlord is reminded while the case is shared with it, the team's member to whom it is given.
    """
    now = now or timezone.now()
    wanted = {reminder.key: reminder for reminder in _reminders(now)}
    told = set(Notice.objects.filter(key__in=list(wanted)).values_list("key", flat=True))
    sent = 0
    for key, one in wanted.items():
        if key in told:
            continue
        with transaction.atomic():
            made = notice_queue(
                key=key, template=one.template, to=one.to, context=one.context, about=one.about
            )
        sent += made is not None
    return sent


def _reminders(now: datetime) -> Iterator[Reminder]:
    """Every reminder that the open deadlines of these days call for."""
    rules = {rule.code: rule for pack in rule_packs() for rule in pack.rules}
    rows = (
        Deadline.objects.filter(
            stopped_at=None,
            concern__closed_at=None,
            due_at__range=(now - LATE, now + SOON),
            state__in=["running", "missed"],
        )
        .select_related("concern__assigned_to")
        .order_by("due_at", "pk")[:MOST]
    )
    for row in rows:
        rule = rules.get(row.rule)
        name = _(rule.name) if rule else _("Do what was promised")
        late = row.due_at < now
        for to, page in _whom(row, of_council=rule is not None and rule.who == "council"):
            when = "late" if late else "soon"
            yield Reminder(
                key=f"{row.concern.reference}:{row.rule}:{row.due_at:%Y%m%d%H%M}:{when}:{to}",
                template="concern.overdue" if late else "concern.due-soon",
                to=to,
                context={
                    "reference": row.concern.reference,
                    "clock": name,
                    "due": date_format(timezone.localtime(row.due_at), "l j F Y"),
                    "link": reverse(page, args=[row.concern.reference]),
                },
                about=row.concern.reference,
            )


def _whom(row: Deadline, *, of_council: bool) -> Iterator[tuple[str, str]]:
    """Addresses to write to, each with the page that it can open."""
    concern: Concern = row.concern
    if of_council:
        if concern.assigned_to and concern.assigned_to.email:
            yield concern.assigned_to.email, "cases:case"
        return
    for landlord in concern.sharings.filter(landlord__isnull=False).values_list(
        "landlord_id", flat=True
    ):
        for email in addresses_of(LANDLORD, landlord=landlord):
            yield email, "workspace:case"


def listened_ask(*, now: datetime | None = None) -> int:
    """Ask residents, some days after the end, whether they felt listened to; how many were asked.

    Each is asked once, by e-mail, unless they said so already.
    """
    now = now or timezone.now()
    parties = (
        Party.objects.filter(
            concern__status=Status.CLOSED,
            concern__felt="",
            concern__closed_at__range=(now - ASKED_UNTIL, now - ASKED_AFTER),
            left_at=None,
            person__contact_by=ContactWay.EMAIL,
        )
        .exclude(person__email="")
        .select_related("person", "concern")
        .order_by("concern__closed_at", "pk")[:MOST]
    )
    keys = {f"{party.concern.reference}:listened:{party.pk}": party for party in parties}
    told = set(Notice.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    asked = 0
    for key, party in keys.items():
        if key in told:
            continue
        with transaction.atomic():
            made = notice_queue(
                key=key,
                template="concern.felt-listened",
                to=party.person.email,
                context={
                    "reference": party.concern.reference,
                    "link": link_for(party),
                    "landlord_complaints": "",
                },
                about=party.concern.reference,
                wish=wish_of(party.person),
            )
        asked += made is not None
    return asked
