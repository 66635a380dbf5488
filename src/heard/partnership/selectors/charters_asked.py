"""What residents are asked in a round, and the rounds and seats that a reader may open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.errors import NotFoundError
from heard.partnership.models import Act, Commitment, CommitmentVerdict, Round, RoundSeat, Signing
from heard.reviews.seat_codes import seat_code_digest, seat_code_read

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from heard.access import Reader


def round_commitments(asked: Round) -> list[Commitment]:
    """What residents are asked: what the signatory stood by, and was in effect, in the period."""
    rows = Commitment.objects.filter(
        version__charter=asked.signatory.charter_id,
        version__published_at__isnull=False,
        version__superseded_at=None,
        effective_from__lte=asked.period_to,
    ).order_by("number")
    stands: dict[UUID, bool] = {}
    said = Signing.objects.filter(
        signatory=asked.signatory_id, undone_at=None, on__lte=asked.period_to
    )
    for line, act in said.order_by("at", "pk").values_list("commitment__line", "act"):
        stands[line] = act != Act.WITHDRAWN
    return [
        one
        for one in rows
        if stands.get(one.line)
        and (one.effective_to is None or one.effective_to >= asked.period_from)
    ]


def rounds_open() -> QuerySet[Round]:
    """Rounds in which one can say something today, the first to end first."""
    today = timezone.localdate()
    rows = Round.objects.filter(closed_at=None, open_from__lte=today, open_to__gte=today)
    return rows.select_related("signatory__charter", "signatory__landlord").order_by("open_to")


def round_get_for(reader: Reader, key: UUID) -> Round:
    """A round: any for the team, one that is open today for representatives.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = Round.objects.select_related("signatory__charter", "signatory__landlord")
    if not reader.may(Thing.GROUP_WORK, Action.READ):
        rows = rounds_open() if reader.may(Thing.VERDICT, Action.READ) else rows.none()
    found = rows.filter(key=key).first()
    if found is None:
        raise NotFoundError(_("There is no such round."))
    return found


def round_seat_by_code(typed: str) -> RoundSeat:
    """The seat that a card's code opens, and no other.

    Raises:
        NotFoundError: no seat has this code, or it can't be one: nobody can tell which.
    """
    code = seat_code_read(typed)
    seats = RoundSeat.objects.select_related(
        "round__signatory__charter", "round__signatory__landlord"
    )
    seat = seats.filter(code_digest=seat_code_digest(code)).first() if code else None
    if seat is None:
        raise NotFoundError(_("No card has this code."))
    return seat


def closed_because(asked: Round) -> str:
    """Why nothing can be said now, in words for whoever holds a card; "" if it can."""
    today = timezone.localdate()
    if asked.closed_at is not None or today > asked.open_to:
        return _("This has ended, so answers can’t be given or changed any more.")
    if today < asked.open_from:
        return _("It opens on %(day)s.") % {"day": f"{asked.open_from:%-d %B %Y}"}
    return ""


def said_from(seat: RoundSeat) -> dict[int, tuple[str, str]]:
    """What was said from a seat, by the commitment's number: the verdict and the words."""
    return _said(CommitmentVerdict.objects.filter(seat=seat))


def said_by(asked: Round, user_id: int) -> dict[int, tuple[str, str]]:
    """What a representative said in a round, by the commitment's number."""
    return _said(CommitmentVerdict.objects.filter(round=asked, seat=None, by=user_id))


def round_words(asked: Round) -> QuerySet[CommitmentVerdict]:
    """What residents wrote in a round. Personal: log the look."""
    rows = asked.verdicts.exclude(words="").select_related("commitment", "seat")
    return rows.order_by("commitment__number", "pk")


def _said(rows: QuerySet[CommitmentVerdict]) -> dict[int, tuple[str, str]]:
    found = rows.values_list("commitment__number", "says", "words")
    return {number: (says, words) for number, says, words in found}
