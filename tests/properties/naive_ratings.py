"""The method of `heard.analysis.ratings` by the textbook: big matrices, one landlord at a time.

Slow and plain, to check the quick one against and to time it beside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Naive:
    """Sums of squares by dummy variables, levels and variance by generalised least squares."""

    levels: np.ndarray

    def __post_init__(self):
        rater, criterion = np.nonzero(~np.isnan(self.levels))
        self.seen = self.levels[rater, criterion]
        self.raters = dummies(rater)
        self.criteria = dummies(criterion)
        self.rated = np.unique(criterion)

    def squares(self):
        """Sum of squares of raters after criteria, and of the rest, each with its df."""
        within, rank = left_over(self.criteria, self.seen)
        rest, both = left_over(np.hstack([self.criteria, self.raters]), self.seen)
        return within - rest, both - rank, rest, len(self.seen) - both

    def mean(self, severity, rest):
        """The mean of the criteria's levels and its variance, for given components."""
        about = severity * self.raters @ self.raters.T + rest * np.eye(len(self.seen))
        weights = np.linalg.inv(about)
        covariance = np.linalg.inv(self.criteria.T @ weights @ self.criteria)
        levels = covariance @ self.criteria.T @ weights @ self.seen
        shares = np.full(len(levels), 1 / len(levels))
        return shares @ levels, shares @ covariance @ shares


def dummies(places):
    """A column for each value."""
    names = np.unique(places)
    return (places[:, None] == names[None, :]).astype(float)


def left_over(design, seen):
    """What least squares leave, and the rank of the design."""
    found, _squares, rank, _values = np.linalg.lstsq(design, seen, rcond=None)
    return float(((seen - design @ found) ** 2).sum()), int(rank)
