"""How made-up concerns begin: raised, checked, taken up or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.concerns.catalogue import category_get, signals_of
from heard.concerns.events import Kind
from heard.demo.concerns.days import moment
from heard.demo.concerns.shapes import Shares
from heard.demo.concerns.staff import OFFICERS
from heard.demo.concerns.teller import OFFICER, REPRESENTATIVE, RESIDENT

if TYPE_CHECKING:
    from heard.demo.concerns.teller import Teller

COUNCIL_ENTERS = frozenset({"phone", "letter", "visit", "drop-in", "email"})
SPLIT_KEY, SPLITTABLE = 1_000_000, 100_000  # a part of an ordinary concern gets its key from it
AGREES = 0.86  # share of residents who let their landlord see it


def receive(tell: Teller) -> None:
    """The concern comes in, with what its form said."""
    concern, luck = tell.concern, tell.luck
    role = _entering_role(tell)
    by_team = role == OFFICER
    tell.at = max(tell.at, concern.raised_at)
    if concern.channel == "letter":  # raised when it was written, entered when it came
        tell.office(1, 2)
    picture = luck.pick(("wall", "ceiling", "window")) if _has_picture(tell) else ""
    tell.add(
        Kind.RECEIVED, role, at=concern.raised_at, party=None if by_team else _raiser(tell),
        details={"channel": concern.channel}, picture=picture,
    )  # fmt: skip
    if concern.told_landlord == "yes" and concern.told_on and concern.landlord:
        at = min(moment(concern.told_on, 12, 0), concern.raised_at)
        tell.add(Kind.LANDLORD_AWARE, role, at=at, details={"by": "resident"}, party=None)
    if concern.landlord and luck.odds(AGREES):
        consent(tell, role=role, at=concern.raised_at)
    if by_team:
        tell.add(Kind.CHECKED, role, audience="team")


def _entering_role(tell: Teller) -> str:
    if tell.concern.channel in COUNCIL_ENTERS:
        return OFFICER
    return REPRESENTATIVE if len(tell.concern.parties) > 1 else RESIDENT


def _raiser(tell: Teller) -> int:
    return len(tell.concern.parties) - 1 if tell.concern.parties[-1].part == "raised-by" else 0


def _has_picture(tell: Teller) -> bool:
    seen = {"damp-mould", "leaks-plumbing", "roof-structure", "doors-windows", "other-repair"}
    return tell.concern.channel == "web" and tell.concern.category in seen and tell.luck.odds(0.03)


def consent(tell: Teller, *, role: str, party: int = 0, **more: Any) -> None:
    """A party agrees that the landlord sees it, and how much of it."""
    luck = tell.luck
    shares = Shares(
        name=luck.odds(0.92), contact=luck.odds(0.55), address=luck.odds(0.7), files=luck.odds(0.9)
    )
    tell.add(Kind.CONSENT_GIVEN, role, party=party, shares=shares, **more)


def check(tell: Teller) -> None:
    """Somebody of the team looks at what came by the web, and takes it up."""
    if tell.concern.channel == "web":
        tell.office(0, 1 if tell.luck.odds(0.85) else 4)
        tell.add(Kind.CHECKED, OFFICER, tell.say("team", "check"), audience="resident")


def refuse(tell: Teller, outcome: str) -> None:
    """Somebody of the team looks at it, and it isn't taken up."""
    tell.office(0, 2)
    silent = outcome in {"spam", "test"}
    tell.add(
        Kind.REFUSED, OFFICER, tell.say("team", "refused"), outcome=outcome,
        audience="team" if silent else "resident",
    )  # fmt: skip


def assign(tell: Teller) -> None:
    """Give it to somebody; now and then to the wrong one first."""
    tell.office(0, 1 if tell.luck.odds(0.8) else 4)
    if tell.luck.odds(0.02):
        wrong = tell.add(Kind.ASSIGNED, OFFICER, assignee=tell.luck.pick(OFFICERS))
        tell.minutes(2, 40)
        tell.add(Kind.UNDONE, OFFICER, tell.say("team", "undo"), about=wrong, audience="team")
    tell.add(Kind.ASSIGNED, OFFICER, assignee=tell.officer)
    if tell.luck.odds(0.04):
        tell.minutes(3, 90)
        fields = tell.luck.pick((["category"], ["place", "place_kind"], ["landlord"], ["estate"]))
        tell.add(Kind.CORRECTED, OFFICER, tell.say("team", "correct"), details={"fields": fields})


def hazards(tell: Teller) -> str:
    """The hazard that the answers tell of is entered; gives its level or nothing.

    Not everything that a form signals is a hazard when somebody has talked to the resident.
    """
    category = category_get(tell.concern.category)
    for signal in signals_of(category, tell.concern.answers):
        share = 0.9 if signal.level == "emergency" else 0.75
        if signal.hazard and signal.hazard != "crowding" and tell.luck.odds(share):
            emergency = signal.level == "emergency"
            kind = Kind.HAZARD_EMERGENCY if emergency else Kind.HAZARD_SIGNIFICANT
            tell.add(kind, OFFICER, hazard=signal.hazard)
            return signal.level
    return ""


def look_into(tell: Teller) -> None:
    """The team rings, notes, asks."""
    luck = tell.luck
    if luck.odds(0.35):
        tell.office(0, 1)
        tell.add(Kind.CALLED, OFFICER, tell.say("team", "call"), details={"with": "landlord"})
    if luck.odds(0.25):
        tell.minutes(5, 60)
        redacted = "(Parts taken out: they are about somebody else.)" if luck.odds(0.03) else ""
        tell.add(Kind.NOTE, OFFICER, tell.say("team", "note"), redacted=redacted)
    if luck.odds(0.012) and tell.concern.key < SPLITTABLE:
        tell.office(0, 2)
        tell.add(
            Kind.SPLIT, OFFICER, tell.say("team", "split"), target=SPLIT_KEY + tell.concern.key
        )
    if luck.odds(0.12):
        ask(tell)


def ask(tell: Teller) -> None:
    """The resident is asked something and mostly answers."""
    tell.office(0, 2)
    tell.add(Kind.ASKED, OFFICER, tell.say("team", "ask"))
    tell.home(0, 5)
    tell.add(Kind.ADDED, RESIDENT, tell.say("resident", "add"))


def has_consent(tell: Teller) -> bool:
    """Whether anybody agreed that the landlord may see it."""
    return any(step.kind == Kind.CONSENT_GIVEN for step in tell.steps)
