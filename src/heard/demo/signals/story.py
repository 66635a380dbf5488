"""What the made-up team and landlords did about each warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from heard.demo.concerns.days import DAY, in_office
from heard.demo.concerns.luck import Luck
from heard.landlords.models import Landlord
from heard.signals.events import Dismissal, Kind, Level, Status, Verdict
from heard.signals.models import EarlyWarning
from heard.signals.services.timeline import event_append

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from heard.accounts.models import User
    from heard.demo.concerns.slow import SlowProblem

RECENT = timedelta(days=28)
ASK = "Residents there raise more than usual. What do you know of it, and what will you do?"
LIFT = (
    "The same door fault since April. Our contractor reset it each time.",
    "The door drive was replaced. No stop since.",
    "Three households confirm that the lift has run since the repair.",
)
HEATING = (
    "The engineer found a failed mixing valve that serves the whole block.",
    "The valve was replaced and the system flushed.",
    "Residents of the block say that heating and hot water hold.",
)
GROUP = "The landlord put heaters into every home of the block. The plant is to be replaced."
CHECKED = ("Rang two of the households.", "Asked the estate’s officer.", "Read all the concerns.")
WRONG = ("Both homes had mice, and were treated.", "Two reports of one fault, now mended.")


@dataclass(frozen=True, slots=True)
class Told:
    """What every story is told from: the seed, the moment it is told at, what is really wrong."""

    seed: int
    now: datetime
    slow: Sequence[SlowProblem]
    officer: User


class Teller:
    """Adds what happened to one warning, each step in office hours after the one before."""

    def __init__(self, warning: EarlyWarning, told: Told) -> None:
        self.warning, self.told = warning, told
        self.luck = Luck(told.seed, "warning", warning.series, warning.found_on)
        self.at = warning.events.get(number=1).at

    def then(
        self,
        kind: str,
        days: int,
        *,
        code: str = "",
        landlord: Landlord | None = None,
        words: str = "",
        by_landlord: bool = False,
    ) -> bool:
        """Add a step so many working days later, unless that is still to come."""
        at = in_office(self.at, days, self.luck)
        if at > self.told.now:
            return False
        self.at = at
        event_append(
            warning=self.warning,
            kind=kind,
            by=None if by_landlord else self.told.officer,
            code=code,
            landlord=landlord,
            on=(at - DAY).date() if kind == Kind.DEED else None,
            words=words,
            at=at,
        )
        return True


def warning_tell(warning: EarlyWarning, told: Told) -> None:
    """What became of a warning. Of what is really wrong it is known; the rest is made up."""
    tell = Teller(warning, told)
    slow = next((one for one in told.slow if _is_of(warning, one)), None)
    if slow is not None:
        _slow(tell, slow)
    elif warning.level == Level.PLACE_TOTAL and warning.observed >= 8:  # noqa: PLR2004 - the block without heating
        tell.then(Kind.TAKEN_UP, 0)
        tell.then(Kind.DEED, 3, words=GROUP)
    elif told.now - tell.at < RECENT:
        if not EarlyWarning.objects.filter(status=Status.WATCHED).exists():
            tell.then(Kind.WATCHED, 1, words="Two concerns only. See what comes.")
    else:
        _chance(tell)


def _is_of(warning: EarlyWarning, slow: SlowProblem) -> bool:
    """Whether a warning is of one of the three, at its estate or in its ward."""
    if warning.category != slow.category:
        return False
    if warning.level == Level.PLACE:
        return warning.place_name == slow.estate
    if warning.level != Level.PARENT or warning.ward is None:
        return False
    return warning.ward.estates.filter(name=slow.estate).exists()


def _slow(tell: Teller, slow: SlowProblem) -> None:
    landlord = Landlord.objects.get(name=slow.landlord)
    tell.then(Kind.TAKEN_UP, 0)
    if slow.code == "damp":  # noticed, watched, and still with the landlord
        tell.then(Kind.WATCHED, 10, words="The landlord says that each home is a case of its own.")
        while tell.told.now - tell.at > timedelta(days=16):
            tell.at += DAY
        tell.then(Kind.TAKEN_UP, 0, words="It goes on. Several name the new contractor.")
        tell.then(Kind.SHARED, 1, landlord=landlord, words=ASK)
        return
    found, done, known = LIFT if slow.code == "lift" else HEATING
    tell.then(Kind.SHARED, 1, landlord=landlord, words=ASK)
    tell.then(Kind.ANSWERED, 2, landlord=landlord, words=found, by_landlord=True)
    tell.then(Kind.DEED, 2, words=done)
    tell.then(Kind.SETTLED, 2, code=Verdict.REAL, words=known)


def _chance(tell: Teller) -> None:
    luck = tell.luck
    what = luck.weighed({"chance": 34, "reporting": 12, "known": 10, "asked": 44})
    if what != "asked":
        tell.then(Kind.DISMISSED, luck.number(0, 4), code=Dismissal(what))
        return
    tell.then(Kind.TAKEN_UP, luck.number(0, 3), words=luck.pick(CHECKED))
    verdict = luck.weighed({Verdict.NOT_REAL: 45, Verdict.REAL: 40, Verdict.UNKNOWN: 15})
    words = luck.pick(WRONG) if verdict == Verdict.REAL else ""
    tell.then(Kind.SETTLED, luck.number(4, 15), code=verdict, words=words)


def dangers_tell(warning: EarlyWarning, entered_at: datetime, told: Told) -> None:
    """Somebody read it soon; of the last days, one may still wait."""
    tell = Teller(warning, told)
    tell.at = entered_at
    if told.now - entered_at < 2 * DAY:
        return
    if not tell.then(Kind.TAKEN_UP, 0, words="Rang the household."):
        return
    verdict = Verdict.REAL if tell.luck.odds(0.6) else Verdict.NOT_REAL
    tell.then(Kind.SETTLED, tell.luck.number(0, 3), code=verdict)
