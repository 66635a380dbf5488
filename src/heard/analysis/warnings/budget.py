"""Which of many tests to follow up: false discoveries held to a share, and a number a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Truths


def discoveries(p: Floats, share: float, *, dependent: bool = False) -> Truths:
    """Which tests to believe so that at most this share of them is expected to be chance, (n,).

    Args:
        p: tails, shape (n,); NaN is no test.
        share: from 0 to 1.
        dependent: whether tests may hang together in any way (Yekutieli's rule, which is
            stricter); otherwise they are independent or rise together.

    Examples:
        >>> import numpy as np
        >>> discoveries(np.array([0.001, 0.04, 0.03, 0.9]), 0.05).tolist()
        [True, False, False, False]

    References:
        Benjamini & Hochberg (1995), JRSS B 57(1), 289-300.
        Benjamini & Yekutieli (2001), Annals of Statistics 29(4), 1165-1188.
    """
    found = np.zeros(len(p), dtype=np.bool_)
    tested = np.flatnonzero(~np.isnan(p))
    count = len(tested)
    if not count:
        return found
    order = tested[np.argsort(p[tested], kind="stable")]
    strict = float((1 / np.arange(1, count + 1)).sum()) if dependent else 1.0
    under = p[order] <= share * np.arange(1, count + 1) / (count * strict)
    if under.any():
        found[order[: int(np.flatnonzero(under)[-1]) + 1]] = True
    return found
