"""A deadline as it stands, with its sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.analysis.clocks.explaining import conditions_of, steps_of, warnings_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.analysis.clocks.happenings import Happening
    from heard.analysis.clocks.lengths import Pause
    from heard.analysis.clocks.reckoning import Reckoning, State
    from heard.analysis.clocks.rules import Rule, RulePack
    from heard.analysis.clocks.step import Step


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of a case, as it stands at the moment it was worked out for.

    Args:
        rule: what it follows.
        pack: the version of the rules that governs it.
        party: the landlord it is kept for; empty in a case with one landlord.
        number: 1 for the first of its kind in a case, 2 for the next.
        started_at: when it started; None while it is counted from the latest day on which the
            step before was allowed (see `provisional`).
        started_by: the fact that it is counted from.
        due_on: the last day on which it can be met, in England.
        due_at: the last moment, which is the end of that day but for limits in hours.
        first_due_on: the last day before any extension.
        stopped_at: when it was done, in time or late.
        ended_at: when nothing more was expected: it was done, or the duty ended.
        paused: times left out of the count.
        extended_by: by how much the deadline was put off, in the rule's unit.
        state: running or paused before the deadline; met in time; missed, whether or not it was
            done later; lapsed where the duty ended first.
        left: how much of it is left, in the rule's unit (negative once overdue); None when ended.
        provisional: whether the deadline may still move: the step before hasn't happened, a
            pause goes on, or bank holidays aren't announced yet.
        tenure: how the home is held, as it was given.
        reckoning: the sum itself, which `steps`, `conditions` and `warnings` put into words.
    """

    rule: Rule
    pack: RulePack
    party: str
    number: int
    started_at: datetime | None
    started_by: Happening
    due_on: date
    due_at: datetime
    first_due_on: date
    stopped_at: datetime | None
    ended_at: datetime | None
    paused: tuple[Pause, ...]
    extended_by: int
    state: State
    left: int | None
    provisional: bool
    tenure: str
    reckoning: Reckoning

    @property
    def steps(self) -> tuple[Step, ...]:
        """The sum, a line a step."""
        return steps_of(self.reckoning)

    @property
    def conditions(self) -> tuple[Step, ...]:
        """What must be true for it to apply and isn't known."""
        return conditions_of(self.reckoning, self.tenure)

    @property
    def warnings(self) -> tuple[Step, ...]:
        """What people should look at: what was recorded but doesn't count, and why."""
        return warnings_of(self.reckoning)

    @property
    def key(self) -> str:
        """Tells this clock from every other of its case, and stays the same as facts come in."""
        return f"{self.rule.code}/{self.party}/{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.ended_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has passed and it still isn't done."""
        return self.state == "missed" and self.ended_at is None
