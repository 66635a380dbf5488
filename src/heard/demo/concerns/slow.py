"""Three problems that build up slowly among the made-up concerns, for later parts to find.

docs/explanation/demo-borough.md tells the truth of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.demo.concerns.days import DAY
from heard.demo.concerns.homes import blocks_of, estates_of
from heard.demo.concerns.luck import Luck
from heard.demo.concerns.raising import Wish
from heard.demo.landlords import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from heard.demo.homes import EstateThere

CONTRACTOR = "Brightmarsh Property Care"
HEATING_RATES = (0.2,) * 2 + (0.3,) * 2 + (0.5,) * 3 + (0.7,) * 3 + (1.0,) * 3 + (1.4,) * 5
LIFT_RATES = (0.1,) * 8 + (0.2,) * 8 + (0.3,) * 8 + (0.5,) * 6 + (0.7,) * 5 + (0.9,) * 5
DAMP_RATES = (0.0,) * 4 + (0.2,) * 4 + (0.4,) * 6 + (0.6,) * 6 + (0.9,) * 6 + (1.2,) * 8
HEATING_SAID = (
    "It is the third time since {month}.",
    "It comes back and goes off again the same week.",
    "The neighbours on this landing have the same.",
    "They always say it is a valve.",
)
LIFT_SAID = (
    "It is always the doors.",
    "They reset it and it goes again.",
    "This is the same fault as in {month}.",
)
DAMP_SAID = (
    f"It has been worse since {CONTRACTOR} took over.",
    f"The people from {CONTRACTOR} only washed it down.",
    f"{CONTRACTOR} took the old fans out and never put new ones in.",
    "The new contractor does not clear the gutters.",
    f"{CONTRACTOR} said no fault found.",
)
FIRST_KEY = 100_000


@dataclass(frozen=True, slots=True)
class SlowProblem:
    """What is really wrong: where, since which day, and how many concerns it adds in each week."""

    code: str
    category: str
    landlord: str
    estate: str
    block: str  # empty where it is the whole estate
    weekly: tuple[float, ...]
    said: tuple[str, ...]  # what those who raise it say of it
    place: str = ""
    place_kind: str = ""

    def started(self, today: date) -> date:
        """The first day of its first week, so many whole weeks before the day of loading."""
        return today - 7 * len(self.weekly) * DAY


def slow_problems(seed: int) -> tuple[SlowProblem, ...]:
    """The three, in places that the seed decides."""
    main = estates_of(seed, MAIN)
    cold, damp = _large(seed, main[1:9]), _large(seed, main[9:])
    lift = estates_of(seed, "Farthing Row")[0]
    cold_block, lift_block = blocks_of(seed, cold)[0], blocks_of(seed, lift.name)[0]
    return (
        SlowProblem(
            code="heating",
            category="heating-hot-water",
            landlord=MAIN,
            estate=cold,
            block=cold_block,
            weekly=HEATING_RATES,
            said=HEATING_SAID,
        ),
        SlowProblem(
            code="lift",
            category="lift",
            landlord=lift.landlord,
            estate=lift.name,
            block=lift_block,
            weekly=LIFT_RATES,
            said=LIFT_SAID,
            place=f"{lift_block}, lift",
            place_kind="block",
        ),
        SlowProblem(
            code="damp",
            category="damp-mould",
            landlord=MAIN,
            estate=damp,
            block="",
            weekly=DAMP_RATES,
            said=DAMP_SAID,
        ),
    )


def _large(seed: int, rows: Sequence[EstateThere]) -> str:
    """The first estate that has several blocks."""
    return next(row.name for row in rows if len(blocks_of(seed, row.name)) > 1)


def slow_wishes(seed: int, today: date) -> Iterator[Wish]:
    """Concerns that the three problems add, day by day."""
    for place, problem in enumerate(slow_problems(seed)):
        luck = Luck(seed, "slow", problem.code)
        key = FIRST_KEY * (place + 1)
        for week, rate in enumerate(problem.weekly):
            for _ in range(luck.count(rate)):
                key += 1
                day = problem.started(today) + (7 * week + luck.number(0, 6)) * DAY
                yield Wish(
                    key=key, day=day, category=problem.category, landlord=problem.landlord,
                    estate=problem.estate, block=problem.block,
                    extra=luck.pick(problem.said) if luck.odds(0.75) else "",
                    place=problem.place, place_kind=problem.place_kind,
                )  # fmt: skip
