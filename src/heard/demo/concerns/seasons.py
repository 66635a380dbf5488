"""How often people of the made-up borough raise what, by time of year and day of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SATURDAY = 5
# Concerns in a week of a usual month.
WEEKLY = {
    "heating-hot-water": 4.0, "damp-mould": 4.2, "leaks-plumbing": 3.4, "electrics": 1.0,
    "doors-windows": 1.4, "lift": 0.9, "roof-structure": 1.0, "pests": 1.5, "other-repair": 3.4,
    "cleaning-bins": 1.4, "entry-lighting": 1.0, "grounds-parking": 1.2, "fire-safety": 0.7,
    "gas-safety": 0.5, "building-safety": 0.5, "antisocial": 2.2, "noise": 1.1, "hate": 0.25,
    "transfer": 1.4, "overcrowding": 0.7, "adaptations": 0.7, "service-charge": 1.4, "rent": 0.8,
    "major-works-bill": 0.5, "no-reply": 1.1, "missed-appointments": 1.1,
    "complaint-unanswered": 1.2, "unfair": 0.5, "information": 0.7, "something-else": 0.7,
}  # fmt: skip
# By month, January first; 1 is usual.
COLD = (2.3, 2.0, 1.3, 0.8, 0.4, 0.25, 0.2, 0.2, 0.5, 1.3, 1.9, 2.2)
WET = (1.8, 1.6, 1.3, 0.9, 0.7, 0.5, 0.4, 0.5, 0.7, 1.2, 1.6, 1.8)
WARM = (0.6, 0.6, 0.8, 1.0, 1.3, 1.5, 1.6, 1.5, 1.2, 0.9, 0.6, 0.6)
AUTUMN = (0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 1.1, 1.3, 1.5, 1.2, 0.9)
DARK = (1.3, 1.1, 0.9, 0.8, 0.7, 0.6, 0.6, 0.8, 1.0, 1.3, 1.5, 1.5)
BILLS = (0.8, 1.0, 1.6, 2.0, 1.2, 0.8, 0.7, 0.7, 1.3, 1.1, 0.8, 0.6)
SEASONS = {
    "heating-hot-water": COLD, "damp-mould": WET, "leaks-plumbing": WET, "roof-structure": WET,
    "pests": AUTUMN, "antisocial": WARM, "noise": WARM, "grounds-parking": WARM,
    "entry-lighting": DARK, "service-charge": BILLS, "rent": BILLS, "major-works-bill": BILLS,
}  # fmt: skip
WEEKDAYS = (1.3, 1.2, 1.15, 1.1, 1.05, 0.55, 0.65)
PACE = 0.87  # for about 3,000 in 18 months
AWAY = 0.35  # between Christmas and New Year
CHANNELS = {"web": 46, "phone": 27, "email": 8, "letter": 6, "visit": 6, "drop-in": 7}
CHANNELS_WEEKEND = {"web": 1}


def expected(category: str, day: date) -> float:
    """How many concerns of a category are raised on a day, on average."""
    season = SEASONS.get(category, (1.0,) * 12)
    share = PACE * WEEKLY[category] / 7 * season[day.month - 1] * WEEKDAYS[day.weekday()]
    christmas = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 1)
    return share * (AWAY if christmas else 1)
