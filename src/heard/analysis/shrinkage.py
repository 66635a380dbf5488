"""Where each landlord's next figure is likely to come out, given the whole set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.alike import Centre
    from heard.analysis.arrays import Floats

_TINY = 1e-12
_ENOUGH = 4  # values from which the estimated spread needs Morris's correction and can bear it


@dataclass(frozen=True, slots=True)
class Outlook:
    """Next figures as normal curves: means and standard deviations, shape (k,)."""

    mean: Floats
    deviation: Floats


def random_effects_mean(values: Floats, variances: Floats, between: float) -> tuple[float, float]:
    """The set's mean, each weighed by how well it is known, and that mean's own variance."""
    weights = 1 / np.maximum(variances + between, _TINY)
    return float(weights @ values / weights.sum()), float(1 / weights.sum())


def kept(
    variances: Floats, between: float, *, estimated: bool = True, terms: float = 1.0
) -> Floats:
    """How much of each landlord's distance from its centre to believe, 0-1, shape (k,).

    between / (between + variance), and where `between` was estimated from these k values about
    a centre of so many terms, with Morris's correction (k - terms - 2)/(k - terms) to what is
    given up; for one mean, equal variances and Paule and Mandel's estimate that is exactly the
    James-Stein rule.

    References:
        Efron & Morris (1975), JASA 70(350), 311-319.
        Morris (1983), JASA 78(381), 47-55.
    """
    given_up = variances / np.maximum(variances + between, _TINY)
    count = len(variances)
    if estimated and count >= _ENOUGH:
        given_up = given_up * (count - terms - 2) / (count - terms)
    return np.asarray(1 - given_up, dtype=np.float64)


def shrink(values: Floats, variances: Floats, between: float, *, centre: float) -> Floats:
    """Each value drawn towards the centre by what its own survey leaves unsure, shape (k,).

    Examples:
        >>> import numpy as np
        >>> shrink(np.array([0.4, 0.8]), np.array([0.01, 0.01]), 0.01, centre=0.6).tolist()
        [0.5, 0.7]

    References:
        Efron & Morris (1975), JASA 70(350), 311-319.
    """
    return centre + kept(variances, between) * (values - centre)


def outlook(
    values: Floats,
    variances: Floats,
    *,
    between: float,
    drift: float,
    again: Floats,
    estimated: bool = True,
    centre: Centre | None = None,
) -> Outlook:
    """Where each landlord's next figure is likely to come out if nothing special changes.

    True levels lie about their centre with variance `between`, of which drift²/2 is passing:
    that part is not expected to come again, so figures also fall back a little towards it.
    The curve adds what this survey leaves unsure, a year's drift, the centre's own uncertainty
    and the luck of the next survey.

    Args:
        values: this year's figures, shape (k,), in the model's unit.
        variances: their sampling variances, shape (k,).
        between: variance between true levels (see `paule_mandel`).
        drift: standard deviation of one landlord's true change in a year.
        again: sampling variances of the next survey, shape (k,).
        estimated: whether `between` comes from these values (see `kept`).
        centre: the level of landlords like each one; by default the set's mean for everybody.

    Returns:
        The mean and standard deviation of each next figure.
    """
    middle, unsure = random_effects_mean(values, variances, between)
    towards: Floats | float = middle
    doubt: Floats | float = unsure
    terms = 1.0
    if centre is not None:
        towards, doubt, terms, between = centre
    lasting = max(0.0, 1 - drift**2 / (2 * between)) if between > 0 else 0.0
    share = kept(variances, between, estimated=estimated, terms=terms)
    pull = lasting * share
    spread = lasting**2 * share * variances + (1 - pull) ** 2 * doubt + drift**2 + again
    return Outlook(mean=towards + pull * (values - towards), deviation=np.sqrt(spread))
