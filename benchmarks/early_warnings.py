"""What early warnings find and cost: `python benchmarks/early_warnings.py STREAMS`.

STREAMS is a folder with reports of councils by category and month as Parquet (columns lad,
SHEF_B_CODE, month, reports). In half of all series with enough reports an outbreak of 3 to 6 months
is put on top, from a month drawn from a fresh seed. Each method's threshold is set so that 5 of 100
other months are above it; then outbreaks with a month above it count as found. Peers in the same
run: a plain z-score of the year before, and R's farringtonFlexible on some of the series, where R
and its package surveillance are there. A million made-up concerns over five years are scanned
weekly at all levels for time and memory.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import duckdb
import numpy as np

from heard.analysis.cells import Cells
from heard.analysis.warnings import scan, walk
from heard.analysis.warnings.plain import plain_walk

FIRST = 84  # months of history before the first that is tested
RATE = 0.05
LEAST = 0.5  # reports a month that a series needs to take part
SHAPES = ("flat", "growing", "twice the usual")


class Planted(NamedTuple):
    """Counts with outbreaks, where they are, and which series take part: all by place, category."""

    counts: np.ndarray
    start: np.ndarray
    length: np.ndarray
    eligible: np.ndarray

    def inside(self) -> np.ndarray:
        months = np.arange(FIRST, self.counts.shape[2])
        start, length = self.start[..., None], self.length[..., None]
        return (start >= 0) & (months >= start) & (months < start + length)


def read(folder: Path) -> np.ndarray:
    """Reports by council, category and month."""
    path = next(folder.glob("*month*.parquet"))
    rows = duckdb.sql(
        "select lad, SHEF_B_CODE as kind, month, sum(reports) as reports "
        f"from '{path}' group by all"
    ).fetchnumpy()
    place, kind, month = (
        np.unique(rows[name].astype(str), return_inverse=True) for name in ("lad", "kind", "month")
    )
    counts = np.zeros((len(place[0]), len(kind[0]), len(month[0])), dtype=np.int64)
    counts[place[1], kind[1], month[1]] = rows["reports"]
    return counts


def plant(counts: np.ndarray, shape: str, seed: int) -> Planted:
    rng = np.random.default_rng(seed)
    before = counts[:, :, FIRST - 24 : FIRST]
    mean, deviation = before.mean(axis=2), before.std(axis=2)
    eligible = mean >= LEAST
    planted = counts.copy()
    start = np.full(mean.shape, -1)
    length = np.zeros(mean.shape, dtype=np.int64)
    for at in zip(*np.nonzero(eligible), strict=True):
        if rng.random() < 0.5:
            months = int(rng.integers(3, 7))
            first = int(rng.integers(FIRST, counts.shape[2] - months + 1))
            size = mean[at] if shape == "twice the usual" else 1.4 * max(deviation[at], 1.0)
            each = np.full(months, size)
            if shape == "growing":
                each = size * 2 * np.arange(1, months + 1) / (months + 1)
            planted[at][first : first + months] += rng.poisson(each)
            start[at], length[at] = first, months
    return Planted(planted, start, length, eligible)


def cells_of(counts: np.ndarray, periods: tuple[date, ...]) -> Cells:
    place, kind, period = np.nonzero(counts)
    return Cells(
        place,
        np.zeros_like(place),
        kind,
        period,
        counts[place, kind, period],
        tuple(map(str, range(counts.shape[0]))),
        ("",),
        tuple(map(str, range(counts.shape[1]))),
        periods,
    )


def months(number: int) -> tuple[date, ...]:
    return tuple(date(2007 + at // 12, at % 12 + 1, 1) for at in range(number))


def scores(planted: Planted, through: object) -> tuple[np.ndarray, float]:
    """Scores by place, category and tested month, with seconds."""
    shape = planted.counts.shape
    cells = cells_of(planted.counts, months(shape[2]))
    found = np.full((*shape[:2], shape[2] - FIRST), -np.inf)
    started = perf_counter()
    for at, levels in enumerate(through(cells, by="month", first=FIRST)):
        one = levels[0]
        series = one.named.level
        found[series.unit[one.series], series.category[one.series], at] = np.nan_to_num(
            one.score, nan=-np.inf
        )
    return found, perf_counter() - started


def judge(scores: np.ndarray, planted: Planted, use: np.ndarray) -> tuple[float, float, float]:
    """Share found and mean delay at the rate, and the rate as it came out."""
    inside = planted.inside()
    clean = scores[use[..., None] & ~inside]
    above = scores > np.quantile(clean, 1 - RATE, method="higher")
    hits = (above & inside)[use & (planted.start >= 0)]
    start = planted.start[use & (planted.start >= 0)]
    length = planted.length[use & (planted.start >= 0)]
    found = hits.any(axis=1)
    delay = np.where(found, hits.argmax(axis=1) + FIRST - start, length)
    rate = (above & ~inside)[use].sum() / len(clean)
    return float(found.mean()), float(delay.mean()), float(rate)


def farrington(planted: Planted, use: np.ndarray) -> tuple[list[np.ndarray], float] | None:
    """R's own scores, and its tails, on some series, with its seconds; None where R isn't there."""
    if shutil.which("Rscript") is None:
        print("R isn't installed: farringtonFlexible is left out.")
        return None
    script = Path(__file__).with_name("warnings_r.R")
    with tempfile.TemporaryDirectory() as folder:
        given, back = Path(folder, "counts.csv"), Path(folder, "scores.csv")
        np.savetxt(given, planted.counts[use], fmt="%d", delimiter=",")
        done = subprocess.run(
            ["Rscript", str(script), str(given), str(FIRST + 1), str(back)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"farringtonFlexible is left out: {done.stderr.strip().splitlines()[-1:]}")
            return None
        rows = np.genfromtxt(back, delimiter=",", missing_values="", filling_values=-np.inf)
    both = []
    for part in np.split(np.nan_to_num(rows, nan=-np.inf), 2, axis=1):
        found = np.full((*use.shape, part.shape[1]), -np.inf)
        found[use] = part
        both.append(found)
    return both, float(done.stdout.split()[-1])


def detection(counts: np.ndarray, seeds: int, sample: int, seed: int) -> None:
    print("| Outbreak | Method | Found | Delay, months | False alarms | ms a series-month |")
    print("|---|---|---|---|---|---|")
    for shape in SHAPES:
        table: dict[str, list[tuple[float, ...]]] = {}
        for number in range(seeds):
            planted = plant(counts, shape, seed + number)
            tested = int(planted.eligible.sum()) * (counts.shape[2] - FIRST)
            for name, through in (("Heard", walk), ("z-score, 12 months", plain_walk)):
                found, seconds = scores(planted, through)
                row = (*judge(found, planted, planted.eligible), seconds * 1000 / tested)
                table.setdefault(name, []).append(row)
                if number == 0 and sample:
                    use = some(planted, sample, seed)
                    row = (*judge(found, planted, use), seconds * 1000 / tested)
                    table[f"{name}, some series"] = [row]
        planted = plant(counts, shape, seed)
        use = some(planted, sample, seed)
        peer = farrington(planted, use) if sample else None
        if peer is not None:
            tested = int(use.sum()) * (counts.shape[2] - FIRST)
            best = max(judge(one, planted, use) for one in peer[0])  # by score or by tail
            row = (*best, peer[1] * 1000 / tested)
            table["R farringtonFlexible, some series"] = [row]
        for name, rows in table.items():
            found, delay, rate, cost = np.mean(rows, axis=0)
            print(f"| {shape} | {name} | {found:.3f} | {delay:.2f} | {rate:.3f} | {cost:.5f} |")


def some(planted: Planted, sample: int, seed: int) -> np.ndarray:
    """A few of the series that take part."""
    where = np.flatnonzero(planted.eligible)
    use = np.zeros(planted.eligible.size, dtype=bool)
    use[np.random.default_rng(seed).choice(where, min(sample, len(where)), replace=False)] = True
    return use.reshape(planted.eligible.shape)


def cost(rows: int) -> None:
    """A million concerns of 8,000 blocks, 300 wards, 20 landlords, 15 categories, 5 years."""
    rng = np.random.default_rng(0)
    weeks, places, kinds = 260, 8000, 15
    place, week = rng.integers(0, places, rows), rng.integers(0, weeks, rows)
    kind = np.minimum(rng.geometric(0.25, rows) - 1, kinds - 1)
    keys, count = np.unique((place * kinds + kind) * weeks + week, return_counts=True)
    series, period = np.divmod(keys, weeks)
    place, kind = np.divmod(series, kinds)
    names = [
        tuple(f"{name} {at}" for at in range(size))
        for name, size in (("Block", places), ("Landlord", 20), ("Kind", kinds))
    ]
    periods = tuple(date(2020, 1, 6) + timedelta(days=7 * at) for at in range(weeks))
    cells = Cells(place, place % 20, kind, period, count, *names, periods)
    parents = {name: f"Ward {at % 300}" for at, name in enumerate(names[0])}
    started = perf_counter()
    found = scan(cells, by="week", parents=parents)
    seconds = perf_counter() - started
    tests = sum(len(one.series) for one in found)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"\n{rows:,} concerns, {len(found)} levels, {tests:,} series scanned in {seconds:.1f} s; "
        f"at most {most:.2f} GB in all"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("streams", type=Path, nargs="?", help="folder with reports by month")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--sample", type=int, default=150, help="series that R is given")
    parser.add_argument("--rows", type=int, default=1_000_000)
    args = parser.parse_args()
    if args.streams is None:
        print("No folder with real reports is named: detection is left out.")
    else:
        detection(read(args.streams), args.seeds, args.sample, args.seed)
    cost(args.rows)


if __name__ == "__main__":
    main()
