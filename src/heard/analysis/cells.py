"""Counts by place, landlord, category and period, as engines make them and warnings read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cells:
    """How often something was raised: columns of equal length, a row for each cell with a count.

    `place`, `landlord`, `category` and `period` are positions in `places`, `landlords`,
    `categories` and `periods`. Periods are the first days of weeks (Mondays) or months,
    all of them from the first to the last, empty ones too. Where a file has no landlords,
    `landlords` is `("",)`. No cell stands twice; rows are in order of their positions.
    """

    place: NDArray[np.int64]
    landlord: NDArray[np.int64]
    category: NDArray[np.int64]
    period: NDArray[np.int64]
    count: NDArray[np.int64]
    places: tuple[str, ...]
    landlords: tuple[str, ...]
    categories: tuple[str, ...]
    periods: tuple[date, ...]
