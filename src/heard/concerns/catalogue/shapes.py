"""What the catalogue is made of. Texts are English and go through gettext where they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Level = Literal["emergency", "significant", ""]
AnswerKind = Literal["choice", "yes-no", "text", "number"]


@dataclass(frozen=True, slots=True)
class Group:
    """Categories that people look for together."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be picked."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody is told at once, before anything is sent."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Signal:
    """What an answer tells of: a hazard of some level, advice to show at once, or both.

    It holds only where each answer in `also` (question, answer) was given too. What a signal says
    is a first guess from a form; a person decides whether there is a hazard.
    """

    question: str
    answer: str
    hazard: str = ""
    level: Level = ""
    advice: Advice | None = None
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked about concerns of one category. Nobody has to answer."""

    code: str
    label: str
    kind: AnswerKind
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """What a concern can be about, between two dates.

    `communal` says whether it can be about a shared place. `hact` is the nearest term of the UK
    Housing Data Standards, without a claim to conform.
    """

    code: str
    name: str
    group: Group
    hint: str
    communal: bool
    hact: str
    questions: tuple[Question, ...]
    hazards: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Hazard:
    """One of the 29 hazards, and from when Awaab's Law covers it.

    `significant_from` is empty until a day is law; `announced` is then the year that the
    government named, and `confirmed` is false: no clock may run on an announcement.
    """

    code: str
    number: int
    name: str
    plain: str
    valid_from: date
    emergency_from: date | None = None
    significant_from: date | None = None
    announced: int | None = None
    source: str = ""
    valid_to: date | None = None

    @property
    def confirmed(self) -> bool:
        """Whether the clocks of a significant hazard are law."""
        return self.significant_from is not None

    def duty(self, level: Level, on: date) -> bool:
        """Whether Awaab's Law gives the landlord a duty for this hazard at this level on a day."""
        since = {"emergency": self.emergency_from, "significant": self.significant_from}.get(level)
        return since is not None and since <= on


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a concern can end. `resolved` says what it means for the resident, as far as known."""

    code: str
    name: str
    hint: str
    resolved: Literal["yes", "partly", "no", "unknown"]
    valid_from: date
    needs_reason: bool = False
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a concern isn't taken up. `tell` says whether the sender is told."""

    code: str
    name: str
    tell: bool
    valid_from: date
    hint: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """Why a concern is put to a landlord."""

    code: str
    name: str
    valid_from: date
    hint: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A language, in English and in itself."""

    code: str
    name: str
    own: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Something that helps a person to be understood."""

    code: str
    name: str
    hint: str = ""
