"""What a deadline's rule says, as data with dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Unit = Literal["working-days", "days", "weeks", "hours"]
Who = Literal["landlord", "council"]
Basis = Literal["law", "code", "standard"]

ABOUT_CLOCKS = frozenset({"extended", "paused", "resumed", "lapsed"})
SOCIAL_TENANCY = "social-tenancy"
TENURES = (
    SOCIAL_TENANCY,
    "shared-ownership",
    "leasehold",
    "licence",
    "private-tenancy",
    "freehold",
    "other",
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time, such as 10 working days."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands, so that anybody can read it there."""

    title: str
    url: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a deadline may be put off, by telling the resident before it has passed."""

    most: int
    source: Source
    needs_reason: bool = True
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Hazard:
    """A hazard whose significant cases a law covers from a date on.

    Announced hazards that no law has confirmed are kept so that they can be shown; no clock runs
    on them.
    """

    code: str
    name: str
    since: date
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One deadline: what starts it, what meets it, how long it is.

    Args:
        code: the pack's code and its own ("complaint-code.stage-1.answer").
        name: what is due, in a few words.
        duty: the whole rule in a sentence that a resident can follow.
        who: whose deadline it is. A landlord's is kept for each landlord of a case.
        within: how long.
        starts: facts that start it.
        or_else: facts that start it where a case has none of `starts`.
        stops: facts that meet it.
        lapses: facts that end the duty, if they come before the deadline.
        needs: facts of which one must stand in the case, whenever it was entered.
        dated_by: facts of which the first decides which version governs; of these kinds, the
            first that the case has. If empty, what the clock is counted from decides.
        after: the rule whose deadline is counted from while this one hasn't started.
        again: whether it can start anew once it has ended.
        may_pause: whether a pause stops its count.
        tenures: tenures that it covers; all if empty.
        listed_hazards: whether the hazard must be on the pack's list by then.
        not_hazards: hazards that it doesn't cover.
        kinds: every kind of fact that it takes note of.
    """

    code: str
    name: str
    duty: str
    who: Who
    within: Limit
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    source: Source
    or_else: tuple[str, ...] = ()
    lapses: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    dated_by: tuple[str, ...] = ()
    after: str = ""
    again: bool = True
    may_pause: bool = False
    extension: Extension | None = None
    tenures: tuple[str, ...] = ()
    listed_hazards: bool = False
    not_hazards: tuple[str, ...] = ()
    kinds: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = (self.starts, self.or_else, self.stops, self.lapses, self.needs, self.dated_by)
        kinds = ABOUT_CLOCKS.union(*named)
        object.__setattr__(self, "kinds", kinds)  # frozen: set once, from what was given

    def is_named_by(self, clock: str) -> bool:
        """Whether a happening's `clock` means this rule: its code, or a first part of it."""
        return not clock or self.code == clock or self.code.startswith(f"{clock}.")


@dataclass(frozen=True, slots=True)
class RulePack:
    """One version of a set of rules, in effect from a day until another.

    A clock follows the version in effect when it started: on the day of the first fact that
    `Rule.dated_by` names. `until` is the first day that no longer counts.
    """

    code: str
    name: str
    version: str
    basis: Basis
    since: date
    until: date | None
    source: Source
    rules: tuple[Rule, ...]
    hazards: tuple[Hazard, ...] = ()
    confirmed: bool = True
    transition: str = ""

    def in_effect(self, day: date) -> bool:
        """Whether a clock that starts on a day follows this version."""
        return self.confirmed and self.since <= day and (self.until is None or day < self.until)

    def rule(self, code: str) -> Rule | None:
        """The rule of that code in this version."""
        return next((rule for rule in self.rules if rule.code == code), None)
