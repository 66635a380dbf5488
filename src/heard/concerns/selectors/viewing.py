"""A concern's timeline and people, as one kind of reader is shown them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.access import LANDLORD, Action, Role, Thing
from heard.concerns.actors import SYSTEM
from heard.concerns.events import MILESTONES, Audience, Kind
from heard.concerns.models import Attachment, Consent, Event, Flag, Part, Party
from heard.concerns.outcomes import outcome_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from heard.access import Reader
    from heard.concerns.models import Concern, Person


class Side(StrEnum):
    """From which side somebody looks at a concern."""

    TEAM = "team"
    LANDLORD = "landlord"
    COUNCILLOR = "councillor"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who was found to may see a concern, and from which side."""

    side: Side
    landlords: frozenset[int] = frozenset()
    wards: frozenset[int] = frozenset()
    party: Party | None = None

    @classmethod
    def team(cls) -> Viewer:
        """A member of the council's team."""
        return cls(Side.TEAM)

    @classmethod
    def landlord(cls, reader: Reader) -> Viewer:
        """An officer of a landlord."""
        return cls(Side.LANDLORD, landlords=reader.landlords)

    @classmethod
    def councillor(cls, reader: Reader) -> Viewer:
        """A ward councillor."""
        return cls(Side.COUNCILLOR, wards=reader.wards)

    @classmethod
    def of_party(cls, party: Party) -> Viewer:
        """A resident, or whoever raised the concern for them."""
        return cls(Side.PARTY, party=party)


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as it is shown. `original` is there for the team where words were redacted."""

    number: int
    kind: str
    label: str
    at: datetime
    entered_at: datetime
    who: str
    is_mine: bool
    text: str
    original: str
    redacted_because: str
    outcome: str
    outcome_label: str
    due_on: date | None
    details: Mapping[str, object]
    landlord: str
    clock: str
    days: int | None
    about: int | None
    assignee: str
    target: str
    files: tuple[Attachment, ...]
    audience: str
    undone: bool
    can_undo: bool

    @property
    def team_only(self) -> bool:
        """Whether nobody but the team is shown it."""
        return self.audience == Audience.TEAM

    @property
    def entered_late(self) -> bool:
        """Whether Heard learnt of it on a later day."""
        return self.entered_at.date() > self.at.date()


@dataclass(frozen=True, slots=True)
class PersonView:
    """A party as a reader is shown it: what isn't shared is empty."""

    party: Party
    part: str
    name: str
    email: str
    phone: str
    address: str
    person: Person | None  # the whole of it, for the team and oneself
    consents: tuple[Consent, ...]


_JOINS = ("words", "by", "landlord", "assignee", "target", "party")
_UNDOABLE = frozenset(Kind.values) - {
    Kind.RECEIVED,
    Kind.UNDONE,
    Kind.CORRECTED,
    Kind.MERGED,
    Kind.CONSENT_GIVEN,
    Kind.CONSENT_WITHDRAWN,
    Kind.HOUSEHOLD_JOINED,
    Kind.SPLIT,
}


def timeline_for(concern: Concern, viewer: Viewer) -> list[EventView]:
    """What the viewer is shown of the timeline, oldest first by when it happened. Two queries."""
    events = list(Event.objects.filter(concern=concern).select_related(*_JOINS))
    files: dict[int, list[Attachment]] = {}
    for attachment in Attachment.objects.filter(concern=concern).select_related("file"):
        files.setdefault(attachment.event_id, []).append(attachment)
    undone = {event.about for event in events if event.kind == Kind.UNDONE}
    agreed = _agreed(concern, viewer)
    alone = _alone_until(events) if viewer.party and viewer.party.part == Part.HOUSEHOLD else 0
    shown = [
        _view(
            event,
            viewer,
            tuple(files.get(event.pk, ())) if _files_shown(event, viewer, agreed) else (),
            undone=event.number in undone,
        )
        for event in events
        if may_see(event, viewer)
        and (viewer.side is not Side.LANDLORD or _has_agreed(event, agreed))
        and (event.number not in undone or viewer.side is Side.TEAM)
        and event.number > alone
    ]
    return sorted(shown, key=lambda view: (view.at, view.number))


