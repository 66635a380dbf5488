"""`heard measures benchmark`: where landlords stand on one measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from heard.measures.rows import Row


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    parser.add_argument("--year", default="", help="reporting year, e.g. 2024-25 (the newest)")
    parser.add_argument("--measure", required=True, help="code of the measure, e.g. TP06")
    parser.add_argument(
        "--landlord", action="append", default=[], metavar="CODE", help="only this one; repeatable"
    )
    parser.add_argument(
        "--population", choices=["LCRA", "LCHO", "COMBINED"], help="whose homes (LCRA)"
    )
    parser.add_argument(
        "--compare",
        choices=["all", "kind", "region", "size", "supported"],
        default="all",
        help="whom to compare with (all landlords)",
    )
    parser.add_argument(
        "--adjust",
        choices=["none", "method"],
        default="none",
        help="allow for how people were asked",
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.add_argument("--made-up", action="store_true", help="the demonstration's landlords")


def run(args: Namespace, *, out: TextIO) -> int:
    """Print the rows asked for.

    Raises:
        NotFoundError: no such year, measure or landlord in the store.
    """
    from heard.measures.figures import default_population
    from heard.measures.models import Model
    from heard.measures.selectors import benchmark_list, measure_get, year_or_newest

    year = year_or_newest(args.year, made_up=args.made_up)
    measure = measure_get(args.measure, year)
    rows = benchmark_list(
        year=year,
        measure=measure.code,
        population=args.population or default_population(measure.code),
        compare=args.compare,
        adjust=args.adjust if measure.model == Model.SHARE else "none",  # else nobody was asked
        made_up=args.made_up,
    )
    _write(_chosen(rows, args.landlord), args.format, out)
    return 0


def _chosen(rows: Sequence[Row], codes: Sequence[str]) -> Sequence[Row]:
    """Rows of the landlords named by any of their codes; all of them when none is named."""
    if not codes:
        return rows
    from heard.measures.selectors import landlords_of_codes

    wanted = landlords_of_codes(codes)
    return [row for row in rows if row.landlord_id in wanted]


def _write(rows: Sequence[Row], form: str, out: TextIO) -> None:
    if form == "json":
        import json

        json.dump([row.as_contract() for row in rows], out, ensure_ascii=False, indent=1)
        out.write("\n")
    elif form == "csv":
        _write_csv(rows, out)
    else:
        _write_table(rows, out)


def _write_csv(rows: Sequence[Row], out: TextIO) -> None:
    """The contract's names head the columns; where the figures come from follows them."""
    from heard.measures.pages.tables import rows_table
    from heard.publications.csv import csv_bytes

    table = rows_table(rows, name="benchmark", title="Benchmark")
    out.write(csv_bytes(table).decode("utf-8-sig"))


def _write_table(rows: Sequence[Row], out: TextIO) -> None:
    if not rows:
        print("No landlord has a figure for this choice.", file=out)
        return
    width = max(len(row.name) for row in rows)
    print(
        f"{'Code':6}  {'Landlord':{width}}  {'Figure':>7}  {'Range':12}  Against the set", file=out
    )
    for row in rows:
        shown = row.value_text or f"[{row.mark}]"
        spread = row.range_text if row.low is not None else ""
        print(
            f"{row.code:6}  {row.name:{width}}  {shown:>7}  {spread:12}  "
            f"{row.band_text}, {row.place_text}".rstrip(", "),
            file=out,
        )
