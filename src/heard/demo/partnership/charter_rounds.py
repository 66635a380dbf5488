"""What residents of each signatory say in the made-up rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.access import Role
from heard.demo.chance import stream
from heard.demo.partnership import charter_story as story
from heard.demo.partnership.charter_rows import DAY
from heard.partnership.models import (
    CommitmentVerdict,
    Round,
    RoundSeat,
    Says,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.commitments import Period
    from heard.demo.partnership.charter_rows import Rows
    from heard.partnership.models import (
        Commitment,
        Signatory,
    )


@dataclass(frozen=True, slots=True)
class Signer:
    """A signatory by the landlord's name, and what it stands by: number → the words it signed."""

    who: str
    row: Signatory
    signed: Mapping[int, Commitment]


def rounds_enter(rows: Rows, which: str, signer: Signer, *, over: Sequence[Period]) -> None:
    """One for each year about its second half; of the plan, about its second quarter."""
    for place, period in enumerate(over):
        if place % 2:
            _round(rows, which, signer, period, newest=place >= len(over) - 2)


def _round(rows: Rows, which: str, signer: Signer, period: Period, *, newest: bool) -> None:
    about = (which, signer.who, str(period.first))
    opened = rows.at(period.last + DAY)
    closed = min(rows.at(period.last + 22 * DAY), rows.now)
    asked = rows.add(
        Round,
        *about,
        signatory=signer.row,
        title=f"Residents’ panel, {period.last:%B %Y}",
        period_from=period.first,
        period_to=period.last,
        open_from=opened.date(),
        open_to=period.last + 21 * DAY,
        closed_at=closed,
        **rows.by(story.COUNCIL, opened),
    )
    seats = [
        rows.add(RoundSeat, *about, number, round=asked, number=number, used_at=closed)
        for number in range(1, story.SEATS[signer.who] + 1)
    ]
    chance = stream(rows.seed, "charter", "round", *about)
    for number, one in signer.signed.items():
        place = (signer.who, number)
        certain = newest or place in story.ALWAYS
        sure = story.SURE.get(place, (None, ""))[1] if certain else ""
        shares = story.leaning(signer.who, "" if which == "plan" else sure, chance)
        total = sum(shares)
        drawn = chance.choice(len(Says), size=len(seats), p=[each / total for each in shares])
        # Not everybody answers everything; of the smallest panel, too few answer some.
        answers = chance.random(len(seats)) < (0.7 if signer.who == story.FARTHING else 0.95)
        order = (Says.KEPT, Says.PARTLY, Says.NOT_KEPT, Says.DONT_KNOW)
        for seat, drawn_at, there in zip(seats, drawn, answers, strict=True):
            if there or sure:
                _verdict(rows, asked, seat, one, order[int(drawn_at)], about)


def _verdict(
    rows: Rows, asked: Round, seat: RoundSeat, one: Commitment, says: Says, about: tuple[str, ...]
) -> None:
    all_words = story.told()["words"]["residents"]
    speaks = seat.number == one.number and one.number <= len(all_words)
    words = all_words[one.number - 1] if speaks else ""
    rows.add(
        CommitmentVerdict,
        *about,
        seat.number,
        one.number,
        round=asked,
        seat=seat,
        commitment=one,
        says=says,
        words=words,
        shown=words,
        approved_at=asked.closed_at if words else None,
        approved_by_id=rows.team if words else None,
        at=asked.closed_at,
        by_role=Role.RESIDENT,
    )
