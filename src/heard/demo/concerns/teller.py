"""Tells one concern's story, step by step, until it ends or reaches the day of loading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp
from typing import TYPE_CHECKING, Any

from heard.concerns.events import MILESTONES, Kind
from heard.demo.concerns.days import at_home, day_of, in_office, worked_later
from heard.demo.concerns.shapes import StoryStep
from heard.demo.concerns.staff import landlord_key, ward_key
from heard.demo.concerns.wording import fill, said, thing_and_work
from heard.demo.landlords import LANDLORDS

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.demo.concerns.luck import Luck
    from heard.demo.concerns.shapes import StoryConcern

OFFICER, CHAMPION, LANDLORD = "council-officer", "champion", "landlord-officer"
RESIDENT, COUNCILLOR, REPRESENTATIVE = "resident", "ward-councillor", "representative"
QUALITY = {one.name: one.quality for one in LANDLORDS}
# Events that name the landlord whoever enters them.
NAMES_LANDLORD = frozenset(
    {
        Kind.CONSENT_GIVEN,
        Kind.CONSENT_WITHDRAWN,
        Kind.REFERRED,
        Kind.CHASED,
        Kind.ADDED,
        Kind.NOT_FIXED,
        *MILESTONES,
    }
)
AUDIENCES = {
    Kind.RECEIVED: "resident", Kind.CONSENT_GIVEN: "resident", Kind.CONSENT_WITHDRAWN: "all",
    Kind.REFUSED: "resident", Kind.REFERRED: "all", Kind.REFERRED_TO_COUNCILLOR: "resident",
    Kind.COUNCILLOR_ANSWERED: "resident", Kind.CHASED: "all", Kind.ASKED: "resident",
    Kind.TOLD: "resident", Kind.LISTENED: "resident", Kind.CLOSED: "resident",
    Kind.REOPENED: "resident", Kind.MERGED: "resident", Kind.HOUSEHOLD_JOINED: "resident",
    Kind.LANDLORD_ANSWERED: "all", Kind.COMMITTED: "all", Kind.COMMITMENT_CHANGED: "all",
    Kind.COMMITMENT_DONE: "all", Kind.EXTENDED: "all", Kind.PAUSED: "all", Kind.RESUMED: "all",
    Kind.ATTACHED: "all",
    **dict.fromkeys(MILESTONES, "all"),
}  # fmt: skip


class ToldError(Exception):
    """The story has reached the day of loading. What comes after hasn't happened yet."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a story needs beside its concern: chance, and where time ends."""

    luck: Luck
    until: datetime
    officer: str


class Teller:
    """A concern whose story is being told; `at` is how far it has got."""

    def __init__(self, concern: StoryConcern, setting: Setting, *, at: datetime) -> None:
        self.concern = concern
        self.luck = setting.luck
        self.until = setting.until
        self.officer = setting.officer
        self.at = at
        self.steps: list[StoryStep] = list(concern.happenings)
        self.shared = False
        thing, work = thing_and_work(self.luck, concern.category)
        self.known = {
            "landlord": concern.landlord or "the landlord",
            "place": concern.place or concern.estate or "this address",
            "thing": thing,
        }
        self.known["work"] = fill(self.luck, work, self.known)

    @property
    def quality(self) -> float:
        """How good the landlord is, 0 for one like most."""
        return QUALITY.get(self.concern.landlord, 0.0)

    def is_in_time(self) -> bool:
        """Whether the landlord does the next thing in time."""
        return self.luck.odds(1 / (1 + exp(-(1.6 + 1.0 * self.quality))))

    def days(self, limit: int) -> int:
        """After how many working days the landlord does what it has so many for."""
        if self.is_in_time():
            return self.luck.number(1, max(1, limit // 2))
        return limit + self.luck.number(1, limit // 2 + 2)

    def office(self, low: int, high: int) -> datetime:
        """Let some working days pass."""
        self.at = in_office(self.at, self.luck.number(low, high), self.luck)
        return self.at

    def home(self, low: int, high: int) -> datetime:
        """Let some days pass."""
        self.at = at_home(self.at, self.luck.number(low, high), self.luck)
        return self.at

    def minutes(self, low: int, high: int) -> datetime:
        """Let some minutes pass."""
        self.at += timedelta(minutes=self.luck.number(low, high))
        return self.at

    def due(self, days: int) -> date:
        """A date so many working days on."""
        return worked_later(day_of(self.at), days)

    def say(self, who: str, what: str) -> str:
        """Words for an occasion."""
        return said(self.luck, who, what, self.known)

    def add(self, kind: Kind, role: str, text: str = "", **more: Any) -> int:
        """Add a step now, or at `at`; gives its number.

        Raises:
            ToldError: it would be after the day of loading.
        """
        at = more.pop("at", self.at)
        if max(at, self.at) >= self.until:
            raise ToldError
        audience = more.pop("audience", "") or self._audience(kind)
        by = more.pop("by", self._by(role))
        if kind in NAMES_LANDLORD or role == LANDLORD:
            more.setdefault("landlord", self.concern.landlord)
        if role in {RESIDENT, REPRESENTATIVE}:
            more.setdefault("party", len(self.concern.parties) - 1 if role != RESIDENT else 0)
        self.steps.append(
            StoryStep(
                at=at,
                entered_at=self.at,
                kind=kind.value,
                by_role=role,
                text=text,
                audience=audience,
                by=by,
                **more,
            )
        )
        return len(self.steps)

    def _audience(self, kind: Kind) -> str:
        if kind in {Kind.ADDED, Kind.NOT_FIXED}:
            return "all" if self.shared else "resident"
        return AUDIENCES.get(kind, "team")

    def _by(self, role: str) -> str:
        if role == LANDLORD:
            return landlord_key(self.concern.landlord)
        if role == COUNCILLOR:
            return ward_key(self.concern.ward)
        return {OFFICER: self.officer, CHAMPION: "champion"}.get(role, "")

    def told(self, **changes: Any) -> StoryConcern:
        """The concern with everything that happened."""
        return replace(self.concern, happenings=tuple(self.steps), **changes)
