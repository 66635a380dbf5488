"""What the council's team does to a concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.concerns import catalogue
from heard.concerns.errors import ConcernError
from heard.concerns.events import MILESTONES, RESIDENTS_STEPS, Audience, Kind, Status
from heard.concerns.models import Consent, ContactWay, Event, Party, Telling
from heard.concerns.services.finding import search_refresh
from heard.concerns.services.timeline import Happened, event_append, events_append, lock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from heard.accounts.models import User
    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern, LikelyDuplicate
    from heard.landlords.models import Landlord, Ward
    from heard.uploads.models import StoredFile

HAZARDOUS = frozenset({Kind.HAZARD_EMERGENCY, Kind.HAZARD_SIGNIFICANT})
# What isn't undone: it changed more than the timeline, or what somebody agreed to.
LASTING = frozenset(
    {
        Kind.RECEIVED,
        Kind.UNDONE,
        Kind.CORRECTED,
        Kind.MERGED,
        Kind.CONSENT_GIVEN,
        Kind.CONSENT_WITHDRAWN,
        Kind.HOUSEHOLD_JOINED,
        Kind.SPLIT,
    }
)
# What the team may correct; the resident's own words stay as they were said.
CORRECTABLE = (
    "category",
    "landlord",
    "landlord_said",
    "tenure",
    "place_kind",
    "estate",
    "ward",
    "place",
    "postcode",
    "since",
    "since_words",
    "told_landlord",
    "told_on",
    "landlord_reference",
    "is_group",
)


def concern_check(*, concern: Concern, actor: Actor, note: str = "") -> Event:
    """Take up a concern that came by the web: it is real, and may be worked on."""
    _expect(concern, Status.TO_CHECK, _("This concern was checked already."))
    happened = Happened(Kind.CHECKED, Audience.RESIDENT, text=note)
    return event_append(concern=concern, happened=happened, actor=actor)


def concern_refuse(*, concern: Concern, outcome: str, words: str, actor: Actor) -> Event:
    """Not take a concern up. The resident is told why, and whom to turn to."""
    _expect(concern, Status.TO_CHECK, _("Only a concern that is to be checked can be refused."))
    _need(words, "words", _("Say why. The resident is shown this."))
    known = {each.code: each for each in catalogue.refusals(timezone.localdate())}
    if outcome not in known:
        raise ConcernError(_("Choose why it isn't taken up."), field="outcome")
    silent = not known[outcome].tell  # nobody answers spam
    happened = Happened(
        Kind.REFUSED,
        Audience.TEAM if silent else Audience.RESIDENT,
        text=words,
        outcome=outcome,
    )
    return event_append(concern=concern, happened=happened, actor=actor)


def concern_assign(*, concern: Concern, to: User | None, actor: Actor) -> Event:
    """Give the concern to a member of the team, or to nobody."""
    _open(concern)
    happened = Happened(Kind.ASSIGNED, assignee=to)
    return event_append(concern=concern, happened=happened, actor=actor)


@transaction.atomic
def concern_correct(
    *, concern: Concern, changes: Mapping[str, object], reason: str, actor: Actor
) -> Event | None:
    """Correct what a concern is about or where. What it was before stays in the timeline."""
    unknown = set(changes) - set(CORRECTABLE)
    if unknown:
        raise ConcernError(_("That can't be corrected."), field=min(unknown))
    lock(concern)
    changed = {name: new for name, new in changes.items() if getattr(concern, name) != new}
    if not changed:
        return None
    for name, new in changed.items():
        setattr(concern, name, new)
    concern.full_clean(validate_unique=False, validate_constraints=False)
    concern.save(update_fields=list(changed))
    search_refresh(concern)
    happened = Happened(Kind.CORRECTED, text=reason, details={"fields": sorted(changed)})
    return event_append(concern=concern, happened=happened, actor=actor)


def concern_refer(
    *,
    concern: Concern,
    landlord: Landlord,
    words: str,
    actor: Actor,
    at: datetime | None = None,
) -> Event:
    """Put the concern to the landlord, which becomes aware of it by this at the latest.

    Raises:
        ConcernError: nobody agreed that this landlord may be shown it.
    """
    _open(concern)
    if not Consent.objects.filter(concern=concern, landlord=landlord, withdrawn_at=None).exists():
        raise ConcernError(
            _("The resident hasn't agreed to share this with %(landlord)s. Ask them first.")
            % {"landlord": landlord},
            field="landlord",
        )
    referred = Happened(Kind.REFERRED, Audience.ALL, text=words, landlord=landlord, at=at)
    aware = Happened(
        Kind.LANDLORD_AWARE, Audience.ALL, landlord=landlord, at=at, details={"by": "council"}
    )
    return events_append(concern=concern, happened=[aware, referred], actor=actor)[-1]


def concern_refer_to_councillor(
    *, concern: Concern, ward: Ward, words: str, agreed: bool, actor: Actor
) -> Event:
    """Put the concern to the ward's councillors, if the resident agreed."""
    _open(concern)
    if not agreed:
        raise ConcernError(_("Ask the resident first, and tick that they agreed."), field="agreed")
    happened = Happened(Kind.REFERRED_TO_COUNCILLOR, Audience.RESIDENT, text=words, ward=ward)
    return event_append(concern=concern, happened=happened, actor=actor)


