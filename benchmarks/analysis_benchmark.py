"""How well the benchmark of 2023/24 alone foresees what landlords published for 2024/25.

Run `python -m benchmarks.analysis_benchmark` from the checkout; the tables are Markdown. Nothing
of 2024/25 goes into a prediction but the survey methods that landlords chose, where the heading
says so. `--tenure LCHO` measures shared owners' surveys instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass

import numpy as np

from benchmarks.analysis_workbooks import (
    PERCEPTION,
    SUCCESSORS,
    Landlord,
    folder,
    landlords,
    reading,
)
from heard.analysis.benchmark import Benchmark, Reading, benchmark

SETS = dict[int, dict[str, Landlord]]


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
    """Predict one measure's second year from its first."""
    now = [reading(one, measure) for one in sets[2024].values()]
    later = [reading(one, measure) for one in sets[2025].values()]
    plain, method = benchmark(now), benchmark(now, adjust="method")
    after = {
        SUCCESSORS.get(one.code, one.code): (one, place, level)
        for one, place, level in zip(
            later,
            benchmark(later).standings,
            benchmark(later, adjust="method").standings,
            strict=True,
        )
        if one.share is not None
    }
    both = [one for one in now if one.share is not None and one.code in after]
    return _compared(measure, both, after, plain, method)


def _compared(measure: str, both: list[Reading], after, plain: Benchmark, method: Benchmark) -> Measured:
    first = np.array([one.share for one in both])
    second = np.array([after[one.code][0].share for one in both])
    own = [plain.standing(one.code) for one in both]
    level = [method.standing(one.code) for one in both]
    told = [method.expected(one.code, after[one.code][0].methods) for one in both]
    moved = np.array([_moved(one, after[one.code][0]) for one in both])
    informed = np.array([one.value for one in told])
    return Measured(
        measure=measure,
        pairs=len(both),
        raw=_rmse(second - first),
        shrunk=_rmse(second - np.array([one.shrunk for one in own])),
        cover=_cover(second, [(one.shrunk_low, one.shrunk_high) for one in own]),
        informed=_rmse(second - informed),
        informed_cover=_cover(second, [(one.low, one.high) for one in told]),
        ranks=_cover(
            [after[one.code][1].rank for one in both], [(s.rank_low, s.rank_high) for s in own]
        ),
        adjusted_ranks=_cover(
            [after[one.code][2].rank for one in both], [(s.rank_low, s.rank_high) for s in level]
        ),
        switchers=int(moved.sum()),
        switchers_raw=_rmse((second - first)[moved]),
        switchers_informed=_rmse((second - informed)[moved]),
        flags=sum(one.outside_funnel for one in plain.standings),
        spread=100 * plain.spread,
        funnel_spread=100 * plain.limits.spread if plain.limits else 0.0,
    )


def _moved(one: Reading, other: Reading) -> bool:
    names = {*one.methods, *other.methods}
    away = sum(abs(one.methods.get(n, 0.0) - other.methods.get(n, 0.0)) for n in names)
    return away / 2 >= 0.3


def _rmse(errors) -> float:
    return float(100 * np.sqrt(np.mean(errors**2))) if len(errors) else float("nan")


def _cover(values, limits) -> float:
    ends = np.array(limits, dtype=float)
    values = np.array(values, dtype=float)
    return float(np.mean((ends[:, 0] <= values) & (values <= ends[:, 1])))


def cpu_seconds(sets: SETS, measures: tuple[str, ...]) -> float:
    """Processor time to benchmark every landlord on every measure in both years."""
    ready = [[reading(one, m) for one in sets[year].values()] for year in sets for m in measures]
    start = time.process_time()
    for one in ready:
        benchmark(one)
    return time.process_time() - start


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
        ("error of this year's share, points", "4.84 by peers", f"{one.raw:.2f}"),
        ("error of the shrunk share", "4.55 by peers", f"{one.shrunk:.2f}"),
        ("the same, told next year's methods", "at most 4.4", f"{one.informed:.2f}"),
        ("cover of the 95% interval", ".92 to .97", f"{one.cover:.3f}"),
        ("the same, told next year's methods", ".92 to .97", f"{one.informed_cover:.3f}"),
        ("cover of the 95% rank interval", "at least .90", f"{one.ranks:.3f}"),
        ("the same, adjusted for method", "at least .90", f"{one.adjusted_ranks:.3f}"),
        (
            f"{one.switchers} that changed method: error",
            "7.29 to 5.99 by peers",
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
