"""Made-up concerns that stand, on the day of loading, where chance might have none standing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.demo.concerns import dealing, ending, opening
from heard.demo.concerns.days import DAY, worked_later
from heard.demo.concerns.homes import blocks_of, estates_of
from heard.demo.concerns.raising import Wish, raised
from heard.demo.concerns.staff import staff
from heard.demo.concerns.teller import LANDLORD, OFFICER, RESIDENT, Teller, ToldError
from heard.demo.landlords import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from heard.demo.concerns.shapes import StoryConcern
    from heard.demo.concerns.together import Frame
    from heard.demo.homes import EstateThere

COUNCILLOR_SIGN_IN = "councillor@demo.example"
FIRST_KEY = 700_000
LONG_AGO = 12  # working days before the day of loading: enough for every story here


def staged(frame: Frame) -> Iterator[StoryConcern]:
    """A few open concerns of each sort, whatever the day."""
    before: dict[str, StoryConcern] = {}
    for number, (category, days, story) in enumerate(STAGES):
        estate = _estate(frame, story)
        wish = Wish(
            key=FIRST_KEY + number,
            day=_earlier(frame.today, days),
            category=category,
            landlord=MAIN,
            estate=estate.name,
            block=blocks_of(frame.seed, estate.name)[0],
            channel="web",
            extra=before[category].description if category in before else "",
        )
        concern = raised(frame.seed, wish)
        concern = replace(concern, parties=concern.parties[:1], landlord=MAIN, told_on=None)
        tell = Teller(
            concern, frame.setting(wish.key, f"officer-{1 + number % 3}"), at=concern.raised_at
        )
        before[category] = concern
        with suppress(ToldError):
            opening.receive(tell)
            story(tell)
        yield tell.told()


def _estate(frame: Frame, story: Callable[[Teller], None]) -> EstateThere:
    """Where it is: what was put to a councillor is in the ward of the one who can sign in."""
    estates = estates_of(frame.seed, MAIN)
    if story is not _with_councillor:
        return estates[0]
    ward = next(one.ward for one in staff() if one.email == COUNCILLOR_SIGN_IN)
    return next(one for one in estates if one.ward == ward)


def _earlier(today: date, days: int) -> date:
    """So many working days before a day, or the day before it for none."""
    day = today - DAY
    while days and worked_later(day, days) >= today:
        day -= DAY
    return day


def _to_check(_tell: Teller) -> None:
    """Nobody has looked at it yet."""


def _new(tell: Teller) -> None:
    tell.office(0, 0)
    tell.add(Kind.CHECKED, OFFICER, audience="resident")


def _assigned(tell: Teller) -> None:
    _new(tell)
    tell.minutes(5, 30)
    tell.add(Kind.ASSIGNED, OFFICER, assignee=tell.officer)


def _asked(tell: Teller) -> None:
    _assigned(tell)
    tell.office(1, 1)
    tell.add(Kind.ASKED, OFFICER, tell.say("team", "ask"))


def _with_councillor(tell: Teller) -> None:
    _assigned(tell)
    tell.office(1, 1)
    words = tell.say("team", "councillor")
    tell.add(Kind.REFERRED_TO_COUNCILLOR, OFFICER, words, ward=tell.concern.ward)


def _referred(tell: Teller) -> None:
    _assigned(tell)
    if not opening.has_consent(tell):
        opening.consent(tell, role=RESIDENT)
    tell.office(1, 1)
    tell.add(Kind.LANDLORD_AWARE, OFFICER, details={"by": "council"})
    tell.add(Kind.REFERRED, OFFICER, tell.say("team", "refer"))
    tell.shared = True


def _paused(tell: Teller) -> None:
    _referred(tell)
    tell.office(1, 1)
    tell.add(Kind.PAUSED, OFFICER, tell.say("landlord", "pause"), clock=dealing.ENQUIRY)


def _answered(tell: Teller) -> None:
    _referred(tell)
    tell.office(2, 2)
    tell.add(
        Kind.LANDLORD_ANSWERED,
        LANDLORD,
        tell.say("landlord", "yes"),
        outcome="yes",
        details={"reason_from": None},
    )


def _promised(tell: Teller) -> None:
    _answered(tell)
    tell.add(Kind.COMMITTED, LANDLORD, tell.say("landlord", "commit"), due_on=tell.due(20))
    ending.tell_resident(tell)


def _not_fixed(tell: Teller) -> None:
    _answered(tell)
    tell.minutes(30, 90)
    tell.add(Kind.TOLD, OFFICER, tell.say("team", "tell"), details={"how": "email"})
    tell.office(2, 2)
    tell.add(Kind.NOT_FIXED, RESIDENT, tell.say("resident", "not_fixed"))


def _hazard(tell: Teller) -> None:
    _referred(tell)
    tell.add(Kind.HAZARD_SIGNIFICANT, OFFICER, hazard="damp-mould")
    tell.office(3, 3)
    tell.add(Kind.INVESTIGATED, LANDLORD, tell.say("landlord", "investigated"))


def _complained(tell: Teller) -> None:
    _referred(tell)
    tell.add(Kind.COMPLAINT, OFFICER)


# What it is about, how many working days ago it was raised, and how far it has got.
STAGES: tuple[tuple[str, int, Callable[[Teller], None]], ...] = (
    ("electrics", 0, _to_check),
    ("leaks-plumbing", 0, _to_check),
    ("pests", 3, _new),
    ("other-repair", 4, _new),
    ("transfer", 5, _assigned),
    ("no-reply", 6, _asked),
    ("grounds-parking", 7, _with_councillor),
    ("antisocial", 9, _with_councillor),
    ("rent", 8, _referred),
    ("adaptations", LONG_AGO, _paused),
    ("doors-windows", 10, _answered),
    ("heating-hot-water", LONG_AGO, _promised),
    ("roof-structure", LONG_AGO, _promised),
    ("service-charge", LONG_AGO, _promised),
    ("missed-appointments", LONG_AGO, _not_fixed),
    ("lift", LONG_AGO, _not_fixed),
    ("damp-mould", LONG_AGO, _hazard),
    ("complaint-unanswered", 8, _complained),
    ("pests", 1, _to_check),  # the same as the other one, from the same place
)
