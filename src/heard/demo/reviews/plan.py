"""Which reviews are made up, when, and of whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.demo.landlords import LANDLORDS, MAIN
from heard.demo.predecessors import HOLLIN, MARRABLE, MERGED_BETWEEN_YEARS
from heard.reviews.models import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = timedelta(days=1)
NOT_SENT_IN = frozenset({MAIN, "Verdigris Living", "Greengage Row Co-op", "Corvane Homes"})
STARTED = frozenset({MAIN, "Corvane Homes"})  # of those, who has a draft
PILOT = ("Pallister Wren Homes", "Tamsin Grove Housing", "St Oswin's Churches Housing")
NAMES = tuple(one.name for one in LANDLORDS)
QUALITY: Mapping[str, float] = {one.name: one.quality for one in (*LANDLORDS, HOLLIN, MARRABLE)}


@dataclass(frozen=True, slots=True)
class Planned:
    """A review to make up. `seats` is about how many residents of a landlord answered."""

    title: str
    opened: date
    period_from: date
    period_to: date
    landlords: tuple[str, ...]
    seats: float
    sample: int
    stage: Stage
    statement: str = ""
    left: Mapping[str, date] | None = None

    @property
    def reference_year(self) -> int:
        """The year in its reference."""
        return self.opened.year

    def due(self, days: int) -> date:
        """A date so long after it was opened."""
        return self.opened + days * DAY


def plans(today: date) -> tuple[Planned, ...]:
    """The three reviews, oldest first; the last one is under way today."""
    begun = today - 50 * DAY
    last_year = begun - 365 * DAY
    pilot = date(2024, 4, 15)
    return (
        Planned(
            "First look at how landlords listen",
            pilot,
            date(2023, 4, 1),
            date(2024, 3, 31),
            (*PILOT, HOLLIN.name, MARRABLE.name),
            seats=11,
            sample=3,
            stage=Stage.PUBLISHED,
            statement=(
                "Five landlords tried this first. Two of them merged while it was under way; what "
                "they had said until then stands as they said it. The largest gap was everywhere "
                "the same: landlords ask residents, and residents don't hear what became of it."
            ),
            left={HOLLIN.name: MERGED_BETWEEN_YEARS, MARRABLE.name: MERGED_BETWEEN_YEARS},
        ),
        Planned(
            f"How landlords listen, {last_year.year}",
            last_year,
            last_year - 365 * DAY,
            last_year - DAY,
            NAMES,
            seats=15,
            sample=6,
            stage=Stage.PUBLISHED,
            statement=(
                "Every landlord in the borough took part, and I thank them for it. Most have a "
                "plan for listening; few can show what changed because of it. Where landlords "
                "and residents see the same thing differently, I have said so and not split the "
                "difference. Where nothing was brought to show it, it stands as not evidenced, "
                "which is not the same as failed."
            ),
        ),
        Planned(
            f"How landlords listen, {begun.year}",
            begun,
            begun - 365 * DAY,
            begun - DAY,
            NAMES,
            seats=9,
            sample=4,
            stage=Stage.ASSESSING,
        ),
    )