def may_see(event: Event, viewer: Viewer) -> bool:
    """Whether an event is shown. Events of one household are never shown to another."""
    audience = event.audience
    if viewer.side is Side.TEAM:
        return True
    if viewer.side is Side.LANDLORD:
        own = event.landlord_id is None or event.landlord_id in viewer.landlords
        return own and audience in {Audience.LANDLORD, Audience.ALL}
    if viewer.side is Side.COUNCILLOR:
        if event.ward_id:
            return event.ward_id in viewer.wards
        return audience in {Audience.COUNCILLOR, Audience.ALL}
    return audience in {Audience.RESIDENT, Audience.ALL} and _of_own_household(event, viewer.party)


def _of_own_household(event: Event, party: Party | None) -> bool:
    if event.party is None:
        return True
    if party is None:
        return False
    if event.party_id == party.pk:
        return True
    pair = {Part.RESIDENT, Part.RAISED_BY}
    return party.part in pair and event.party.part in pair


def _alone_until(events: Iterable[Event]) -> int:
    """Up to which event the concern was one household's own, before it was made one of many."""
    made = (e.number for e in events if "is_group" in e.details.get("fields", ()))
    return max(made, default=0)


def _agreed(concern: Concern, viewer: Viewer) -> Mapping[int, bool]:
    """Who agreed that the landlord may see what they say, and whether their files too.

    The resident and whoever raised it for them (0) agree together, each household for itself.
    """
    if viewer.side is not Side.LANDLORD:
        return {}
    given = Consent.objects.filter(
        concern=concern, landlord__in=viewer.landlords, withdrawn_at=None
    ).values_list("party_id", "party__part", "files")
    agreed: dict[int, bool] = {}
    for party, part, files in given:
        whose = party if part == Part.HOUSEHOLD else 0
        agreed[whose] = files or agreed.get(whose, False)
    return agreed


def _whose(event: Event) -> int:
    return event.party.pk if event.party and event.party.part == Part.HOUSEHOLD else 0


def _has_agreed(event: Event, agreed: Mapping[int, bool]) -> bool:
    """Whether whoever said it still agrees that the landlord sees it; the team speaks for all."""
    return event.party is None or event.kind in MILESTONES or _whose(event) in agreed


def _files_shown(event: Event, viewer: Viewer, agreed: Mapping[int, bool]) -> bool:
    if viewer.side is not Side.LANDLORD:
        return True
    if event.landlord_id in viewer.landlords and event.role in LANDLORD:
        return True
    return any(agreed.values()) if event.party is None else agreed.get(_whose(event), False)


def own_words_for(concern: Concern, viewer: Viewer) -> str:
    """What the resident wrote at first; to a landlord only if they themselves agreed to share."""
    if viewer.side is Side.LANDLORD and 0 not in _agreed(concern, viewer):
        return ""
    return concern.description if viewer.side is Side.PARTY else concern.shown_words


def _view(
    event: Event, viewer: Viewer, files: tuple[Attachment, ...], *, undone: bool
) -> EventView:
    words = getattr(event, "words", None)
    redacted = words is not None and words.redacted_at is not None
    by_team = event.role in {Role.CHAMPION, Role.OFFICER}
    own = viewer.party is not None and event.party_id == viewer.party.pk
    return EventView(
        number=event.number,
        kind=event.kind,
        label=str(Kind(event.kind).label),
        at=event.at,
        entered_at=event.entered_at,
        who=who_did(event, viewer),
        is_mine=own and not by_team,
        text=(words.redacted if redacted else words.text) if words else "",
        original=words.text if words and redacted and viewer.side is Side.TEAM else "",
        redacted_because=words.redaction_reason
        if words and redacted and viewer.side is Side.TEAM
        else "",
        outcome=event.outcome,
        outcome_label=outcome_label(event.kind, event.outcome),
        due_on=event.due_on,
        details=event.details,
        landlord=event.landlord.name if event.landlord else "",
        clock=event.clock,
        days=event.days,
        about=event.about,
        assignee=name_of(event.assignee) if event.assignee else "",
        target=event.target.reference if event.target and viewer.side is Side.TEAM else "",
        files=files,
        audience=event.audience,
        undone=undone,
        can_undo=by_team and not undone and event.kind in _UNDOABLE and viewer.side is Side.TEAM,
    )


