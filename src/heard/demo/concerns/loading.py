"""Write the made-up concerns into the store, many at a time."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.concerns.models import (
    Concern,
    Consent,
    Deadline,
    Flag,
    LikelyDuplicate,
    Link,
    Party,
    Person,
    SearchEntry,
    Sharing,
)
from heard.concerns.rules import england_calendar, rule_packs
from heard.demo.concerns.cast import cast_enter
from heard.demo.concerns.days import DAY, moment
from heard.demo.concerns.deriving import derive
from heard.demo.concerns.hanging import (
    consents,
    deadlines,
    flags,
    likely_duplicates,
    links,
    search_entries,
    sharings,
)
from heard.demo.concerns.story import DAYS_TOLD, story
from heard.demo.concerns.timelines import timelines_enter
from heard.demo.rows import rows_write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from heard.demo.concerns.cast import Cast
    from heard.demo.concerns.deriving import Derived
    from heard.demo.concerns.shapes import StoryParty, StoryPerson

RESIDENT = "resident@demo.example"  # can sign in, and finds concerns of their own


@dataclass(frozen=True, slots=True)
class Entered:
    """What has been stored: concerns by key, and each one's parties in order."""

    derived: tuple[Derived, ...]
    concerns: dict[int, Concern]
    parties: dict[int, list[Party]]
    cast: Cast
    seed: int
    now: datetime


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage: among so many rows that live, that takes a fifth of the time."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


@_without_collecting()
@transaction.atomic
def concerns_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter 18 months of made-up concerns that end with yesterday; gives how many.

    Nobody is told of any of them: no message is queued. Private links aren't made either, since
    what a seed gives anybody can work out; Heard makes them when they are first needed.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    cast = cast_enter(since=moment(today - (DAYS_TOLD + 30) * DAY, 9, 0))
    told = story(seed=seed, today=today)
    rules = rule_packs(), england_calendar()
    derived = tuple(derive(one, cast, rules, seed=seed, now=now) for one in told.concerns)
    entered = _enter(derived, cast, seed, now)
    timelines_enter(entered)
    rows_write(Consent, consents(entered))
    rows_write(Sharing, sharings(entered))
    rows_write(Deadline, deadlines(entered))
    rows_write(Link, links(entered))
    rows_write(Flag, flags(entered))
    rows_write(SearchEntry, search_entries(entered))
    rows_write(LikelyDuplicate, likely_duplicates(entered))
    return len(derived)


def _enter(derived: tuple[Derived, ...], cast: Cast, seed: int, now: datetime) -> Entered:
    """Store concerns with their people. Those merged come after those they were merged into."""
    people = _people(derived)
    first = [one for one in derived if one.state.merged_into is None]
    rows_write(Concern, [one.concern for one in first])
    concerns = {one.story.key: one.concern for one in first}
    merged = [one for one in derived if one.state.merged_into is not None]
    for one in merged:
        one.concern.merged_into = concerns[one.state.merged_into or 0]
    rows_write(Concern, [one.concern for one in merged])
    concerns |= {one.story.key: one.concern for one in merged}
    parties = {
        one.story.key: [_party(one, each, people) for each in one.story.parties] for one in derived
    }
    rows_write(Party, [party for several in parties.values() for party in several])
    return Entered(derived, concerns, parties, cast, seed, now)


def _people(derived: tuple[Derived, ...]) -> dict[int, Person]:
    """Everybody once, as they were when Heard first heard of them."""
    found: dict[int, Person] = {}
    for one in derived:
        for party in one.story.parties:
            since = party.joined_at or one.concern.entered_at
            if party.person.key not in found:
                found[party.person.key] = _person(party.person, since)
    _choose_resident(derived, found)
    rows_write(Person, list(found.values()))
    return found


def _choose_resident(derived: tuple[Derived, ...], people: dict[int, Person]) -> None:
    """Let the demonstration's own resident be somebody with several concerns, some of them open."""
    several = Counter(one.story.resident.key for one in derived)
    still = {one.story.resident.key for one in derived if one.state.is_open and not one.story.flag}
    fitting = [key for key in still if people[key].email and people[key].contact_by == "email"]
    if fitting:
        people[max(fitting, key=lambda key: (several[key], key))].email = RESIDENT


def _person(made_up: StoryPerson, since: datetime) -> Person:
    return Person(
        name=made_up.name,
        email=made_up.email,
        phone=made_up.phone,
        address=made_up.address,
        postcode=made_up.postcode,
        language=made_up.language,
        interpreter=made_up.interpreter,
        adjustments=list(made_up.adjustments),
        contact_by=made_up.contact_by,
        discreet=made_up.discreet,
        no_messages=made_up.no_messages,
        safe_from=made_up.safe_from,
        safe_to=made_up.safe_to,
        contact_note=made_up.contact_note,
        created_at=since,
    )


def _party(one: Derived, party: StoryParty, people: dict[int, Person]) -> Party:
    return Party(
        concern=one.concern,
        person=people[party.person.key],
        part=party.part,
        raised_as=party.raised_as,
        authority=party.authority,
        joined_at=party.joined_at or one.concern.entered_at,
    )
