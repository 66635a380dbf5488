"""Residents' sessions: made, given cards, closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import Seat, SeatWords, Session, Stage
from heard.reviews.seat_codes import seat_code_digest, seat_code_make
from heard.reviews.services.locking import subject_lock

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from heard.accounts.models import User
    from heard.reviews.models import Subject

OPEN = (Stage.ASSESSING,)
MOST_SEATS = 500


@dataclass(frozen=True, slots=True)
class Card:
    """A seat with its code, which is shown this once and never kept."""

    number: int
    code: str


@transaction.atomic
def session_create(  # noqa: PLR0913 - one keyword for each thing that the form asks
    *,
    subject: Subject,
    method: str,
    title: str,
    open_from: date,
    open_to: date,
    seats: int,
    by: User | None,
    note: str = "",
    walkabout: UUID | None = None,
) -> Session:
    """Make a session with so many seats. Their cards are made when they are to be printed.

    Raises:
        ReviewError: too few or too many seats, dates that make no sense, or it is too late.
    """
    held = subject_lock(subject, stages=OPEN)
    if not 1 <= seats <= MOST_SEATS:
        raise ReviewError(
            _("Choose from 1 to %(most)s seats.") % {"most": MOST_SEATS}, field="seats"
        )
    session = Session(
        subject=held,
        method=method,
        title=title.strip(),
        open_from=open_from,
        open_to=open_to,
        note=note.strip(),
        walkabout=walkabout,
        **authored(by),
    )
    try:
        session.full_clean()
    except ValidationError as error:
        raise ReviewError(" ".join(error.messages)) from error
    session.save()
    Seat.objects.bulk_create(Seat(session=session, number=number) for number in range(1, seats + 1))
    audit_record(
        event="session.create",
        target=session,
        by=by,
        about=_about(session),
        after={"method": method, "seats": seats},
    )
    return session


@transaction.atomic
def cards_make(*, session: Session, by: User | None) -> list[Card]:
    """New codes for every seat that wasn't used yet. Cards printed before for these end.

    Raises:
        ReviewError: the session is closed.
    """
    session_expect(session)
    seats = list(Seat.objects.select_for_update().filter(session=session, used_at=None))
    cards = [Card(seat.number, seat_code_make()) for seat in seats]
    for seat, card in zip(seats, cards, strict=True):
        seat.code_digest = seat_code_digest(card.code)
    Seat.objects.bulk_update(seats, ["code_digest"])
    audit_record(
        event="session.cards",
        target=session,
        by=by,
        about=_about(session),
        after={"cards": len(cards)},
    )
    return cards


@transaction.atomic
def session_close(*, session: Session, by: User | None) -> Session:
    """Close a session: no answer is taken or changed any more.

    Raises:
        ReviewError: it is closed already.
    """
    held = session_expect(session)
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    audit_record(event="session.close", target=held, by=by, about=_about(held))
    return held


@transaction.atomic
def words_approve(*, words: SeatWords, shown: str, by: User | None) -> SeatWords:
    """Let others read what a resident wrote: as it is, or with parts taken out. Empty: nobody may.

    The officer who approves it sees to it that nobody can be known by it.
    """
    held = SeatWords.objects.select_for_update().select_related("seat__session").get(pk=words.pk)
    held.shown = shown.strip()
    held.approved_at = timezone.now() if held.shown else None
    held.approved_by = by if held.shown else None
    held.save(update_fields=["shown", "approved_at", "approved_by"])
    audit_record(
        event="resident-words.approve" if held.shown else "resident-words.withhold",
        target=held,
        by=by,
        about=_about(held.seat.session),
    )
    return held


def session_expect(session: Session) -> Session:
    """The session, held until the transaction ends, if answers are still taken.

    Raises:
        ReviewError: it is closed, its landlord left, or the review moved on.
    """
    subject_lock(session.subject, stages=OPEN)
    held = Session.objects.select_for_update().select_related("subject__review").get(pk=session.pk)
    if held.closed_at is not None:
        raise ReviewError(_("This session is closed. Thank you to everybody who took part."))
    return held


def _about(session: Session) -> str:
    return f"{session.subject.review.reference} {session.title}"
