"""Sending private links again to whoever lost theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.audit.services import audit_record
from heard.concerns.models import Party
from heard.concerns.selectors.finding import flagged
from heard.concerns.services.telling import link_for, wish_of
from heard.notices.services import notice_queue

if TYPE_CHECKING:
    from heard.accounts.models import User

MOST = 10


@transaction.atomic
def links_send(*, email: str, by: User | None) -> int:
    """Queue a message with the link of each concern of this address; how many were queued.

    The newest ten, each at most once an hour, so that nobody's mailbox can be filled. Not those of
    people whose messages others may see, nor of concerns with a restricted flag: whoever reads the
    mailbox could ask for the link. They call us instead.
    """
    parties = (
        Party.objects.filter(
            ~flagged(),
            person__email=email.strip().lower(),
            person__discreet=False,
            left_at=None,
        )
        .exclude(person__email="")
        .select_related("person", "concern")
        .order_by("-pk")[:MOST]
    )
    hour = f"{timezone.now():%Y%m%d%H}"
    queued = 0
    for party in parties:
        concern = party.concern
        notice = notice_queue(
            key=f"link.again:{party.pk}:{hour}",
            template="link.again",
            to=party.person.email,
            context={"reference": concern.reference, "link": link_for(party)},
            about=concern.reference,
            wish=wish_of(party.person),
        )
        if notice is not None:
            queued += 1
            audit_record(event="link.send", target=party, by=by, about=concern.reference)
    return queued