def councillor_answer(*, concern: Concern, words: str, actor: Actor) -> Event:
    """Keep what a ward councillor found out or did. It is the team's turn again."""
    _open(concern)
    _need(words, "words", _("Say what you found out or did."))
    happened = Happened(Kind.COUNCILLOR_ANSWERED, Audience.COUNCILLOR, text=words)
    return event_append(concern=concern, happened=happened, actor=actor)


def concern_chase(*, concern: Concern, words: str, actor: Actor) -> Event:
    """Remind the landlord."""
    _open(concern)
    if concern.status != Status.WITH_LANDLORD and concern.landlord is None:
        raise ConcernError(_("There is no landlord to chase yet."))
    happened = Happened(Kind.CHASED, Audience.ALL, text=words, landlord=concern.landlord)
    return event_append(concern=concern, happened=happened, actor=actor)


def call_record(
    *, concern: Concern, words: str, with_whom: str, actor: Actor, at: datetime | None = None
) -> Event:
    """Keep what was said on the telephone. For the team only."""
    _need(words, "words", _("Say what was said."))
    happened = Happened(Kind.CALLED, text=words, at=at, details={"with": with_whom})
    return event_append(concern=concern, happened=happened, actor=actor)


def note_add(
    *, concern: Concern, words: str, actor: Actor, files: tuple[StoredFile, ...] = ()
) -> Event:
    """Keep a note for the team only."""
    _need(words, "words", _("Write the note."))
    happened = Happened(Kind.NOTE, text=words, files=files)
    return event_append(concern=concern, happened=happened, actor=actor)


def resident_ask(*, concern: Concern, words: str, actor: Actor) -> Event:
    """Ask the resident something, and wait for them."""
    _open(concern)
    _need(words, "words", _("Write the question."))
    happened = Happened(Kind.ASKED, Audience.RESIDENT, text=words)
    return event_append(concern=concern, happened=happened, actor=actor)


@transaction.atomic
def resident_tell(
    *,
    concern: Concern,
    words: str,
    actor: Actor,
    how: str = ContactWay.EMAIL,
    at: datetime | None = None,
    party: Party | None = None,
    files: tuple[StoredFile, ...] = (),
) -> Event:
    """Tell the resident something, by the private page and e-mail, or by a call or letter made.

    A call or letter takes the party, or else everybody, off the list of people to be told.
    """
    _need(words, "words", _("Write what to tell."))
    happened = Happened(
        Kind.TOLD,
        Audience.RESIDENT,
        party=party,  # then other households aren't shown it
        text=words,
        at=at,
        files=files,
        details={"how": str(how)},
    )
    event = event_append(concern=concern, happened=happened, actor=actor)
    if how in {ContactWay.PHONE, ContactWay.LETTER}:
        waiting = Telling.objects.filter(concern=concern, done_at=None)
        if party is not None:
            waiting = waiting.filter(party=party)
        waiting.update(done_at=timezone.now(), done_by=actor.user)
    return event