def who_did(event: Event, viewer: Viewer) -> str:
    """Who did it, in the words that the viewer knows them by. Residents are named to nobody."""
    if event.role == SYSTEM:
        return _("Heard")
    if event.role in {Role.CHAMPION, Role.OFFICER}:
        team = _("The Tenants' Champion's team")
        return name_of(event.by) if viewer.side is Side.TEAM and event.by else team
    if event.role in LANDLORD:
        own = viewer.side is Side.TEAM or event.landlord_id in viewer.landlords
        landlord = event.landlord.name if event.landlord else _("The landlord")
        return f"{landlord} ({name_of(event.by)})" if own and event.by else landlord
    if event.role == Role.COUNCILLOR:
        return _("The ward councillor")
    if viewer.party is not None and event.party_id == viewer.party.pk:
        return _("You")
    return _("Whoever raised it") if event.role == Role.REPRESENTATIVE else _("The resident")


def name_of(user: object) -> str:
    """A member of staff by name, or else by address."""
    full = getattr(user, "get_full_name", lambda: "")()
    return str(full or getattr(user, "email", "") or getattr(user, "username", ""))


def people_for(concern: Concern, viewer: Viewer) -> list[PersonView]:
    """The people of a concern, each with as much as the viewer may see. Two queries.

    The team sees all; a party sees itself; a landlord sees those who agreed, and what they agreed
    to; a councillor sees the resident's name.
    """
    consents: dict[int, list[Consent]] = {}
    for consent in Consent.objects.filter(concern=concern).select_related("landlord"):
        consents.setdefault(consent.party_id, []).append(consent)
    parties = Party.objects.filter(concern=concern, left_at=None).select_related("person")
    views = [
        _person(party, tuple(consents.get(party.pk, ())), viewer)
        for party in parties.order_by("pk")
    ]
    return [view for view in views if view is not None]


def _person(party: Party, consents: tuple[Consent, ...], viewer: Viewer) -> PersonView | None:
    person = party.person
    part = str(party.get_part_display())
    if viewer.side is Side.TEAM or (viewer.party is not None and viewer.party.pk == party.pk):
        return PersonView(
            party, part, person.name, person.email, person.phone, person.address, person, consents
        )
    if viewer.side is Side.LANDLORD:
        return _shared_person(party, part, consents, viewer)
    if viewer.side is Side.COUNCILLOR and party.part == Part.RESIDENT:
        return PersonView(party, part, person.name, "", "", "", None, ())
    return None


def _shared_person(
    party: Party, part: str, consents: tuple[Consent, ...], viewer: Viewer
) -> PersonView | None:
    """What a landlord is shown of a party: what the party agreed to, and no more."""
    person = party.person
    given = [
        each
        for each in consents
        if each.withdrawn_at is None and each.landlord_id in viewer.landlords
    ]
    if not given:
        return None
    contact = any(each.contact for each in given)
    return PersonView(
        party,
        part,
        person.name if any(each.name for each in given) else "",
        person.email if contact else "",
        person.phone if contact else "",
        person.address if any(each.address for each in given) else "",
        None,
        tuple(given),
    )


def flags_for(concern: Concern, reader: Reader) -> Sequence[Flag]:
    """Restricted flags, for those who may see them; for others there are none."""
    if not reader.may(Thing.RESTRICTED, Action.READ):
        return []
    return list(Flag.objects.filter(concern=concern, lifted_at=None).select_related("set_by"))
