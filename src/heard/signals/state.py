"""Where a warning stands, worked out from its events. Pure: events in, state out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heard.signals.events import FALSE_ONES, Kind, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as the fold sees it. `code` is a verdict, or the reason of a dismissal."""

    number: int
    kind: str
    at: datetime
    code: str = ""
    landlord: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a warning stands after its events. `shared` and `answered` are landlords."""

    status: Status = Status.NEW
    verdict: str = ""
    reason: str = ""
    ended_at: datetime | None = None
    shared: frozenset[int] = field(default=frozenset())
    answered: frozenset[int] = field(default=frozenset())

    @property
    def is_open(self) -> bool:
        """Whether somebody may still have something to do."""
        return self.ended_at is None

    @property
    def waits_for(self) -> frozenset[int]:
        """Landlords that were told and haven't answered."""
        return self.shared - self.answered if self.is_open else frozenset()

    @property
    def was_real(self) -> bool | None:
        """Whether there was trouble, as far as somebody found out."""
        if self.verdict in {Verdict.REAL, Verdict.NOT_REAL}:
            return self.verdict == Verdict.REAL
        return False if self.reason in FALSE_ONES else None


def fold(facts: Iterable[Fact]) -> State:
    """The state after these events, in the order of their numbers.

    Examples:
        >>> from datetime import UTC, datetime
        >>> day = datetime(2026, 3, 2, tzinfo=UTC)
        >>> told = [Fact(1, "found", day), Fact(2, "settled", day, code="real")]
        >>> fold(told).was_real
        True
    """
    state = State()
    for fact in sorted(facts, key=lambda one: one.number):
        state = _step(state, fact)
    return state


def _step(state: State, fact: Fact) -> State:
    match fact.kind:
        case Kind.TAKEN_UP | Kind.REOPENED:
            return replace(state, status=Status.TAKEN_UP, verdict="", reason="", ended_at=None)
        case Kind.WATCHED:
            return replace(state, status=Status.WATCHED)
        case Kind.DISMISSED:
            return replace(state, status=Status.DISMISSED, reason=fact.code, ended_at=fact.at)
        case Kind.SETTLED:
            return replace(
                state, status=Status.SETTLED, verdict=fact.code, reason="", ended_at=fact.at
            )
        case Kind.SHARED if fact.landlord is not None:
            # Told again, they are asked again.
            return replace(
                state,
                shared=state.shared | {fact.landlord},
                answered=state.answered - {fact.landlord},
            )
        case Kind.ANSWERED if fact.landlord is not None:
            return replace(state, answered=state.answered | {fact.landlord})
    return state
