"""Raising a concern: everything that somebody said, kept at once or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.concerns import catalogue
from heard.concerns.errors import ConcernError
from heard.concerns.events import Audience, Kind
from heard.concerns.listening import raised_tell
from heard.concerns.models import (
    Channel,
    Concern,
    Consent,
    Part,
    Party,
    PlaceKind,
    RaisedAs,
    Told,
)
from heard.concerns.references import reference_make
from heard.concerns.services.finding import likely_duplicates_note, search_refresh
from heard.concerns.services.telling import token_for
from heard.concerns.services.timeline import Happened, events_append

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from heard.concerns.actors import Actor
    from heard.concerns.models import (
        Person,
    )
    from heard.landlords.models import Estate, Landlord, Ward
    from heard.uploads.models import StoredFile


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong, where and since when, as somebody said it."""

    category: str
    description: str
    place_kind: str = PlaceKind.HOME
    answers: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    since_words: str = ""
    landlord: Landlord | None = None
    landlord_said: str = ""
    tenure: str = ""
    estate: Estate | None = None
    ward: Ward | None = None
    place: str = ""
    postcode: str = ""
    told_landlord: str = Told.UNSURE
    told_on: date | None = None
    landlord_reference: str = ""
    is_group: bool = False
    complained_on: date | None = None  # a formal complaint to the landlord, kept as an event


@dataclass(frozen=True, slots=True)
class Shares:
    """What may be shared with the landlord, once the team has checked the concern."""

    name: bool = True
    contact: bool = False
    address: bool = False
    files: bool = True


_APART = {"answers", "complained_on"}


@dataclass(frozen=True, slots=True)
class Raised:
    """The new concern, and the token of the private link of whoever raised it."""

    concern: Concern
    party: Party
    token: str
    is_new: bool = True


@transaction.atomic
def concern_raise(  # noqa: PLR0913 - one keyword for each thing that is said
    *,
    submission: UUID,
    said: Said,
    resident: Person,
    actor: Actor,
    channel: str = Channel.WEB,
    raised_at: datetime | None = None,
    raised_by: Person | None = None,
    raised_as: str = RaisedAs.SELF,
    authority: str = "",
    shares: Shares | None = None,
    files: tuple[StoredFile, ...] = (),
    suspicions: tuple[str, ...] = (),
    wishes: Mapping[str, str] | None = None,
) -> Raised:
    """Take a concern in. A form that is sent twice gives the same concern again.

    `resident` and `raised_by` needn't be saved. `shares` is None when nothing may be shared.
    `wishes` is what else they answered, such as whether a councillor may be asked; nothing
    personal.
    What the team enters counts as checked; what comes by the web waits until the team looked at it.

    Raises:
        ConcernError: something is missing or can't be; nothing was kept.
    """
    known = Concern.objects.filter(submission=submission).first()
    if known:
        return _again(known)
    try:
        with transaction.atomic():
            concern = _create(submission, said, actor, channel, raised_at, suspicions)
    except IntegrityError:  # the same form came by another connection at the same moment
        known = Concern.objects.filter(submission=submission).first()
        if known is None:
            raise
        return _again(known)
    own = _party(concern, resident, Part.RESIDENT, RaisedAs.SELF, "")
    raiser = own
    if raised_by is not None:
        raiser = _party(concern, raised_by, Part.RAISED_BY, raised_as, authority)
    events_append(
        concern=concern,
        happened=_first_events(concern, own, said, actor, shares, files, wishes or {}),
        actor=_as_raiser(actor, raiser),
    )
    if shares is not None and concern.landlord:
        consent_keep(party=own, landlord=concern.landlord, shares=shares, by=actor, how=channel)
    search_refresh(concern)
    likely_duplicates_note(concern)
    raised_tell(concern.pk)
    return Raised(concern, raiser, token_for(raiser))


def _create(
    submission: UUID,
    said: Said,
    actor: Actor,
    channel: str,
    raised_at: datetime | None,
    suspicions: tuple[str, ...],
) -> Concern:
    _check(said)
    now = timezone.now()
    concern = Concern(
        reference=_free_reference(),
        submission=submission,
        channel=channel,
        raised_at=raised_at or now,
        last_at=raised_at or now,
        entered_by=actor.user if actor.is_council else None,
        suspicions=list(suspicions),
        **{name: getattr(said, name) for name in Said.__dataclass_fields__ if name not in _APART},
        answers=dict(said.answers),
    )
    if concern.raised_at > now:
        raise ConcernError(_("That is in the future."), field="raised_at")
    try:
        concern.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise ConcernError(messages[0], field=name) from error
    concern.save(force_insert=True)
    return concern


