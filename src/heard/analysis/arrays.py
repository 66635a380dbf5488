"""The one array type of the package, and the normal curve on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats: TypeAlias = npt.NDArray[np.float64]


def floats(values: Iterable[float]) -> Floats:
    """The values as a one-dimensional array of doubles."""
    return np.fromiter(values, dtype=np.float64)


def normal_below(deviates: Floats) -> Floats:
    """Probability that a standard normal draw lies below each deviate."""
    return np.asarray(special.ndtr(deviates), dtype=np.float64)


def normal_deviate(level: float) -> float:
    """How many standard errors either side hold `level` of a normal curve.

    Examples:
        >>> round(normal_deviate(0.95), 4)
        1.96

    Raises:
        ValueError: `level` isn't strictly between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"A level of confidence lies between 0 and 1, not at {level!r}.")
    return float(special.ndtri(0.5 + level / 2))
