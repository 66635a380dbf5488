"""How much landlords truly differ, beyond the luck of who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.analysis.arrays import Floats

_TINY = 1e-12
_HALVINGS = 60


def paule_mandel(values: Floats, variances: Floats) -> float:
    """Variance between the true values behind a set of estimates.

    The between-variance at which the weighted squares about the weighted mean add up to what
    they should, one less than their number. Needs no shape of distribution.

    Args:
        values: estimates, shape (k,), in any unit.
        variances: their sampling variances, shape (k,), in that unit squared; not negative.

    Returns:
        The variance between, unit squared; nought where the estimates differ no more than
        sampling lets them, and for fewer than two estimates.

    Examples:
        >>> import numpy as np
        >>> round(paule_mandel(np.array([0.0, 10.0]), np.array([1.0, 1.0])), 6)
        49.0

    References:
        Paule & Mandel (1982), Journal of Research of the NBS 87(5), 377-385.
        Veroniki et al. (2016), Research Synthesis Methods 7, 55-79.
    """
    if len(values) < 2:  # noqa: PLR2004 - one value can't differ
        return 0.0

    def excess(between: float) -> float:
        weights = 1 / np.maximum(variances + between, _TINY)
        centre = weights @ values / weights.sum()
        return float(weights @ (values - centre) ** 2) - (len(values) - 1)

    return halve(excess, float(np.ptp(values)) ** 2)


def halve(excess: Callable[[float], float], ceiling: float) -> float:
    """Where a falling function crosses nought between nought and `ceiling`, by halving.

    Nought where it starts at or below nought. Halving ends on the same bits everywhere.
    """
    if ceiling <= 0 or excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, ceiling
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
        if high - low <= high * 1e-10:
            break
    return (low + high) / 2


def dersimonian_laird(
    values: Floats, variances: Floats, *, centre: float | None = None, winsorise: float = 0.0
) -> float:
    """Variance between the true values, in one step, and where asked without its outliers.

    With `winsorise` = 0.1 the standardised values beyond their 10th and 90th percentiles are
    pulled in to those percentiles first: the over-dispersion of funnel plots, which a few
    extreme landlords must not widen until they hide inside.

    Args:
        values: estimates, shape (k,), in any unit.
        variances: their sampling variances, shape (k,), in that unit squared; positive.
        centre: what the values are measured against; their weighted mean by default.
        winsorise: share pulled in at each end, 0 to below 0.5.

    Returns:
        The variance between, unit squared, not below nought.

    References:
        DerSimonian & Laird (1986), Controlled Clinical Trials 7, 177-188.
        Spiegelhalter (2005), Quality and Safety in Health Care 14, 347-351.
    """
    if len(values) < 2:  # noqa: PLR2004 - one value can't differ
        return 0.0
    weights = 1 / np.maximum(variances, _TINY)
    middle = float(weights @ values / weights.sum()) if centre is None else centre
    scores = (values - middle) * np.sqrt(weights)
    if winsorise:
        ends = np.quantile(scores, [winsorise, 1 - winsorise])
        scores = np.clip(scores, ends[0], ends[1])
    room = float(weights.sum() - weights @ weights / weights.sum())
    surplus = float(scores @ scores) - (len(values) - 1)
    return max(0.0, surplus / room) if room > 0 else 0.0
