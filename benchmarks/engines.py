"""What counting costs with each engine: `python benchmarks/engines.py [--rows N]`.

A million made-up concerns over five years are scanned weekly at all levels, read from a CSV file by
each engine. Then the counting step alone at N rows from Parquet, with DuckDB and Spark. Seconds and
the peak of memory are of each run's own process, and for Spark of all the processes that it
started. All must come to the same totals.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from datetime import date
from pathlib import Path
from time import perf_counter, sleep

MILLION = 1_000_000
WORDS = ["--date", "raised", "--place", "block", "--category", "about", "--landlord", "owner"]
KINDS = ("Damp", "Lift", "Noise", "Repairs", "Heating", "Staff", "Parking", "Waste")


def made(rows: int, path: Path, places: int) -> None:
    """A file of made-up concerns, written a million at a time."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import csv

    rng = np.random.default_rng(5)
    writer = None
    for start in range(0, rows, MILLION):
        size = min(MILLION, rows - start)
        place = rng.integers(0, places, size).astype(np.int32)

        def named(at: np.ndarray, names: list[str]) -> pa.Array:
            return pa.DictionaryArray.from_arrays(at, names).cast(pa.string())

        table = pa.table(
            {
                "raised": rng.integers(18_262, 18_262 + 1_826, size).astype("datetime64[D]"),
                "block": named(place, [f"Block {at}" for at in range(places)]),
                "owner": named(place % 40, [f"Landlord {at}" for at in range(40)]),
                "about": named(rng.integers(0, 8, size).astype(np.int32), list(KINDS)),
            }
        )
        form = pq.ParquetWriter if path.suffix == ".parquet" else csv.CSVWriter
        writer = writer or form(path, table.schema)
        writer.write_table(table)
    writer.close()


def memory_of(pid: int) -> int:
    """Bytes that a process and all that it started hold."""
    whole, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            whole += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return whole


def run(words: list[str]) -> tuple[dict[str, object], float, float]:
    """What a process of its own answers, its seconds, and its peak in GB."""
    started, peak = perf_counter(), 0
    environment = {"SPARK_LOCAL_IP": "127.0.0.1"} | os.environ
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        said: list[bytes] = []
        reader = threading.Thread(target=lambda: said.append(process.stdout.read()))
        reader.start()
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            sleep(0.1)
        reader.join()
    assert process.returncode == 0, f"{words} failed"
    return json.loads(said[0]), perf_counter() - started, peak / 1e9


def count(engine: str, path: str) -> None:
    """The counting step alone, in this process."""
    from heard.engines.contract import Columns, Question
    from heard.engines.sources import source_of

    if engine == "spark":
        from heard.engines.spark import Spark as Engine
    else:
        from heard.engines.duck import Duck as Engine
    started = perf_counter()
    columns = Columns("raised", "block", "about", "owner")
    counted = Engine().count(source_of(path), Question(columns, "week", date(2026, 1, 1)))
    cells = counted.cells
    totals = [int(cells.count.sum()), len(cells.count), int((cells.count * cells.place).sum())]
    json.dump({"totals": totals, "seconds": perf_counter() - started}, sys.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10 * MILLION)
    parser.add_argument("--places", type=int, default=5_000)
    parser.add_argument("--without", choices=["spark"], default="")
    parser.add_argument("--count", nargs=2, metavar=("ENGINE", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.count:
        count(*args.count)
        return
    engines = [engine for engine in ("duckdb", "spark") if engine != args.without]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "concerns.csv")
        made(MILLION, path, args.places)
        print("| What | Engine | Seconds | Peak, GB |\n|---|---|--:|--:|")
        answers = []
        for engine in engines:
            scan = ["-m", "heard", "signals", "scan", str(path), *WORDS, "--engine", engine]
            told, seconds, peak = run([*scan, "--format", "json"])
            answers.append(told)
            print(f"| 1,000,000 rows of CSV, scanned | {engine} | {seconds:.1f} | {peak:.1f} |")
        assert all(told == answers[0] for told in answers)
        path = Path(folder, "concerns.parquet")
        made(args.rows, path, args.places)
        totals = []
        for engine in engines:
            told, _, peak = run([__file__, "--count", engine, str(path)])
            totals.append(told["totals"])
            what = f"{args.rows:,} rows of Parquet, counted"
            print(f"| {what} | {engine} | {told['seconds']:.1f} | {peak:.1f} |")
        assert all(one == totals[0] for one in totals), totals
        print(f"{totals[0][0]:,} concerns in {totals[0][1]:,} cells, whatever the engine.")


if __name__ == "__main__":
    main()
