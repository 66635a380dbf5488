"""Where a concern stands, worked out from its timeline. Pure: events in, state out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heard.concerns.events import ENDED, Kind, Status, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as the fold sees it. `about` is the number of the event that it is about."""

    number: int
    kind: str
    at: datetime
    entered_at: datetime
    landlord: int | None = None
    ward: int | None = None
    assignee: int | None = None
    outcome: str = ""
    due_on: date | None = None
    about: int | None = None
    clock: str = ""
    hazard: str = ""
    days: int | None = None
    party: int | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a concern stands after its events."""

    status: Status = Status.TO_CHECK
    waiting_on: Waiting = Waiting.TEAM
    assigned_to: int | None = None
    landlords: frozenset[int] = frozenset()  # who may see it: put to them, with consent
    wards: frozenset[int] = frozenset()
    consents: frozenset[int] = frozenset()  # landlords that a party agreed to share with
    referred: frozenset[int] = frozenset()
    commitments: tuple[tuple[int, date | None], ...] = ()
    outcome: str = ""
    felt: str = ""
    merged_into: int | None = None
    closed_at: datetime | None = None
    not_fixed_at: datetime | None = None
    last_at: datetime | None = None
    consent_parties: frozenset[tuple[int, int]] = field(default=frozenset())

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.status not in ENDED


def fold(facts: Iterable[Fact]) -> State:
    """The state after these events, in the order in which they were entered.

    An event that was undone counts for nothing, and neither does its undoing.
    """
    ordered = sorted(facts, key=lambda fact: fact.number)
    undone = {fact.about for fact in ordered if fact.kind == Kind.UNDONE}
    state = State()
    for fact in ordered:
        if fact.kind == Kind.UNDONE or fact.number in undone:
            continue
        step = STEPS.get(fact.kind)
        if step:
            state = step(state, fact)
        last = max(state.last_at, fact.at) if state.last_at else fact.at
        state = replace(state, last_at=last)
    visible = state.referred & state.consents
    if state.status == Status.REFUSED:
        visible = frozenset()
    return replace(state, landlords=visible)


def _to(status: Status, waiting: Waiting) -> Callable[[State, Fact], State]:
    """The ball goes to somebody. What ended stays ended unless it is opened again."""

    def step(state: State, _fact: Fact) -> State:
        if not state.is_open:
            return state
        return replace(state, status=status, waiting_on=waiting)

    return step


def _checked(state: State, _fact: Fact) -> State:
    if state.status is not Status.TO_CHECK:
        return state
    return replace(state, status=Status.NEW, waiting_on=Waiting.TEAM)


def _assigned(state: State, fact: Fact) -> State:
    state = replace(state, assigned_to=fact.assignee)
    if state.status is Status.NEW and fact.assignee:
        state = replace(state, status=Status.WITH_TEAM)
    return state


def _taken_up(state: State, _fact: Fact) -> State:
    """The team did something with a new concern, or it came back to them."""
    if state.status in {Status.NEW, Status.WITH_RESIDENT}:
        return replace(state, status=Status.WITH_TEAM, waiting_on=Waiting.TEAM)
    return state


def _ended(status: Status) -> Callable[[State, Fact], State]:
    def step(state: State, fact: Fact) -> State:
        if not state.is_open:
            return state
        return replace(
            state,
            status=status,
            waiting_on=Waiting.NOBODY,
            outcome=fact.outcome,
            closed_at=fact.at,
            merged_into=fact.target,
        )

    return step


def _back(status: Status) -> Callable[[State, Fact], State]:
    """Open again, with the team, whether it had ended or not. A merged concern lives elsewhere."""

    def step(state: State, fact: Fact) -> State:
        if state.status is Status.MERGED:
            return state
        not_fixed = fact.at if status is Status.NOT_FIXED else None
        return replace(
            state,
            status=status,
            waiting_on=Waiting.TEAM,
            outcome="",
            closed_at=None,
            not_fixed_at=not_fixed,
        )

    return step


def _referred(state: State, fact: Fact) -> State:
    if fact.landlord is None:
        return state
    state = replace(state, referred=state.referred | {fact.landlord})
    return _to(Status.WITH_LANDLORD, Waiting.LANDLORD)(state, fact)


def _consented(state: State, fact: Fact) -> State:
    pairs = state.consent_parties | {(fact.landlord or 0, fact.party or 0)}
    return _with_consents(state, pairs)


def _withdrawn(state: State, fact: Fact) -> State:
    pair = (fact.landlord or 0, fact.party or 0)
    after = _with_consents(state, state.consent_parties - {pair})
    gone = fact.landlord is not None and fact.landlord not in after.consents
    if gone and after.status in {Status.WITH_LANDLORD, Status.ANSWERED}:
        return replace(after, status=Status.WITH_TEAM, waiting_on=Waiting.TEAM)
    return after


def _with_consents(state: State, pairs: frozenset[tuple[int, int]]) -> State:
    landlords = frozenset(landlord for landlord, _party in pairs if landlord)
    return replace(state, consent_parties=pairs, consents=landlords)


def _councillor(state: State, fact: Fact) -> State:
    if fact.ward is None:
        return state
    state = replace(state, wards=state.wards | {fact.ward})
    return _to(Status.WITH_COUNCILLOR, Waiting.COUNCILLOR)(state, fact)


def _told(state: State, fact: Fact) -> State:
    if state.status is Status.ANSWERED:
        return replace(state, waiting_on=Waiting.RESIDENT)
    return _taken_up(state, fact)


def _committed(state: State, fact: Fact) -> State:
    return replace(state, commitments=(*state.commitments, (fact.number, fact.due_on)))


def _commitment_changed(state: State, fact: Fact) -> State:
    kept = tuple(
        (number, fact.due_on if number == fact.about else due) for number, due in state.commitments
    )
    return replace(state, commitments=kept)


def _commitment_done(state: State, fact: Fact) -> State:
    kept = tuple((number, due) for number, due in state.commitments if number != fact.about)
    return replace(state, commitments=kept)


def _listened(state: State, fact: Fact) -> State:
    return replace(state, felt=fact.outcome)


STEPS: dict[str, Callable[[State, Fact], State]] = {
    Kind.CHECKED: _checked,
    Kind.REFUSED: _ended(Status.REFUSED),
    Kind.ASSIGNED: _assigned,
    Kind.CONSENT_GIVEN: _consented,
    Kind.CONSENT_WITHDRAWN: _withdrawn,
    Kind.REFERRED: _referred,
    Kind.REFERRED_TO_COUNCILLOR: _councillor,
    Kind.COUNCILLOR_ANSWERED: _to(Status.WITH_TEAM, Waiting.TEAM),
    Kind.CHASED: _taken_up,
    Kind.CALLED: _taken_up,
    Kind.NOTE: lambda state, _fact: state,
    Kind.ASKED: _to(Status.WITH_RESIDENT, Waiting.RESIDENT),
    Kind.TOLD: _told,
    Kind.ADDED: _taken_up,
    Kind.NOT_FIXED: _back(Status.NOT_FIXED),
    Kind.LISTENED: _listened,
    Kind.CLOSED: _ended(Status.CLOSED),
    Kind.REOPENED: _back(Status.WITH_TEAM),
    Kind.MERGED: _ended(Status.MERGED),
    Kind.LANDLORD_ANSWERED: _to(Status.ANSWERED, Waiting.TEAM),
    Kind.COMMITTED: _committed,
    Kind.COMMITMENT_CHANGED: _commitment_changed,
    Kind.COMMITMENT_DONE: _commitment_done,
}
