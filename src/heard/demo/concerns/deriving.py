"""Made-up concerns as rows, with where they stand worked out as the services work it out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from heard.analysis.clocks import clocks_run
from heard.concerns.clockwork import TENURES, happenings_of
from heard.concerns.models import Concern
from heard.concerns.references import ALPHABET, SIZE, reference_of
from heard.concerns.services.timeline import next_due
from heard.concerns.state import Fact, fold
from heard.demo.concerns.cast import key_of
from heard.demo.concerns.luck import Luck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from heard.analysis.clocks import Clock, RulePack, WorkingCalendar
    from heard.concerns.state import State
    from heard.demo.concerns.cast import Cast
    from heard.demo.concerns.shapes import StoryConcern, StoryStep

    Rules = tuple[Sequence[RulePack], WorkingCalendar]

SAID = (
    "channel", "raised_at", "category", "description", "since", "since_words", "landlord_said",
    "tenure", "place_kind", "place", "postcode", "told_landlord", "told_on",
    "landlord_reference", "is_group",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derived:
    """A concern's row, not saved yet, with what it was worked out from."""

    story: StoryConcern
    concern: Concern
    state: State
    clocks: tuple[Clock, ...]


def derive(story: StoryConcern, cast: Cast, rules: Rules, *, seed: int, now: datetime) -> Derived:
    """The row of a made-up concern, but for the concern that it was merged into."""
    concern = _row(story, cast, seed)
    facts = [_fact(number, step, cast) for number, step in enumerate(story.happenings, start=1)]
    state = fold(facts)
    tenure = TENURES.get(concern.tenure, "")
    clocks = clocks_run(happenings_of(facts), *rules, now=now, tenure=tenure)
    concern.status, concern.waiting_on = state.status, state.waiting_on
    concern.assigned_to_id = state.assigned_to
    concern.closed_at, concern.not_fixed_at = state.closed_at, state.not_fixed_at
    concern.outcome, concern.felt = state.outcome, state.felt
    concern.last_at = state.last_at or story.raised_at
    concern.events_count = len(facts)
    concern.due_at, concern.due_rule = next_due(state, clocks)
    return Derived(story, concern, state, clocks)


def _row(story: StoryConcern, cast: Cast, seed: int) -> Concern:
    entered_by = cast.users.get(story.entered_by)
    return Concern(
        reference=_reference(seed, story.key),
        submission=_submission(seed, story.key),
        entered_at=story.happenings[0].entered_at or story.raised_at,
        entered_by=entered_by if story.channel != "web" else None,
        answers=dict(story.answers),
        landlord=cast.landlords.get(story.landlord),
        estate=cast.estates.get(story.estate),
        ward=cast.wards.get(story.ward),
        suspicions=list(story.suspicions),
        **{name: getattr(story, name) for name in SAID},
    )


def _reference(seed: int, key: int) -> str:
    luck = Luck(seed, "reference", key)
    return reference_of("".join(luck.pick(ALPHABET) for _ in range(SIZE - 1)))


def _submission(seed: int, key: int) -> UUID:
    digest = hashlib.sha256(f"{seed} submission {key}".encode()).digest()
    return UUID(bytes=digest[:16], version=4)


def _fact(number: int, step: StoryStep, cast: Cast) -> Fact:
    """The step as the fold sees it. Parties and other concerns go by their place and key."""
    return Fact(
        number=number,
        kind=step.kind,
        at=step.at,
        entered_at=step.entered_at or step.at,
        landlord=key_of(cast.landlords, step.landlord),
        ward=key_of(cast.wards, step.ward),
        assignee=key_of(cast.users, step.assignee),
        outcome=step.outcome,
        due_on=step.due_on,
        about=step.about,
        clock=step.clock,
        hazard=step.hazard,
        days=step.days,
        party=step.party + 1 if step.party is not None else None,
        target=step.target,
    )
