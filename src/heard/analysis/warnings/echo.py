"""How far one period's surprise comes back in the next, which makes sums of surprises wider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.forecast import Step

_FORGET = 0.97
_MOST = 3.0  # a surprise of more deviations counts as so many
_HIGHEST = 0.5
_START = 200.0  # surprises without an echo that the estimate starts from
_LEAST_TOLD = 0.3  # expected counts under this tell nothing


@dataclass(slots=True)
class Echo:
    """Correlation of a level's surprises with those of the period before, all series together."""

    both: float = 0.0
    squares: float = _START
    before: Floats | None = None

    def learn(self, step: Step) -> None:
        """Take in a period's surprises in standard deviations."""
        wide = np.sqrt(step.expected + step.expected**2 * step.variance)
        use = step.known & (step.expected > _LEAST_TOLD)
        off = (step.observed - step.expected) / np.maximum(wide, 1e-9)
        off = np.where(use, np.clip(off, -_MOST, _MOST), 0.0)
        if self.before is not None:
            self.both = _FORGET * self.both + float(off @ self.before)
            self.squares = _FORGET * self.squares + float(off @ off)
        self.before = off

    def width(self, kept: float) -> float:
        """How much wider than one the weighted sum of deviates is: √((1 + kr)/(1 - kr)).

        References:
            Box, Jenkins & Reinsel (2008), Time Series Analysis, 4th edition, 3.2 (first-order
            autoregression).
        """
        echo = kept * min(max(self.both / self.squares, 0.0), _HIGHEST)
        return float(np.sqrt((1 + echo) / (1 - echo)))
