"""What the team's pages show of a residents' session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe

from heard.access import Action, Thing
from heard.reviews.models import Stage
from heard.reviews.pages.team import crumbs
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.scoring import sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from heard.access import Reader
    from heard.reviews.models import Session
    from heard.reviews.services.sessions import Card


def session_page(reader: Reader, session: Session) -> dict[str, Any]:
    """Everything on the page of a session."""
    subject = session.subject
    seats = list(session.seats.order_by("number"))
    used = [seat for seat in seats if seat.used_at]
    sides = sides_of(reader, subject)
    tree = tree_of(subject.review.framework_id)
    taking = session.closed_at is None and subject.review.stage == Stage.ASSESSING
    return {
        "session": session,
        "subject": subject,
        "seats": seats,
        "used": len(used),
        "on_paper": sum(seat.entered_by_officer for seat in used),
        "rows": [(one, sides[one.pk].residents) for one in tree.asked],
        "taking": taking and not subject.has_left,
        "may_change": reader.may(Thing.REVIEW, Action.CHANGE),
        "words": session.seats.exclude(words=None).count(),
        "crumbs": crumbs(subject, (session.title, "")),
    }


def cards_page(request: HttpRequest, cards: Iterable[Card]) -> dict[str, Any]:
    """Cards with their addresses and pictures of these, to be printed this once."""
    site = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    start = reverse("seat:start")
    return {
        "cards": [
            {
                "number": card.number,
                "code": card.code,
                "picture": code_picture(f"{site}{start}{card.code}/"),
            }
            for card in cards
        ],
        "address": f"{site}{start}".split("://", 1)[-1],
    }


def code_picture(link: str) -> str:
    """A QR code as part of a page, without styles."""
    made = segno.make_qr(link, error="m")
    picture: str = made.svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(picture)  # noqa: S308 - drawn here from our own address
