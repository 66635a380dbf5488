"""What made-up landlords do with a concern: investigate, answer, promise, delay, do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.demo.concerns.days import day_of, in_office, moment
from heard.demo.concerns.teller import LANDLORD, OFFICER, RESIDENT

if TYPE_CHECKING:
    from datetime import datetime

    from heard.demo.concerns.teller import Teller

HOURS_OF_EMERGENCY = 24
MOST_CHASES = 4
NEVER = 0.02  # of concerns that a landlord like most never answers
COMPLAINT = "complaint-code.stage-1.answer"
FINAL = "complaint-code.stage-2.answer"
ENQUIRY = "council-standard.enquiry"


def refer(tell: Teller) -> None:
    """The team puts it to the landlord, which is aware of it by then."""
    tell.office(0, 1 if tell.luck.odds(0.85) else 7)
    tell.add(Kind.LANDLORD_AWARE, OFFICER, details={"by": "council"})
    tell.add(Kind.REFERRED, OFFICER, tell.say("team", "refer"))
    tell.shared = True


def emergency(tell: Teller) -> None:
    """An emergency is looked into and made safe, within a day or not."""
    hours = tell.luck.number(3, 23)
    if not tell.is_in_time():
        hours += tell.luck.number(20, 90)
    tell.at += timedelta(hours=hours)
    tell.add(Kind.INVESTIGATED, LANDLORD, tell.say("landlord", "investigated"))
    if tell.luck.odds(0.06):
        tell.minutes(30, 200)
        tell.add(Kind.MOVED_OUT, LANDLORD, tell.say("landlord", "moved_out"))
    tell.minutes(20, 240)
    tell.add(Kind.MADE_SAFE, LANDLORD, tell.say("landlord", "made_safe"))
    if tell.luck.odds(0.8):
        tell.at = in_office(tell.at, tell.days(3), tell.luck)
        tell.add(Kind.SUMMARY_GIVEN, LANDLORD, tell.say("landlord", "summary"))


def significant(tell: Teller) -> None:
    """A hazard is looked into within 10 working days or not, told of, made safe, kept away."""
    _after(tell, Kind.INVESTIGATED, "investigated", tell.days(10))
    if tell.luck.odds(0.07):
        tell.minutes(5, 60)
        tell.add(Kind.NO_HAZARD, LANDLORD, tell.say("landlord", "no_hazard"))
        return
    if tell.luck.odds(0.85):
        _after(tell, Kind.SUMMARY_GIVEN, "summary", tell.days(3))
    if tell.luck.odds(0.08):
        tell.minutes(2, 30)
        picture = tell.luck.pick(("wall", "ceiling", "window"))
        tell.add(Kind.ATTACHED, LANDLORD, "From our visit.", picture=picture)
    if tell.luck.odds(0.04):
        _after(tell, Kind.CONSENT_REFUSED, "consent_refused", 2)
        return
    _after(tell, Kind.MADE_SAFE, "made_safe", max(0, tell.days(5) - 3))
    if tell.luck.odds(0.75):
        _after(tell, Kind.WORKS_BEGUN, "works_begun", tell.luck.number(0, 3))
        if tell.luck.odds(0.8):
            _after(tell, Kind.WORKS_STARTED, "works_started", tell.days(8))


def _after(tell: Teller, kind: Kind, what: str, days: int) -> None:
    tell.at = in_office(tell.at, days, tell.luck)
    role = OFFICER if tell.luck.odds(0.3) else LANDLORD  # the team enters what comes by letter
    tell.add(kind, role, tell.say("landlord", what))


def complaint(tell: Teller) -> None:
    """A complaint under the Ombudsman's code, sometimes with more time, sometimes to stage 2."""
    tell.add(Kind.COMPLAINT, OFFICER)
    _in(tell, 5, Kind.COMPLAINT_ACKNOWLEDGED, "acknowledge")
    if tell.luck.odds(0.04):
        tell.home(1, 4)
        tell.add(Kind.WITHDRAWN, RESIDENT, tell.say("resident", "withdrawn"))
        return
    days = tell.days(10)
    if tell.luck.odds(0.16):
        _extend(tell, COMPLAINT, 10)
        days = tell.luck.number(4, 12)
    tell.at = in_office(tell.at, days, tell.luck)
    tell.add(Kind.COMPLAINT_ANSWERED, LANDLORD, tell.say("landlord", "stage1"))
    if tell.luck.odds(0.22):
        _second(tell)


def _second(tell: Teller) -> None:
    tell.home(2, 14)
    tell.add(Kind.ESCALATED, RESIDENT, tell.say("resident", "not_fixed"))
    _in(tell, 5, Kind.ESCALATION_ACKNOWLEDGED, "acknowledge2")
    days = tell.days(20)
    if tell.luck.odds(0.12):
        _extend(tell, FINAL, 20)
        days = tell.luck.number(8, 20)
    tell.at = in_office(tell.at, days, tell.luck)
    tell.add(Kind.ESCALATION_ANSWERED, LANDLORD, tell.say("landlord", "stage2"))


