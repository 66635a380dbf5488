"""A resident's seat, by its code or by its number; and what was answered from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import Score, Seat, SeatWords, Stage, Standing
from heard.reviews.scales import DONT_KNOW
from heard.reviews.seat_codes import seat_code_digest, seat_code_read

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.reviews.models import Session, Subject


def seat_by_code(typed: str) -> Seat:
    """The seat that a card's code opens, and no other.

    Raises:
        NoSuchReviewError: no seat has this code, or it can't be one: nobody can tell which.
    """
    code = seat_code_read(typed)
    seats = Seat.objects.select_related("session__subject__review", "session__subject__landlord")
    seat = seats.filter(code_digest=seat_code_digest(code)).first() if code else None
    if seat is None:
        raise NoSuchReviewError(_("No card has this code."))
    return seat


def seat_numbered(session: Session, number: int) -> Seat:
    """A seat of a session, for an officer who enters paper.

    Raises:
        NoSuchReviewError: the session has no such seat.
    """
    seat = Seat.objects.filter(session=session, number=number).first()
    if seat is None:
        raise NoSuchReviewError(_("This session has no seat of that number."))
    seat.session = session
    return seat


def closed_because(session: Session) -> str:
    """Why a card can't be used now, in words for whoever holds it; "" if it can."""
    subject, today = session.subject, timezone.localdate()
    ended = session.closed_at is not None or subject.has_left or today > session.open_to
    if ended or subject.review.stage != Stage.ASSESSING:
        return _("This has ended, so answers can’t be given or changed any more.")
    if today < session.open_from:
        return _("It opens on %(day)s.") % {"day": f"{session.open_from:%-d %B %Y}"}
    return ""


def answers_of(seat: Seat) -> dict[str, str]:
    """What was answered from a seat, by the criterion's code."""
    rows = Score.objects.filter(seat=seat, superseded_at=None).order_by()
    return {
        code: str(level) if standing == Standing.SCORED else DONT_KNOW
        for code, standing, level in rows.values_list("criterion__code", "standing", "level")
    }


def words_of(seat: Seat) -> dict[str, str]:
    """What was written from a seat, by the criterion's code; "" for what is on none."""
    rows = SeatWords.objects.filter(seat=seat).values_list("criterion__code", "text")
    return {code or "": text for code, text in rows}


def session_words(session: Session) -> QuerySet[SeatWords]:
    """What residents wrote in a session, by seat. Personal: log the look."""
    rows = SeatWords.objects.filter(seat__session=session)
    return rows.select_related("seat", "criterion").order_by("seat__number", "pk")


def words_approved(subject: Subject, criterion_id: int) -> list[str]:
    """What residents wrote on a criterion, as an officer approved that others read it."""
    rows = SeatWords.objects.filter(
        seat__session__subject=subject, criterion_id=criterion_id, approved_at__isnull=False
    )
    return list(rows.order_by("pk").values_list("shown", flat=True))
