"""Landlords compared on counts of all cases: checks done, repairs and complaints in time.

A percentage of all homes or all complaints is no sample: it is exact for its year, has no
sampling interval and says nothing of the next year. So ranks are plain, their "interval" spans
ties alone, the band says only on which side of the middle a figure lies, and there are no
probabilities, no shrinkage and no funnel.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from heard.analysis.arrays import floats
from heard.analysis.placement import median
from heard.analysis.ranks import competition_ranks
from heard.analysis.readings import require_unique
from heard.analysis.standings import Band, Benchmark, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.readings import Reading
    from heard.analysis.standings import Better


def census_benchmark(
    readings: Sequence[Reading],
    *,
    previous: Mapping[str, Reading] | None = None,
    better: Better | None = "higher",
) -> Benchmark:
    """Where each landlord stands on a percentage of all its homes, repairs or complaints.

    Args:
        readings: one share for each landlord; `base` is the number of cases.
        previous: last year's reading by today's code; `change` is then exact, without interval.
        better: "lower" ranks the lowest share first.

    Returns:
        A benchmark without model. `rank_low` to `rank_high` spans equal figures, and the band
        is "above the middle", "at the middle" or "below the middle". Every standing with a value
        carries the flag "all-cases".

    Raises:
        ValueError: a code comes twice.

    Examples:
        >>> from heard.analysis.readings import Reading
        >>> shares = {"A": 1.0, "B": 1.0, "C": 0.98}
        >>> result = census_benchmark([Reading(c, s, 500, None) for c, s in shares.items()])
        >>> [(s.rank, s.rank_low, s.rank_high, str(s.band)) for s in result.standings]
        [(1, 1, 2, 'at the middle'), (1, 1, 2, 'at the middle'), (3, 3, 3, 'below the middle')]
    """
    require_unique(readings)
    known = {one.code: one.share for one in readings if one.share is not None}
    sign = -1.0 if better == "lower" else 1.0
    ordered = [sign * share for share in known.values()]
    ranks = dict(zip(known, competition_ranks(ordered), strict=True))
    times = Counter(ranks.values())
    last = {code: rank + times[rank] - 1 for code, rank in ranks.items()}
    middle = median(floats(known.values()))
    earlier: Mapping[str, Reading] = {} if previous is None else previous
    standings = tuple(
        _standing(one, earlier.get(one.code), middle, ranks, last) for one in readings
    )
    return Benchmark(standings=standings, middle=middle, notes=("all-cases",))


def _standing(
    one: Reading,
    before: Reading | None,
    middle: float | None,
    ranks: Mapping[str, int],
    last: Mapping[str, int],
) -> Standing:
    flags = (f"mark:{one.mark}",) if one.mark else ()
    if one.share is None or middle is None:
        return Standing(one.code, of=len(ranks), base=one.base, homes=one.population, flags=flags)
    change = None
    if before is not None and before.share is not None:
        change = one.share - before.share
    return Standing(
        code=one.code,
        value=one.share,
        base=one.base,
        homes=one.population,
        rank=ranks[one.code],
        rank_low=ranks[one.code],
        rank_high=last[one.code],
        of=len(ranks),
        band=_side(one.share, middle),
        change=change,
        flags=(*flags, "all-cases"),
    )


def _side(share: float, middle: float) -> Band:
    if share == middle:
        return Band.AT_MIDDLE
    return Band.OVER_MIDDLE if share > middle else Band.UNDER_MIDDLE
