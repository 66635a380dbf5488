"""Residents say whether commitments were kept: by a card's code, on paper, or signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import Role
from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.charter_errors import CharterError
from heard.partnership.models import CommitmentVerdict, Round, RoundSeat, Says
from heard.partnership.selectors.charters_asked import round_commitments
from heard.reviews.seat_codes import seat_code_digest, seat_code_make

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from heard.accounts.models import User
    from heard.partnership.models import Signatory

MOST_SEATS = 500
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Card:
    """A seat with its code, which is shown this once and never kept."""

    number: int
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resident says of one commitment, with their own words if any."""

    says: str
    words: str = ""


@transaction.atomic
def round_open(
    *,
    signatory: Signatory,
    title: str,
    period_from: date,
    period_to: date,
    open_from: date,
    open_to: date,
    seats: int,
    by: User | None,
) -> Round:
    """Ask a signatory's residents about a period, with so many seats for those with cards.

    Raises:
        CharterError: it signed nothing, there are too many seats, or dates make no sense.
    """
    if not 0 <= seats <= MOST_SEATS:
        raise CharterError(_("Choose from 0 to %(most)s seats.") % _most(), field="seats")
    made = Round(
        signatory=signatory,
        title=title.strip(),
        period_from=period_from,
        period_to=period_to,
        open_from=open_from,
        open_to=open_to,
        **authored(by),
    )
    try:
        made.full_clean()
    except ValidationError as error:
        raise CharterError(" ".join(error.messages)) from error
    made.save()
    if not round_commitments(made):
        raise CharterError(_("It had signed nothing that was in effect in this period."))
    RoundSeat.objects.bulk_create(RoundSeat(round=made, number=at) for at in range(1, seats + 1))
    _audit(made, "round.open", by, after={"seats": seats})
    return made


@transaction.atomic
def round_cards_make(*, asked: Round, by: User | None) -> list[Card]:
    """New codes for every seat that wasn't used yet. Cards printed before for these end.

    Raises:
        CharterError: the round is closed.
    """
    held = _open_lock(asked)
    seats = list(RoundSeat.objects.select_for_update().filter(round=held, used_at=None))
    cards = [Card(seat.number, seat_code_make()) for seat in seats]
    for seat, card in zip(seats, cards, strict=True):
        seat.code_digest = seat_code_digest(card.code)
    RoundSeat.objects.bulk_update(seats, ["code_digest"])
    _audit(held, "round.cards", by, after={"cards": len(cards)})
    return cards


@transaction.atomic
def seat_say(
    *, seat: RoundSeat, answers: Mapping[int, Answer], by: User | None = None
) -> RoundSeat:
    """Keep what a resident says, by the commitment's number. With an actor it is from paper.

    What is left out stays as it was.

    Raises:
        CharterError: the round is closed or not open today, or an answer makes no sense.
    """
    held = _open_lock(seat.round)
    if by is None:
        _check_day(held)
    row = RoundSeat.objects.select_for_update().get(pk=seat.pk)
    who: dict[str, Any] = authored(by) if by else {"by_role": Role.RESIDENT}
    _keep(held, answers, who, seat=row)
    row.used_at = row.used_at or timezone.now()
    row.entered_by_officer = row.entered_by_officer or by is not None
    row.save(update_fields=["used_at", "entered_by_officer"])
    _audit(held, "round.enter" if by else "round.answer", by, after={"answers": len(answers)})
    return row


@transaction.atomic
def representative_say(*, asked: Round, answers: Mapping[int, Answer], by: User) -> int:
    """Keep what a signed-in representative says; one voice, which they can change; how many.

    Raises:
        CharterError: the round is closed or not open today, or an answer makes no sense.
    """
    held = _open_lock(asked)
    _check_day(held)
    _keep(held, answers, authored(by), by=by)
    _audit(held, "round.represent", by, after={"answers": len(answers)})
    return len(answers)


@transaction.atomic
def round_close(*, asked: Round, by: User | None) -> Round:
    """Close a round. From now on its answers count, if there are enough of them.

    Raises:
        CharterError: it is closed already.
    """
    held = _open_lock(asked)
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    _audit(held, "round.close", by)
    return held


@transaction.atomic
def verdict_words_approve(
    *, verdict: CommitmentVerdict, shown: str, by: User | None
) -> CommitmentVerdict:
    """Let others read what a resident wrote: as it is, or with parts taken out. Empty: nobody."""
    rows = CommitmentVerdict.objects.select_for_update(of=("self",)).select_related(
        "round__signatory__charter"
    )
    held = rows.get(pk=verdict.pk)
    held.shown = shown.strip()
    held.approved_at = timezone.now() if held.shown else None
    held.approved_by = by if held.shown else None
    held.save(update_fields=["shown", "approved_at", "approved_by"])
    _audit(held.round, "round.words-approve" if held.shown else "round.words-withhold", by)
    return held


def _keep(
    asked: Round,
    answers: Mapping[int, Answer],
    who: dict[str, Any],
    *,
    seat: RoundSeat | None = None,
    by: User | None = None,
) -> None:
    """Put these in place of what was said before. Changed words need approval again."""
    known = {one.number: one for one in round_commitments(asked)}
    if set(answers) - set(known):
        raise CharterError(_("There is no such commitment."))
    if any(one.says not in Says.values for one in answers.values()):
        raise CharterError(_("Choose one of the answers."))
    for number, answer in answers.items():
        words = answer.words.strip()[:LONGEST]
        said = asked.verdicts.filter(commitment=known[number], seat=seat)
        row = said.filter(by=by).first() if seat is None else said.first()
        row = row or CommitmentVerdict(round=asked, seat=seat, commitment=known[number], **who)
        if row.words != words:
            row.shown, row.approved_at, row.approved_by = "", None, None
        row.says, row.words = answer.says, words
        row.save()


def _open_lock(asked: Round) -> Round:
    rows = Round.objects.select_for_update(of=("self",))
    held = rows.select_related("signatory__charter", "signatory__landlord").get(pk=asked.pk)
    if held.closed_at is not None:
        raise CharterError(_("This has ended, so answers can’t be given or changed any more."))
    return held


def _check_day(asked: Round) -> None:
    if not asked.open_from <= timezone.localdate() <= asked.open_to:
        raise CharterError(
            _("Answers are taken from %(first)s to %(last)s.")
            % {"first": f"{asked.open_from:%-d %B %Y}", "last": f"{asked.open_to:%-d %B %Y}"}
        )


def _most() -> dict[str, int]:
    return {"most": MOST_SEATS}


def _audit(
    asked: Round, event: str, by: User | None, after: dict[str, object] | None = None
) -> None:
    about = asked.signatory.charter.slug
    audit_record(event=event, target=asked, by=by, about=about, after=after or {})
