"""The ways that a made-up concern goes, from raised to ended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.demo.concerns import dealing, ending, opening
from heard.demo.concerns.teller import COUNCILLOR, OFFICER, RESIDENT, ToldError

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.demo.concerns.teller import Teller

REFUSALS = {
    "spam": 30, "not-here": 14, "not-social": 18, "not-housing": 16, "abusive": 6, "test": 8,
    "no-sense": 8,
}  # fmt: skip
ADVISED = frozenset({"transfer", "rent", "overcrowding", "information", "something-else"})


def live(tell: Teller) -> Teller:
    """Tell an ordinary concern's story, as far as it has got."""
    with suppress(ToldError):
        opening.receive(tell)
        opening.check(tell)
        level = opening.hazards(tell)
        opening.assign(tell)
        opening.look_into(tell)
        _path(tell)(tell, level)
    return tell


def refused(tell: Teller, outcome: str) -> Teller:
    """Tell of something that isn't taken up."""
    with suppress(ToldError):
        opening.receive(tell)
        opening.refuse(tell, outcome)
    return tell


def _path(tell: Teller) -> Callable[[Teller, str], None]:
    luck = tell.luck
    if not tell.concern.landlord or luck.odds(0.03):
        return _not_for_us
    if luck.odds(0.16 if tell.concern.category in ADVISED else 0.04):
        return _advice
    if luck.odds(0.025):
        return _left
    if tell.concern.category in {"grounds-parking", "antisocial", "entry-lighting"}:
        return _councillor if luck.odds(0.22) else landlord
    return _councillor if luck.odds(0.02) else landlord


def landlord(tell: Teller, level: str) -> None:
    """The usual way: it is put to the landlord."""
    if not opening.has_consent(tell) and not _asked(tell):
        return
    dealing.refer(tell)
    if tell.luck.odds(0.012):
        _withdrawn(tell)
        return
    done = _with_law(tell, level)
    outcome = dealing.answer_at_once(tell) if done else dealing.answer(tell)
    if not outcome:
        ending.close(tell, "no-answer")
        return
    if level and tell.luck.odds(0.5):
        tell.office(0, 6)
        tell.add(Kind.WORKS_DONE, OFFICER, tell.say("landlord", "works_done"))
    ending.after_answer(tell, outcome)


def _with_law(tell: Teller, level: str) -> bool:
    """What the law and the Ombudsman's code ask; whether the landlord's answer is ready with it."""
    ready = False
    if level == "emergency":
        dealing.emergency(tell)
        ready = tell.luck.odds(0.5)
    elif level == "significant":
        dealing.significant(tell)
        ready = tell.luck.odds(0.7)
    if tell.concern.category == "complaint-unanswered" or tell.luck.odds(0.14):
        dealing.complaint(tell)
        return True
    return ready


def _asked(tell: Teller) -> bool:
    """Whether the resident lets the landlord see it, once asked."""
    tell.office(0, 2)
    words = f"May we show your concern to {tell.concern.landlord}? They cannot act without it."
    tell.add(Kind.ASKED, OFFICER, words)
    if tell.luck.odds(0.75):
        tell.home(1, 8)
        opening.consent(tell, role=RESIDENT)
        tell.add(Kind.ADDED, RESIDENT, "Yes, you may show it to them.")
        return True
    tell.office(6, 10)
    tell.add(Kind.CALLED, OFFICER, tell.say("team", "call"), details={"with": "resident"})
    ending.close(tell, tell.luck.pick(("no-contact", "resident-leaves-it")))
    return False


def _withdrawn(tell: Teller) -> None:
    tell.home(1, 10)
    words = tell.say("resident", "withdraw")
    tell.add(Kind.CONSENT_WITHDRAWN, RESIDENT, words)
    tell.office(0, 3)
    tell.add(Kind.CALLED, OFFICER, tell.say("team", "call"), details={"with": "resident"})
    ending.close(tell, "resident-leaves-it")


def _councillor(tell: Teller, _level: str) -> None:
    tell.office(0, 4)
    words = tell.say("team", "councillor")
    tell.add(Kind.REFERRED_TO_COUNCILLOR, OFFICER, words, ward=tell.concern.ward)
    tell.office(3, 12)
    tell.add(
        Kind.COUNCILLOR_ANSWERED, COUNCILLOR, tell.say("team", "councillor_answer"),
        ward=tell.concern.ward,
    )  # fmt: skip
    ending.tell_resident(tell)
    ending.close(tell, tell.luck.pick(("put-right", "partly", "advice")))


def _advice(tell: Teller, _level: str) -> None:
    ending.tell_resident(tell)
    ending.close(tell, "advice")


def _not_for_us(tell: Teller, _level: str) -> None:
    tell.office(0, 3)
    tell.add(Kind.NOTE, OFFICER, tell.say("team", "note"))
    ending.close(tell, "not-for-us")


def _left(tell: Teller, _level: str) -> None:
    if tell.luck.odds(0.3):
        tell.office(5, 15)
        ending.close(tell, "moved")
        return
    tell.home(2, 12)
    tell.add(
        Kind.CLOSED, RESIDENT, tell.say("resident", "close_left"), outcome="resident-leaves-it",
        landlord=tell.concern.landlord, details={"by": "resident"},
    )  # fmt: skip
