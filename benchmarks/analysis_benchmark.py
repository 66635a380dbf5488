"""How well the benchmark of 2023/24 alone foresees what landlords published for 2024/25.

Run `python -m benchmarks.analysis_benchmark` from the checkout; the tables are Markdown. Nothing
of 2024/25 goes into a prediction but the survey methods that landlords chose, where the heading
says so. `--tenure LCHO` measures shared owners' surveys instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from benchmarks.analysis_workbooks import (
    PERCEPTION,
    SUCCESSORS,
    Landlord,
    folder,
    landlords,
    reading,
)

from heard.analysis.benchmark import benchmark

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.benchmark import Benchmark, Reading

SETS: TypeAlias = dict[int, dict[str, Landlord]]


@dataclass(frozen=True)
class Measured:
    """What one measure's predictions reached; errors in points, cover as shares."""

    measure: str
    pairs: int
    raw: float
    shrunk: float
    cover: float
    informed: float
    informed_cover: float
    ranks: float
    adjusted_ranks: float
    switchers: int
    switchers_raw: float
    switchers_informed: float
    flags: int
    spread: float
    funnel_spread: float


def measured(sets: SETS, measure: str) -> Measured:
    """Predict one measure's second year from its first, for landlords with both."""
    now, later = _both(sets, measure)
    plain, method = benchmark(now), benchmark(now, adjust="method")
    whole = benchmark([reading(one, measure) for one in sets[2024].values()])
    first = np.array([one.share for one in now])
    second = np.array([one.share for one in later])
    told = [method.expected(one.code, one.methods) for one in later]
    moved = np.array([_moved(one, other) for one, other in zip(now, later, strict=True)])
    informed = np.array([one.value for one in told])
    return Measured(
        measure=measure,
        pairs=len(now),
        raw=_rmse(second - first),
        shrunk=_rmse(second - np.array([one.shrunk for one in plain.standings])),
        cover=_cover(second, [(one.shrunk_low, one.shrunk_high) for one in plain.standings]),
        informed=_rmse(second - informed),
        informed_cover=_cover(second, [(one.low, one.high) for one in told]),
        ranks=_rank_cover(plain, benchmark(later)),
        adjusted_ranks=_rank_cover(method, benchmark(later, adjust="method")),
        switchers=int(moved.sum()),
        switchers_raw=_rmse((second - first)[moved]),
        switchers_informed=_rmse((second - informed)[moved]),
        flags=sum(one.outside_funnel for one in whole.standings),
        spread=100 * whole.spread,
        funnel_spread=100 * whole.limits.spread if whole.limits else 0.0,
    )


def _both(sets: SETS, measure: str) -> tuple[list[Reading], list[Reading]]:
    """Readings that can be compared in both years, under the earlier year's codes."""
    now, later = (
        {
            SUCCESSORS.get(one.code, one.code): reading(one, measure)
            for one in sets[year].values()
            if measure in one.share and sum(one.answers.get(measure, ())) >= 10
        }
        for year in (2024, 2025)
    )
    codes = [code for code in now if code in later]
    return [now[code] for code in codes], [replace(later[code], code=code) for code in codes]


def _rank_cover(now: Benchmark, later: Benchmark) -> float:
    limits = [(one.rank_low, one.rank_high) for one in now.standings]
    return _cover(np.array([one.rank for one in later.standings]), limits)


def _moved(one: Reading, other: Reading) -> bool:
    names = {*one.methods, *other.methods}
    away = sum(abs(one.methods.get(n, 0.0) - other.methods.get(n, 0.0)) for n in names)
    return away / 2 >= 0.3


def _rmse(errors: Floats) -> float:
    return float(100 * np.sqrt(np.mean(errors**2))) if len(errors) else float("nan")


def _cover(values: Floats, limits: list[tuple[float | None, float | None]]) -> float:
    ends = np.array(limits, dtype=np.float64)
    return float(np.mean((ends[:, 0] <= values) & (values <= ends[:, 1])))


def cpu_seconds(sets: SETS, measures: tuple[str, ...]) -> float:
    """Processor time to benchmark every landlord on every measure in both years, best of three."""
    ready = [[reading(one, m) for one in sets[year].values()] for year in sets for m in measures]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for one in ready:
            benchmark(one)
        best = min(best, time.process_time() - start)
    return best


def run(tenure: str = "LCRA") -> tuple[list[Measured], float]:
    """Every measure's results and the processor time."""
    sets = {year: landlords(year, tenure) for year in (2024, 2025)}
    measures = tuple(m for m in PERCEPTION if all(_has(sets[year], m) for year in sets))
    return [measured(sets, measure) for measure in measures], cpu_seconds(sets, measures)


def _has(found: dict[str, Landlord], measure: str) -> bool:
    return any(measure in one.share for one in found.values())


def main() -> int:
    """Print the tables; exit code 1 where the workbooks aren't at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tenure", choices=("LCRA", "LCHO"), default="LCRA")
    tenure = parser.parse_args().tenure
    if folder() is None:
        print("The regulator's workbooks aren't at hand: set HEARD_TSM_DIR to their folder.")
        return 1
    results, seconds = run(tenure)
    if tenure == "LCRA":
        _print_goals(results[0], seconds)
    _print_measures(results)
    return 0


def _print_goals(one: Measured, seconds: float) -> None:
    print("| TP01, from 2023/24 alone | Goal | Reached |\n|---|---|---|")
    rows = [
        ("error of this year's share, points", "the bar", f"{one.raw:.2f}"),
        ("error of the shrunk share", "under the bar", f"{one.shrunk:.2f}"),
        ("the same, told next year's methods", "at most 4.4", f"{one.informed:.2f}"),
        ("cover of the 95% interval", ".92 to .97", f"{one.cover:.3f}"),
        ("the same, told next year's methods", ".92 to .97", f"{one.informed_cover:.3f}"),
        ("cover of the 95% rank interval", "at least .90", f"{one.ranks:.3f}"),
        ("the same, adjusted for method", "at least .90", f"{one.adjusted_ranks:.3f}"),
        (
            f"{one.switchers} that changed method: error",
            "under the bar",
            f"{one.switchers_raw:.2f} to {one.switchers_informed:.2f}",
        ),
        ("outside the 99.8% funnel", "about 6", str(one.flags)),
        ("processor seconds, 24 benchmarks", "under 1", f"{seconds:.2f}"),
    ]
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def _print_measures(results: list[Measured]) -> None:
    print(
        "| Measure | Pairs | Raw | Shrunk | Cover | Methods told | Cover | Ranks | Ranks, adjusted "
        "| Outside | Spread | Funnel's |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
    )
    for one in results:
        print(
            f"| {one.measure} | {one.pairs} | {one.raw:.2f} | {one.shrunk:.2f} | {one.cover:.3f} "
            f"| {one.informed:.2f} | {one.informed_cover:.3f} | {one.ranks:.3f} "
            f"| {one.adjusted_ranks:.3f} | {one.flags} | {one.spread:.1f} "
            f"| {one.funnel_spread:.1f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