def _check(said: Said) -> None:
    if not said.description.strip():
        raise ConcernError(_("Say what is wrong."), field="description")
    if said.category not in {each.code for each in catalogue.categories(timezone.localdate())}:
        raise ConcernError(_("Choose what it is about."), field="category")
    today = timezone.localdate()
    for name in ("since", "told_on", "complained_on"):
        value = getattr(said, name)
        if value and value > today:
            raise ConcernError(_("That date is in the future."), field=name)


def _free_reference() -> str:
    while Concern.objects.filter(reference=(made := reference_make())).exists():
        pass
    return made


def _first_events(
    concern: Concern,
    own: Party,
    said: Said,
    actor: Actor,
    shares: Shares | None,
    files: tuple[StoredFile, ...],
    wishes: Mapping[str, str],
) -> list[Happened]:
    """What is known from the start, each as an event of its own."""
    happened = [
        Happened(
            Kind.RECEIVED,
            Audience.RESIDENT,
            at=concern.raised_at,
            party=own if actor.is_council else None,  # other households never see it
            files=files,
            details={"channel": str(concern.channel), **wishes},
        )
    ]
    if said.told_landlord == Told.YES and said.told_on:
        happened.append(
            Happened(
                Kind.LANDLORD_AWARE,
                Audience.ALL,
                at=noon_of(said.told_on, concern.raised_at),
                landlord=concern.landlord,
                details={"by": "resident"},
            )
        )
    if said.complained_on and concern.landlord:
        happened.append(
            Happened(
                Kind.COMPLAINT,
                Audience.ALL,
                at=noon_of(said.complained_on, concern.raised_at),
                landlord=concern.landlord,
                details={"by": "resident"},
            )
        )
    if shares is not None and concern.landlord:
        happened.append(
            Happened(
                Kind.CONSENT_GIVEN,
                Audience.RESIDENT,
                at=concern.raised_at,
                party=own,
                landlord=concern.landlord,
            )
        )
    if actor.is_council:
        happened.append(Happened(Kind.CHECKED))
    return happened


def noon_of(day: date, latest: datetime) -> datetime:
    """Noon of a day of which only the date is known, but never after `latest`."""
    return min(timezone.make_aware(datetime.combine(day, time(12))), latest)


def consent_keep(
    *, party: Party, landlord: Landlord, shares: Shares, by: Actor, how: str
) -> Consent:
    """Keep what a party agreed to share with a landlord, in place of what they agreed to before."""
    now = timezone.now()
    Consent.objects.filter(party=party, landlord=landlord, withdrawn_at=None).update(
        withdrawn_at=now
    )
    return Consent.objects.create(
        concern=party.concern,
        party=party,
        landlord=landlord,
        how=how,
        given_at=now,
        recorded_by=by.user if by.is_council else None,
        **{name: getattr(shares, name) for name in Shares.__dataclass_fields__},
    )


def _party(concern: Concern, person: Person, part: str, raised_as: str, authority: str) -> Party:
    if not person.pk:
        person_keep(person)
    return Party.objects.create(
        concern=concern, person=person, part=part, raised_as=raised_as, authority=authority
    )


def person_keep(person: Person) -> Person:
    """Save a person whose details hold.

    Raises:
        ConcernError: they don't; `field` names which.
    """
    person.email = person.email.strip().lower()
    try:
        person.full_clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise ConcernError(messages[0], field=name) from error
    person.save()
    return person


def _as_raiser(actor: Actor, raiser: Party) -> Actor:
    """Residents act as their part in the concern; the team as itself."""
    return actor if actor.is_council else replace(actor, party=raiser)


def _again(known: Concern) -> Raised:
    """The concern that this form made before."""
    parties = {party.part: party for party in known.parties.exclude(part=Part.HOUSEHOLD)}
    raiser = parties.get(Part.RAISED_BY) or parties[Part.RESIDENT]
    return Raised(known, raiser, token_for(raiser), is_new=False)
