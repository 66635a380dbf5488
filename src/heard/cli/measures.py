"""`heard measures import|benchmark|show`: the regulator's measures from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from heard.errors import BadInputError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from heard.measures.selectors.imports import Shown, ShownFigure
    from heard.measures.services.report import ImportReport

SHOWN_CHANGES = 20
BENCHMARK = "where landlords stand on one measure"


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    taking = acts.add_parser("import", help="take in the regulator's workbooks, all or nothing")
    taking.add_argument("files", nargs="+", type=Path, metavar="FILE.xlsx")
    taking.add_argument("--json", action="store_true", help="the reports, or the faults, as JSON")
    taking.add_argument(
        "--force", action="store_true", help="take an older release in place of the current one"
    )
    showing = acts.add_parser("show", help="every figure of one landlord, with its cell")
    showing.add_argument("code", metavar="CODE", help="any code the landlord has, e.g. L4279")
    showing.add_argument("--year", required=True, help="reporting year, e.g. 2024-25")
    showing.add_argument("--format", choices=["table", "json"], default="table")
    from heard.cli import measures_benchmark

    measures_benchmark.configure(acts.add_parser("benchmark", help=BENCHMARK))


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    if args.act == "benchmark":
        from heard.cli import measures_benchmark

        return measures_benchmark.run(args, out=out)
    return {"import": _import, "show": _show}[args.act](args, out)


def _import(args: Namespace, out: TextIO) -> int:
    from heard.measures.services import workbooks_import

    try:
        reports = workbooks_import(
            files=[(path, path.name) for path in args.files], by=None, force=args.force
        )
    except BadInputError as error:
        if args.json:
            faults = [fault.as_dict() for fault in error.faults]
            print(json.dumps({"faults": faults}, ensure_ascii=False), file=out)
        else:
            for fault in error.faults:
                print(" ".join(str(fault).split()), file=sys.stderr)  # noqa: T201 - one line each
        return error.exit_code
    if args.json:
        told = [report.as_dict() for report in reports]
        print(json.dumps({"reports": told}, ensure_ascii=False), file=out)
    else:
        for report in reports:
            _tell(report, out)
    return 0


def _tell(report: ImportReport, out: TextIO) -> None:
    print(f"{report.file_name}: {report.title}, {report.year}: {report.in_words}.", file=out)
    for table in report.tables:
        word = "as" if table.agrees else f"not {table.covered} as"
        print(f"  {table.sheet}: {table.landlords} landlords, {word} covered", file=out)
    print(
        f"  {report.figures} figures, of which {report.marks} marks;"
        f" {report.not_included} exclusions; {len(report.new_landlords)} new landlords",
        file=out,
    )
    rounded = sum(one.counts_rounded for one in report.disagreements)
    print(
        f"  {len(report.disagreements)} figures that their counts don't give"
        f" ({rounded} where weighted counts were rounded)",
        file=out,
    )
    if report.supersedes:
        print(f"  supersedes {report.supersedes}: {len(report.changes)} changes", file=out)
    for change in report.changes[:SHOWN_CHANGES]:
        old, new = change.old_mark or change.old, change.new_mark or change.new
        print(
            f"    {change.code} {change.name}, {change.measure} {change.population}:"
            f" {old} → {new} ({change.what})",
            file=out,
        )
    if len(report.changes) > SHOWN_CHANGES:
        print(f"    and {len(report.changes) - SHOWN_CHANGES} more", file=out)
    for remark in report.remarks:
        print(f"  note: {remark}", file=out)


def _show(args: Namespace, out: TextIO) -> int:
    from heard.measures.selectors.imports import landlord_figures_show

    shown = landlord_figures_show(code=args.code, year=args.year)
    if args.format == "json":
        rows = [figure.as_dict() for figure in shown.figures]
        print(json.dumps(rows, ensure_ascii=False), file=out)
    else:
        _show_table(shown, out)
    return 0


def _show_table(shown: Shown, out: TextIO) -> None:
    print(f"{shown.landlord}, {shown.year}", file=out)
    for note in shown.notes:
        print(f"  {note}", file=out)
    rows = [_columns(figure) for figure in shown.figures]
    if not rows:
        return
    heads = ("measure", "", "of", "value", "base", "workbook, sheet, cell")
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads) - 1)]
    for row in [heads, *rows]:
        fixed = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False))
        print(f"{fixed}  {row[-1]}", file=out)


def _columns(figure: ShownFigure) -> tuple[str, ...]:
    if figure.value is None:
        value = f"[{figure.mark}] {figure.meaning}"
    elif figure.model == "rate":
        value = f"{figure.value:.1f} per 1,000 homes"
    else:
        value = f"{figure.value:.1%}"
    base = "" if figure.base is None else f"{figure.base:,.0f}"
    place = f"{figure.workbook}, {figure.sheet}, {figure.cell}"
    return figure.measure, figure.measure_name, figure.population, value, base, place
