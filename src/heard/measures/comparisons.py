"""Figures compared: the fitting method for each kind of measure, and one row a landlord."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.analysis import benchmark, census_benchmark, rate_benchmark
from heard.measures.history import merged_names
from heard.measures.models import Better, Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.analysis import Benchmark, Standing
    from heard.measures.figures import Figure

_BETTER: Mapping[str, Literal["higher", "lower"] | None] = {
    Better.HIGHER: "higher",
    Better.LOWER: "lower",
    Better.NEITHER: None,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Landlords of one set compared on one measure: `figures` and `standings` go in step."""

    label: str
    figures: tuple[Figure, ...]
    benchmark: Benchmark

    @property
    def pairs(self) -> Iterable[tuple[Figure, Standing]]:
        """Each figure with where it stands."""
        return zip(self.figures, self.benchmark.standings, strict=True)


def compare(
    figures: Sequence[Figure],
    previous: Mapping[str, Figure],
    *,
    adjust: Literal["none", "method"] = "none",
) -> Benchmark:
    """Compare figures of one measure, population and year by the method that fits the measure.

    Args:
        figures: the set, at least one figure.
        previous: last year's figure of the same measure by this year's code, mergers followed.
        adjust: "method" allows for how people were asked; survey answers only.
    """
    found = _compare(figures, previous, adjust)
    joined = {code for code, figure in previous.items() if merged_names(figure)}
    if not joined:
        return found
    return replace(
        found,
        standings=tuple(
            replace(standing, flags=(*standing.flags, "merged"))
            if standing.code in joined
            else standing
            for standing in found.standings
        ),
    )


def _compare(
    figures: Sequence[Figure], previous: Mapping[str, Figure], adjust: Literal["none", "method"]
) -> Benchmark:
    first = figures[0]
    match first.model:
        case Model.SHARE:
            return benchmark(
                [figure.reading() for figure in figures],
                previous={code: figure.reading() for code, figure in previous.items()},
                adjust=adjust,
                better=_BETTER[first.better],
            )
        case Model.RATE:
            return rate_benchmark(
                [figure.count() for figure in figures],
                previous={code: figure.count() for code, figure in previous.items()},
                better=_BETTER[first.better],
            )
    return census_benchmark(
        [figure.reading() for figure in figures],
        previous={code: figure.reading() for code, figure in previous.items()},
        better=_BETTER[first.better],
    )


def compare_within(
    figures: Iterable[Figure],
    previous: Mapping[str, Figure],
    *,
    by: str = "all",
    adjust: Literal["none", "method"] = "none",
) -> list[Compared]:
    """Compare figures within each group of alike landlords; one group when `by` is "all".

    Landlords whose group isn't known (one that merged during the year, say) are left out.
    """
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if label := figure.group(by):
            groups[label].append(figure)
    return [
        Compared(label, tuple(members), compare(members, previous, adjust=adjust))
        for label, members in sorted(groups.items())
    ]
