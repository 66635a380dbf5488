"""How made-up concerns end: well, in part, badly, or not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.demo.concerns import dealing
from heard.demo.concerns.teller import OFFICER, RESIDENT

if TYPE_CHECKING:
    from heard.demo.concerns.teller import Teller


def after_answer(tell: Teller, outcome: str) -> None:
    """Tell the resident, see whether it is done, and end it."""
    tell_resident(tell)
    if outcome == "no":
        _after_no(tell)
        return
    kept = True
    if tell.luck.odds(0.55):
        kept = dealing.keep(tell, dealing.promise(tell))
    if not kept or tell.luck.odds(0.17):
        not_fixed(tell)
    if tell.luck.odds(0.4):
        _closed_by_resident(tell)
    else:
        close(tell, "partly" if outcome == "partly" else "put-right")


def tell_resident(tell: Teller) -> None:
    """The team tells the resident what came of it."""
    tell.office(0, 1 if tell.luck.odds(0.85) else 4)
    how = tell.concern.resident.contact_by
    tell.add(Kind.TOLD, OFFICER, tell.say("team", "tell"), details={"how": how})


def not_fixed(tell: Teller) -> None:
    """The resident says that it isn't fixed; it is put to the landlord again, answered again."""
    tell.home(1, 7)
    tell.add(Kind.NOT_FIXED, RESIDENT, tell.say("resident", "not_fixed"))
    tell.office(0, 3)
    tell.add(Kind.REFERRED, OFFICER, tell.say("team", "refer"))
    dealing.answer(tell, "yes")
    tell_resident(tell)


def _after_no(tell: Teller) -> None:
    """A no is gone further with, or accepted, or not."""
    if tell.luck.odds(0.3):
        tell.home(1, 8)
        tell.add(Kind.ADDED, RESIDENT, tell.say("resident", "add"))
        tell.office(0, 2)
        tell.add(Kind.CALLED, OFFICER, tell.say("team", "call"), details={"with": "landlord"})
    close(tell, tell.luck.weighed({"landlord-no": 70, "ombudsman": 20, "court": 6, "advice": 4}))


def close(tell: Teller, outcome: str) -> None:
    """The team closes it with a reason, and the resident may say how it was."""
    tell.office(1, 4)
    tell.add(Kind.CLOSED, OFFICER, tell.say("team", f"closed_{outcome}"), outcome=outcome)
    _afterwards(tell, outcome)


def _closed_by_resident(tell: Teller) -> None:
    tell.home(1, 6)
    fixed = tell.luck.odds(0.85)
    tell.add(
        Kind.CLOSED, RESIDENT, tell.say("resident", "close_fixed" if fixed else "close_left"),
        outcome="put-right" if fixed else "resident-leaves-it", audience="all",
        landlord=tell.concern.landlord, details={"by": "resident"},
    )  # fmt: skip
    _afterwards(tell, "put-right" if fixed else "resident-leaves-it")


def _afterwards(tell: Teller, outcome: str) -> None:
    """What comes after the end: how it felt; it breaks again; somebody opens it again."""
    if tell.luck.odds(0.42):
        tell.home(0, 6)
        good = {"put-right": 0.3, "partly": 0.0, "advice": 0.2}.get(outcome, -0.25)
        good += 0.06 * tell.quality
        felt = tell.luck.weighed({"yes": 0.42 + good, "partly": 0.3, "no": 0.28 - good})
        words = tell.say("resident", f"listened_{felt}")
        tell.add(Kind.LISTENED, RESIDENT, words, outcome=felt)
    if outcome != "put-right" or not tell.shared:
        return
    if tell.luck.odds(0.05):
        not_fixed(tell)
        close(tell, "partly")
    elif tell.luck.odds(0.025):
        tell.home(3, 15)
        tell.office(0, 1)
        tell.add(Kind.REOPENED, OFFICER, tell.say("team", "reopen"))
        dealing.answer(tell, "yes")
        tell_resident(tell)
        close(tell, "partly")
