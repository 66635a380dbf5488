"""What residents do to their own concern, by their private link or signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.concerns.errors import ConcernError
from heard.concerns.events import Audience, Felt, Kind, Status
from heard.concerns.links import digest_of, nonce_make, token_of
from heard.concerns.listening import said_tell
from heard.concerns.models import AccessLink, Part
from heard.concerns.services.finding import search_refresh
from heard.concerns.services.raising import consent_keep, person_keep
from heard.concerns.services.telling import tell_address
from heard.concerns.services.timeline import Happened, event_append

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern, Consent, Event, Party, Person
    from heard.concerns.services.raising import Shares
    from heard.landlords.models import Landlord
    from heard.uploads.models import StoredFile

RESOLVED = "put-right"  # outcome codes of a resident's own closing
LEFT = "resident-leaves-it"


def resident_add(
    *, concern: Concern, words: str, actor: Actor, files: tuple[StoredFile, ...] = ()
) -> Event:
    """Add something. The landlord sees it if the concern is shared with it."""
    if concern.status in {Status.MERGED, Status.REFUSED}:
        raise ConcernError(_("This concern can't be added to any more. Raise a new one."))
    if not words.strip() and not files:
        raise ConcernError(_("Write something, or add a photo."), field="words")
    happened = Happened(
        Kind.ADDED,
        Audience.ALL if _is_shared(concern, actor) else Audience.RESIDENT,
        text=words,
        landlord=concern.landlord,
        files=files,
    )
    return _said(concern, happened, actor)


def resident_not_fixed(
    *, concern: Concern, words: str, actor: Actor, files: tuple[StoredFile, ...] = ()
) -> Event:
    """Say that it isn't fixed, whatever was answered. A closed concern opens again."""
    if concern.status in {Status.MERGED, Status.REFUSED, Status.TO_CHECK}:
        raise ConcernError(_("Nobody has said that this is fixed."))
    happened = Happened(
        Kind.NOT_FIXED,
        Audience.ALL if _is_shared(concern, actor) else Audience.RESIDENT,
        text=words,
        landlord=concern.landlord,
        files=files,
    )
    return _said(concern, happened, actor)


def resident_close(*, concern: Concern, fixed: bool, words: str, actor: Actor) -> Event:
    """Close one's own concern. Leaving it is not the same as its being put right."""
    if not concern.is_open:
        raise ConcernError(_("This concern is closed already."))
    if concern.is_group:
        raise ConcernError(_("This concern is about many households. Write to us instead."))
    happened = Happened(
        Kind.CLOSED,
        Audience.ALL if _is_shared(concern, actor) else Audience.RESIDENT,
        text=words,
        landlord=concern.landlord,
        outcome=RESOLVED if fixed else LEFT,
        details={"by": "resident"},
    )
    return _said(concern, happened, actor)


def resident_listened(*, concern: Concern, felt: str, words: str, actor: Actor) -> Event:
    """Say whether one felt listened to. It may be said again; the last one counts."""
    if concern.is_open:
        raise ConcernError(_("This can be said when the concern is closed."))
    if felt not in Felt.values:
        raise ConcernError(_("Choose yes, partly or no."), field="felt")
    happened = Happened(Kind.LISTENED, Audience.RESIDENT, text=words, outcome=felt)
    return _said(concern, happened, actor)


def _said(concern: Concern, happened: Happened, actor: Actor) -> Event:
    """Add what a resident says, and let other parts know if there are words in it."""
    event = event_append(concern=concern, happened=happened, actor=actor)
    if happened.text.strip():
        said_tell(event.pk)
    return event


@transaction.atomic
def consent_give(
    *, party: Party, landlord: Landlord, shares: Shares, actor: Actor, how: str = "web"
) -> Event:
    """Agree that a landlord may be shown the concern, and how much of it."""
    concern = party.concern
    consent_keep(party=party, landlord=landlord, shares=shares, by=actor, how=how)
    happened = Happened(Kind.CONSENT_GIVEN, Audience.RESIDENT, landlord=landlord, party=party)
    return event_append(concern=concern, happened=happened, actor=actor)


@transaction.atomic
def consent_withdraw(*, consent: Consent, actor: Actor) -> Event:
    """Agree no longer. From this moment on the landlord can't open it."""
    if consent.withdrawn_at:
        raise ConcernError(_("You had taken that back already."))
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    happened = Happened(
        Kind.CONSENT_WITHDRAWN, Audience.ALL, landlord=consent.landlord, party=consent.party
    )
    return event_append(concern=consent.concern, happened=happened, actor=actor)


@transaction.atomic
def person_update(
    *, person: Person, changes: Mapping[str, object], concern: Concern, actor: Actor
) -> Person:
    """Change how somebody is to be reached, or what they need.

    Whoever holds the link to one concern changes what holds for that one alone: a person known
    from other concerns too becomes, for this concern, somebody of their own. The address that was
    given before is told.
    """
    before = person.email
    if not actor.is_council and person.parties.exclude(concern=concern).exists():
        party = person.parties.get(concern=concern)
        person.pk = None
        person._state.adding = True  # noqa: SLF001 - Django's documented way to copy a row
        _changed(person, changes)
        party.person = person
        party.save(update_fields=["person"])
    else:
        _changed(person, changes)
    if before and before != person.email and not actor.is_council:
        tell_address(concern=concern, address=before, person=person)
    audit_record(
        event="person.update",
        target=person,
        by=actor.user,
        reader_roles=(actor.role,),
        after=dict.fromkeys(changes, "(changed)"),
        about=concern.reference,
    )
    search_refresh(concern)
    return person


def _changed(person: Person, changes: Mapping[str, object]) -> None:
    for name, value in changes.items():
        setattr(person, name, value)
    person_keep(person)


@transaction.atomic
def link_renew(*, party: Party, actor: Actor) -> str:
    """A new private link in place of every earlier one, as when a letter went astray."""
    party.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    nonce = nonce_make()
    token = token_of(nonce)
    AccessLink.objects.create(party=party, nonce=nonce, digest=digest_of(token))
    audit_record(
        event="link.renew",
        target=party,
        by=actor.user,
        reader_roles=(actor.role,),
        about=party.concern.reference,
    )
    return token


def _is_shared(concern: Concern, actor: Actor) -> bool:
    """Whether the landlord may see the concern, and this party's words with it.

    In a concern of many households one may have agreed and another not. What is said for a resident
    follows what the resident agreed to.
    """
    if concern.landlord_id is None or actor.party is None:
        return False
    whose = (
        {"party": actor.party}
        if actor.party.part == Part.HOUSEHOLD
        else {"party__part__in": [Part.RESIDENT, Part.RAISED_BY]}
    )
    agreed = concern.consents.filter(landlord=concern.landlord_id, withdrawn_at=None, **whose)
    return agreed.exists() and concern.sharings.filter(landlord=concern.landlord_id).exists()
