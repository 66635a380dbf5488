"""What a made-up concern is before it is stored. Nothing here knows of a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class StoryPerson:
    """Somebody made up, with how they wish to be reached."""

    key: int
    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    language: str = "en"
    interpreter: bool = False
    adjustments: tuple[str, ...] = ()
    contact_by: str = "email"
    discreet: bool = False
    no_messages: bool = False
    safe_from: time | None = None
    safe_to: time | None = None
    contact_note: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives, and whose home it is."""

    landlord: str
    tenure: str
    ward: str
    estate: str
    block: str
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class StoryParty:
    """A person's part in a concern."""

    person: StoryPerson
    part: str = "resident"
    raised_as: str = "self"
    authority: str = ""
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """What a party agreed to share with a landlord."""

    name: bool = True
    contact: bool = False
    address: bool = False
    files: bool = True


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One event, named as in `heard.concerns.events`. Its number is its place in the story.

    `by` is a key of `staff.py`, or empty for a resident; `party` is the place of a party in the
    concern's; `about` is the number of another step; `target` the key of another concern.
    """

    at: datetime
    kind: str
    by_role: str
    text: str = ""
    audience: str = "team"
    by: str = ""
    entered_at: datetime | None = None
    party: int | None = None
    landlord: str = ""
    ward: str = ""
    assignee: str = ""
    target: int | None = None
    about: int | None = None
    outcome: str = ""
    clock: str = ""
    days: int | None = None
    due_on: date | None = None
    hazard: str = ""
    shares: Shares | None = None
    picture: str = ""
    redacted: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryConcern:
    """A whole concern: what was said when it was raised, and everything that happened since."""

    key: int
    channel: str
    raised_at: datetime
    category: str
    description: str
    landlord: str
    parties: tuple[StoryParty, ...]
    happenings: tuple[StoryStep, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    since_words: str = ""
    landlord_said: str = ""
    tenure: str = ""
    place_kind: str = "home"
    estate: str = ""
    ward: str = ""
    place: str = ""
    postcode: str = ""
    told_landlord: str = "unsure"
    told_on: date | None = None
    landlord_reference: str = ""
    is_group: bool = False
    entered_by: str = ""
    suspicions: tuple[str, ...] = ()
    flag: str = ""
    links: tuple[tuple[str, int], ...] = ()  # kind and key of the concern linked to

    @property
    def resident(self) -> StoryPerson:
        """Whose concern it is."""
        return self.parties[0].person

    def has(self, kind: str) -> bool:
        """Whether something of this kind happened."""
        return any(step.kind == kind for step in self.happenings)