def milestone_record(
    *,
    concern: Concern,
    kind: Kind,
    actor: Actor,
    at: datetime,
    words: str = "",
    hazard: str = "",
    details: Mapping[str, str] | None = None,
    files: tuple[StoredFile, ...] = (),
) -> Event:
    """Keep a step of the landlord's under the Complaint Handling Code or Awaab's Law."""
    if kind not in MILESTONES:
        raise ConcernError(_("Choose which step it was."), field="kind")
    if actor.landlord is not None and kind in RESIDENTS_STEPS:
        raise ConcernError(
            _("Only the resident can say so. Tell the council's team."), field="kind"
        )
    landlord = actor.landlord or concern.landlord
    if landlord is None:
        raise ConcernError(_("Say first who the landlord is."), field="kind")
    if kind in HAZARDOUS and hazard not in {
        each.code for each in catalogue.hazards(timezone.localdate())
    }:
        raise ConcernError(_("Choose which hazard it is."), field="hazard")
    happened = Happened(
        kind,
        Audience.ALL,
        at=at,
        text=words,
        landlord=landlord,
        hazard=hazard,
        details=dict(details or {}),
        files=files,
    )
    return event_append(concern=concern, happened=happened, actor=actor)


def concern_close(*, concern: Concern, outcome: str, words: str, actor: Actor) -> Event:
    """Close with an outcome and a reason that the resident is shown."""
    _open(concern)
    if outcome not in {each.code for each in catalogue.outcomes(timezone.localdate())}:
        raise ConcernError(_("Choose how it ended."), field="outcome")
    _need(words, "words", _("Say why. The resident is shown this."))
    happened = Happened(Kind.CLOSED, Audience.RESIDENT, text=words, outcome=outcome)
    return event_append(concern=concern, happened=happened, actor=actor)


def concern_reopen(*, concern: Concern, words: str, actor: Actor) -> Event:
    """Open a closed concern again."""
    if concern.is_open or concern.status == Status.MERGED:
        raise ConcernError(_("Only a closed concern can be opened again."))
    happened = Happened(Kind.REOPENED, Audience.RESIDENT, text=words)
    return event_append(concern=concern, happened=happened, actor=actor)


def event_undo(*, concern: Concern, number: int, reason: str, actor: Actor) -> Event:
    """Undo something that the team did by mistake. Both stay in the timeline.

    Raises:
        ConcernError: it isn't the team's, was undone before, or can't be undone.
    """
    _need(reason, "reason", _("Say why."))
    event = Event.objects.filter(concern=concern, number=number).first()
    if event is None or event.role not in {"champion", "council-officer"}:
        raise ConcernError(_("Only what the team did can be undone."))
    if event.kind in LASTING:
        raise ConcernError(_("That can't be undone."))
    if Event.objects.filter(concern=concern, kind=Kind.UNDONE, about=number).exists():
        raise ConcernError(_("That was undone already."))
    happened = Happened(
        Kind.UNDONE,
        Audience(event.audience),
        text=reason,
        about=number,
        party=event.party,  # shown to those only who were shown what is undone
        landlord=event.landlord,
        ward=event.ward,
    )
    return event_append(concern=concern, happened=happened, actor=actor)


@transaction.atomic
def likely_duplicate_settle(*, pair: LikelyDuplicate, by: User) -> None:
    """They aren't the same concern: don't offer the pair again."""
    pair.settled_at = timezone.now()
    pair.settled_by = by
    pair.save(update_fields=["settled_at", "settled_by"])
    audit_record(event="likely-duplicate.settle", target=pair, by=by)


def parties_to_tell(concern: Concern) -> list[Party]:
    """Parties whom no e-mail reaches, so that somebody must ring or write to them."""
    parties = Party.objects.filter(concern=concern, left_at=None).select_related("person")
    return [
        party
        for party in parties
        if party.person.contact_by in {ContactWay.PHONE, ContactWay.LETTER}
    ]


def commitment_due(due_on: date, today: date) -> date:
    """The date of a commitment, which can't have passed.

    Raises:
        ConcernError: it has.
    """
    if due_on < today:
        raise ConcernError(_("Choose a date that hasn't passed."), field="due_on")
    return due_on


def _open(concern: Concern) -> None:
    if not concern.is_open:
        raise ConcernError(_("This concern is closed. Open it again first."))
    if concern.status == Status.TO_CHECK:
        raise ConcernError(_("Check this concern first."))


def _expect(concern: Concern, status: Status, otherwise: str) -> None:
    if concern.status != status:
        raise ConcernError(otherwise)


def _need(words: str, field: str, message: str) -> None:
    if not words.strip():
        raise ConcernError(message, field=field)
