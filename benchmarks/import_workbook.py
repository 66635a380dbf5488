"""What it costs to read the regulator's workbooks, beside pandas with openpyxl, in one run.

    python benchmarks/import_workbook.py [FILE.xlsx ...]

CPU time of this process, median of several rounds that take turns. The peer only turns cells
into data frames; "cells" is the like of that in Heard, after its safety checks. "End to end" is
the whole reading: every cell checked against what its column needs, every figure worked out
again. Files default to those in HEARD_TSM_DIR, or `shared/data/tsm` beside the checkout.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from heard.ingest.tsm_read import read_tsm
from heard.ingest.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 9
GOAL = 5.0


def heard(path: Path) -> object:
    return read_tsm(path)


def heard_cells(path: Path) -> object:
    return open_workbook(path)


def peer(path: Path) -> object:
    return pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")


def cpu(work: Callable[[Path], object], path: Path) -> float:
    gc.collect()
    start = time.process_time()
    work(path)
    return time.process_time() - start


def measure(path: Path) -> dict[str, float]:
    """Median seconds of CPU by reader."""
    readers = {"heard": heard, "cells": heard_cells, "peer": peer}
    for work in readers.values():
        work(path)  # once for imports and caches
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, work in readers.items():
            times[name].append(cpu(work, path))
    return {name: statistics.median(of) for name, of in times.items()}


def files() -> list[Path]:
    """The workbooks named, or those in the folder of the regulator's."""
    if len(sys.argv) > 1:
        return [Path(name) for name in sys.argv[1:]]
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "tsm"
    folder = Path(os.environ.get("HEARD_TSM_DIR") or beside)
    return sorted(folder.glob("*.xlsx"))


def main() -> None:
    paths = files()
    if not paths:
        sys.exit("There are no workbooks: set HEARD_TSM_DIR, or name the files.")
    print(
        f"CPU seconds, median of {ROUNDS}. Goal: Heard end to end at least {GOAL:g} times faster.\n"
    )
    print(
        "| Workbook | pandas + openpyxl | Heard, cells | times faster | end to end | times faster |"
    )
    print("|---|---|---|---|---|---|")
    ratios = []
    for path in paths:
        took = measure(path)
        ratios.append(took["peer"] / took["heard"])
        print(
            f"| {path.name} | {took['peer']:.2f}"
            f" | {took['cells']:.2f} | {took['peer'] / took['cells']:.1f}"
            f" | {took['heard']:.2f} | {ratios[-1]:.1f} |"
        )
    verdict = "reached" if min(ratios) >= GOAL else "missed"
    print(f"\nGoal {verdict}: {min(ratios):.1f} times, end to end, at least.")


if __name__ == "__main__":
    main()
