"""What the way of asking does to the answers, told apart from how landlords differ.

Tenants asked by telephone or face to face report more satisfaction than tenants of the same
landlord asked online. Each method's effect against telephone joins three sources, each by how
sure it is: what was known beforehand, how landlords of the set differ by their mix of methods,
and how the same landlords moved when they changed their mix between two years.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.arrays import normal_deviate
from heard.analysis.readings import TELEPHONE
from heard.analysis.spread import halve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.arrays import Floats


class Prior(NamedTuple):
    """What is known of an effect beforehand: its size and how far off that may be, as shares."""

    effect: float
    deviation: float


PRIORS: Mapping[str, Prior] = MappingProxyType(
    {
        "internet": Prior(-0.14, 0.06),
        "sms": Prior(-0.12, 0.06),
        "postal": Prior(0.05, 0.06),
        "face to face": Prior(0.09, 0.06),
    }
)
_UNKNOWN = Prior(0.0, 0.10)
_FREE = 1e-4  # precision of what nothing is known about beforehand
_FEWEST = 10  # observations beyond the terms fitted, from which their own spread is used


@dataclass(frozen=True, slots=True)
class MethodEffect:
    """How much higher a share comes out by this method than by telephone, -1 to 1.

    Attributes:
        method: name of the method.
        effect: difference against telephone; -0.1 is ten points lower.
        low: lower end of the 95% interval.
        high: upper end.
        used: average share of responses that came by it in the set, 0-1.
    """

    method: str
    effect: float
    low: float
    high: float
    used: float


class Observations(NamedTuple):
    """Figures, their variances (k,) and what each is regressed on (k, p), intercept first."""

    values: Floats
    variances: Floats
    design: Floats


@dataclass(frozen=True, slots=True)
class MethodModel:
    """Effects of the methods in one set, ready to put shares on a common footing.

    Attributes:
        names: methods other than telephone, p of them.
        effects: their effects against telephone as shares, shape (p,).
        covariance: how unsure they are together, shape (p, p).
        common: the set's average mix of those methods, shape (p,).
    """

    names: tuple[str, ...]
    effects: Floats
    covariance: Floats
    common: Floats

    def shift(self, mix: Mapping[str, float]) -> tuple[float, float]:
        """How far this mix moves a share from the set's common mix, and that shift's variance."""
        moved, unsure = self.shifts([mix])
        return float(moved[0]), float(unsure[0])

    def shifts(self, mixes: Sequence[Mapping[str, float]]) -> tuple[Floats, Floats]:
        """How far each mix moves a share from the set's common mix, and the shifts' variances.

        Both of shape (k,). For a mix that isn't known (empty): no shift, with the variance of
        shifts by any one of the set's methods chosen at its frequency.
        """
        rows = [[mix.get(name, 0.0) for name in self.names] for mix in mixes]
        away = np.array(rows, dtype=np.float64).reshape(len(mixes), len(self.names)) - self.common
        known = np.array([bool(mix) for mix in mixes])
        moved = np.where(known, away @ self.effects, 0.0)
        unsure = np.einsum("ki,ij,kj->k", away, self.covariance, away)
        parts = np.append(self.common, max(0.0, 1 - float(self.common.sum())))
        sizes = np.append(self.effects, 0.0)
        strange = float(parts @ (sizes - parts @ sizes) ** 2)
        return moved, np.where(known, unsure, strange)

    def summary(self, level: float = 0.95) -> tuple[MethodEffect, ...]:
        """The effects with their intervals, telephone (nought by definition) left out."""
        reach = normal_deviate(level) * np.sqrt(np.diag(self.covariance))
        return tuple(
            MethodEffect(
                name, float(effect), float(effect - half), float(effect + half), float(use)
            )
            for name, effect, half, use in zip(
                self.names, self.effects, reach, self.common, strict=True
            )
        )


def fit_methods(
    levels: Observations,
    changes: Observations | None,
    *,
    names: tuple[str, ...],
    spread: float,
    drift: float,
    priors: Mapping[str, Prior] = PRIORS,
) -> MethodModel:
    """Effects of each method from the set, its changes and what is known beforehand.

    Args:
        levels: shares regressed on an intercept, the share of each of `names`, and further
            columns to hold constant (such as supported housing, measured from its mean).
        changes: this year less last, regressed on an intercept and the change in each of
            `names`; None without an earlier year.
        names: methods other than telephone, in the order of the columns.
        spread: standard deviation of true levels, where too few to estimate.
        drift: the same of true changes.
        priors: what is known of effects beforehand; others are taken as nought, give or take 10
            points.

    Returns:
        The model, whose common mix is the average of the levels' columns.

    References:
        Lindley & Smith (1972), JRSS B 34(1), 1-41 (regression with prior knowledge).
    """
    known = [priors.get(name, _UNKNOWN) for name in names]
    further = levels.design.shape[1] - 1 - len(names)
    mean = np.array([0.0, *(prior.effect for prior in known), *([0.0] * further)])
    precision = np.array(
        [_FREE, *(prior.deviation**-2 for prior in known), *([_UNKNOWN.deviation**-2] * further)]
    )
    information, score = _learnt(levels, mean, precision, spread)
    information += np.diag(precision)
    score += precision * mean
    if changes is not None and len(changes.values):
        terms = 1 + len(names)
        more, more_score = _learnt(changes, mean[:terms], precision[:terms], drift)
        inner = slice(1, terms)
        cross = more[inner, 0] / max(more[0, 0], 1e-12)  # the sector's own change, taken out
        information[inner, inner] += more[inner, inner] - np.outer(cross, more[0, inner])
        score[inner] += more_score[inner] - cross * more_score[0]
    covariance = np.linalg.inv(information)
    picked = slice(1, 1 + len(names))
    return MethodModel(
        names=names,
        effects=np.asarray((covariance @ score)[picked], dtype=np.float64),
        covariance=np.asarray(covariance[picked, picked], dtype=np.float64),
        common=np.asarray(levels.design[:, picked].mean(axis=0), dtype=np.float64),
    )


def _learnt(
    seen: Observations, mean: Floats, precision: Floats, usual: float
) -> tuple[Floats, Floats]:
    """Information and score of the terms from these observations, at their own spread."""
    free = len(seen.values) - seen.design.shape[1]
    between = usual**2 if free < _FEWEST else _residual_between(seen, mean, precision, free)
    weighted = seen.design.T / (seen.variances + between + 1e-8)
    return weighted @ seen.design, weighted @ seen.values


def _residual_between(seen: Observations, mean: Floats, precision: Floats, free: int) -> float:
    """Paule and Mandel's variance between, of what the terms leave unexplained."""

    def excess(between: float) -> float:
        weights = 1 / (seen.variances + between + 1e-8)
        weighted = seen.design.T * weights
        information = weighted @ seen.design + np.diag(precision)
        terms = np.linalg.solve(information, weighted @ seen.values + precision * mean)
        left = seen.values - seen.design @ terms
        return float(weights @ (left * left)) - free

    return halve(excess, float(np.ptp(seen.values)) ** 2)


def used_methods(mixes: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """Every method that somebody used, telephone left out, in alphabetical order."""
    return tuple(sorted({name for mix in mixes for name in mix} - {TELEPHONE}))