def _in(tell: Teller, limit: int, kind: Kind, what: str) -> None:
    tell.at = in_office(tell.at, tell.days(limit), tell.luck)
    tell.add(kind, LANDLORD, tell.say("landlord", what))


def _extend(tell: Teller, clock: str, most: int) -> None:
    tell.office(2, 4)
    days = tell.luck.pick((5, most))
    tell.add(Kind.EXTENDED, LANDLORD, tell.say("landlord", "extend"), clock=clock, days=days)


def answer(tell: Teller, outcome: str = "") -> str:
    """The landlord answers, chased or not; gives yes, partly, no, or nothing if it never does."""
    if tell.luck.odds(0.05):
        tell.office(2, 5)
        tell.add(Kind.PAUSED, OFFICER, tell.say("landlord", "pause"), clock=ENQUIRY)
        tell.office(2, 6)
        tell.add(Kind.RESUMED, OFFICER, clock=ENQUIRY)
    elif tell.luck.odds(0.06):
        _extend(tell, ENQUIRY, 10)
    if not outcome and tell.luck.odds(NEVER * (1 - 0.4 * tell.quality)):
        for _ in range(MOST_CHASES):
            _chase(tell, 11)
        return ""
    days = tell.days(10)
    if days > 10:  # noqa: PLR2004 - the council's own standard
        _chase(tell, 11)
        days -= 11
    tell.at = in_office(tell.at, min(days, 9), tell.luck)
    return _say_answer(tell, outcome)


def answer_at_once(tell: Teller) -> str:
    """The landlord answers with what it has just done; gives yes, partly or no."""
    tell.office(0, 2)
    return _say_answer(tell, "")


def _chase(tell: Teller, days: int) -> None:
    tell.at = in_office(tell.at, days if not _chases(tell) else 5, tell.luck)
    tell.add(Kind.CHASED, OFFICER, tell.say("team", "chase"))


def _chases(tell: Teller) -> int:
    return sum(step.kind == Kind.CHASED for step in tell.steps)


def _say_answer(tell: Teller, outcome: str) -> str:
    lean = 0.08 * tell.quality
    outcome = outcome or tell.luck.weighed({"yes": 0.62 + lean, "partly": 0.2, "no": 0.18 - lean})
    words = tell.say("landlord", outcome)
    reason = "" if outcome == "yes" else tell.say("landlord", f"{outcome}_reasons")
    role = OFFICER if tell.luck.odds(0.12) else LANDLORD
    tell.add(
        Kind.LANDLORD_ANSWERED, role, f"{words}\n\n{reason}".strip(), outcome=outcome,
        details={"reason_from": len(words) if reason else None},
    )  # fmt: skip
    return outcome


def promise(tell: Teller) -> list[int]:
    """The landlord commits to one or two actions, each with its date; gives their numbers."""
    made = []
    for _ in range(2 if tell.luck.odds(0.3) else 1):
        due = tell.due(tell.luck.weighed({2: 3, 3: 4, 5: 5, 8: 3, 10: 3, 15: 1, 25: 0.5}))
        made.append(tell.add(Kind.COMMITTED, LANDLORD, tell.say("landlord", "commit"), due_on=due))
    return made


def keep(tell: Teller, made: list[int]) -> bool:
    """Whether everything was done that was promised, late or not."""
    kept = True
    for number in sorted(made, key=lambda one: str(tell.steps[one - 1].due_on)):
        due = tell.steps[number - 1].due_on
        if due is None:
            continue
        if tell.is_in_time():
            _do(tell, number, early=tell.luck.number(0, 3))
        elif tell.luck.odds(0.35):
            _put_off(tell, number)
        elif tell.luck.odds(0.6):
            _do(tell, number, early=-tell.luck.number(2, 9))
        else:
            kept = False
            tell.at = max(tell.at, _noon(tell, number, late=3))
            tell.add(Kind.CHASED, OFFICER, tell.say("team", "chase"))
    return kept


def _noon(tell: Teller, number: int, *, late: int) -> datetime:
    due = tell.steps[number - 1].due_on or day_of(tell.at)
    return in_office(moment(due, 12, 0), late, tell.luck)


def _do(tell: Teller, number: int, *, early: int) -> None:
    tell.at = max(in_office(tell.at, 0, tell.luck), _noon(tell, number, late=max(0, -early)))
    tell.add(Kind.COMMITMENT_DONE, LANDLORD, tell.say("landlord", "commit_done"), about=number)


def _put_off(tell: Teller, number: int) -> None:
    tell.at = max(in_office(tell.at, 0, tell.luck), _noon(tell, number, late=0))
    due = tell.due(tell.luck.pick((3, 5, 8)))
    tell.add(
        Kind.COMMITMENT_CHANGED, LANDLORD, tell.say("landlord", "commit_late"), about=number,
        due_on=due,
    )  # fmt: skip
    tell.office(2, 9)
    tell.add(Kind.COMMITMENT_DONE, LANDLORD, tell.say("landlord", "commit_done"), about=number)
