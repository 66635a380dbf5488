"""Concerns that belong together: merged, split, and those of many households."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.concerns.errors import ConcernError
from heard.concerns.events import Audience, Kind, Status
from heard.concerns.models import LikelyDuplicate, Link, LinkKind, Part, Party
from heard.concerns.services.finding import search_refresh
from heard.concerns.services.raising import (
    Shares,
    concern_raise,
    consent_keep,
    person_keep,
)
from heard.concerns.services.telling import token_for
from heard.concerns.services.timeline import Happened, event_append, events_append, lock

if TYPE_CHECKING:
    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern, Event, Person
    from heard.concerns.services.raising import (
        Raised,
        Said,
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """A household that joined a concern, and its own private link's token."""

    party: Party
    token: str


@transaction.atomic
def concern_merge(*, source: Concern, target: Concern, words: str, actor: Actor) -> Event:
    """Join one concern to another, which carries both from now on.

    Where the target is about many households, the source's resident becomes one of them.
    """
    first, second = sorted((source, target), key=lambda each: each.pk)
    lock(first)  # always in the same order, so that two merges can't wait for each other
    lock(second)
    if source.pk == target.pk:
        raise ConcernError(_("That is the same concern."), field="target")
    if not source.is_open or not target.is_open:
        raise ConcernError(_("Both concerns must be open."), field="target")
    if Status.TO_CHECK in {source.status, target.status}:
        raise ConcernError(_("Check both concerns first."), field="target")
    kind = LinkKind.GROUP if target.is_group else LinkKind.DUPLICATE
    Link.objects.get_or_create(kind=kind, source=source, target=target, defaults={"by": actor.user})
    LikelyDuplicate.objects.filter(
        newer__in=[source, target], older__in=[source, target], settled_at=None
    ).update(settled_at=timezone.now(), settled_by=actor.user)
    happened = [Happened(Kind.NOTE, text=words, target=source)] if words.strip() else []
    happened += _joining(source, target)
    if happened:
        events_append(concern=target, happened=happened, actor=actor)
    merged = Happened(Kind.MERGED, Audience.RESIDENT, text=words, target=target, outcome="merged")
    return event_append(concern=source, happened=merged, actor=actor)


def _joining(source: Concern, target: Concern) -> list[Happened]:
    """The source's people become parties of the target, where the target is for many."""
    if not target.is_group:
        return []
    happened = []
    there = set(target.parties.values_list("person_id", flat=True))
    for party in source.parties.filter(left_at=None).select_related("person"):
        if party.person_id in there or party.part == Part.RAISED_BY:
            continue
        joined = Party.objects.create(concern=target, person=party.person, part=Part.HOUSEHOLD)
        happened.append(Happened(Kind.HOUSEHOLD_JOINED, Audience.RESIDENT, party=joined))
        for consent in party.consents.filter(withdrawn_at=None, landlord=target.landlord):
            consent.pk = None
            consent.concern, consent.party = target, joined
            consent.save(force_insert=True)
            happened.append(
                Happened(
                    Kind.CONSENT_GIVEN,
                    Audience.TEAM,
                    party=joined,
                    landlord=consent.landlord,
                )
            )
    return happened


@transaction.atomic
def concern_split(
    *, concern: Concern, said: Said, words: str, actor: Actor, channel: str = "phone"
) -> Raised:
    """Make part of a concern a concern of its own, for the same resident."""
    lock(concern)
    if not concern.is_open:
        raise ConcernError(_("This concern is closed. Open it again first."))
    resident = concern.parties.select_related("person").get(part=Part.RESIDENT)
    consent = resident.consents.filter(withdrawn_at=None, landlord=said.landlord).first()
    shares = None
    if consent:
        shares = Shares(consent.name, consent.contact, consent.address, consent.files)
    raised = concern_raise(
        submission=uuid4(),
        said=said,
        resident=resident.person,
        actor=actor,
        channel=channel,
        raised_at=concern.raised_at,
        shares=shares,
    )
    Link.objects.create(kind=LinkKind.SPLIT, source=raised.concern, target=concern, by=actor.user)
    happened = Happened(Kind.SPLIT, text=words, target=raised.concern)
    event_append(concern=concern, happened=happened, actor=actor)
    return raised


@transaction.atomic
def household_join(
    *, concern: Concern, person: Person, shares: Shares | None, actor: Actor
) -> Joined:
    """Let a household join a concern about many. It learns nothing of the others."""
    if not concern.is_group:
        raise ConcernError(_("This concern is about one household."))
    if not concern.is_open:
        raise ConcernError(_("This concern is closed."))
    if not person.pk:
        person_keep(person)
    try:
        with transaction.atomic():
            party = Party.objects.create(concern=concern, person=person, part=Part.HOUSEHOLD)
    except IntegrityError as error:
        raise ConcernError(_("This household has joined already.")) from error
    happened = [Happened(Kind.HOUSEHOLD_JOINED, Audience.RESIDENT, party=party)]
    if shares is not None and concern.landlord:
        consent_keep(party=party, landlord=concern.landlord, shares=shares, by=actor, how="team")
        happened.append(
            Happened(Kind.CONSENT_GIVEN, Audience.TEAM, party=party, landlord=concern.landlord)
        )
    events_append(concern=concern, happened=happened, actor=actor)
    search_refresh(concern)
    return Joined(party, token_for(party))
