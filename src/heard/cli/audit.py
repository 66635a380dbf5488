"""`heard audit verify|list`: whether the log holds, and what stands in it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from datetime import date
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from heard.audit.selectors import Wanted
    from heard.audit.services import Verdict

FORMATS = ("table", "csv", "json")


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    verify = acts.add_parser("verify", help="walk the chain; exit 1 at the first row that doesn't")
    verify.add_argument("--json", action="store_true", help="the verdict as JSON")
    listing = acts.add_parser("list", help="entries of the log, newest first")
    listing.add_argument("--event", default="", help="landlord.rename, or landlord for all of them")
    listing.add_argument("--person", type=int, metavar="NUMBER", help="who did it")
    listing.add_argument(
        "--about", default="", metavar="REFERENCE", help="a case, a landlord's name in addresses"
    )
    listing.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="the first day")
    listing.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="the last day")
    listing.add_argument("--limit", type=int, default=100, help="at most so many; 0 for all")
    listing.add_argument("--format", choices=FORMATS, default="table")


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    return {"verify": _verify, "list": _list}[args.act](args, out)


def _verify(args: Namespace, out: TextIO) -> int:
    from heard.audit.services import Witness, audit_verify
    from heard.audit.witness import witness_path, witness_read, witness_write

    witness = witness_read()
    verdict = audit_verify(witness=witness, progress=None if args.json else _progress)
    if verdict.ok:
        witness_write(Witness(verdict.rows, verdict.last))
    if args.json:
        print(json.dumps(verdict.as_dict()), file=out)
    else:
        _tell(verdict, out)
        if witness and verdict.rows < witness.number and not verdict.ok:
            print(
                f"The log held {witness.number} rows when it was last verified. If an older copy of"
                f" the store was put back on purpose, remove {witness_path()} and verify again.",
                file=out,
            )
    return 0 if verdict.ok else 1


def _tell(verdict: Verdict, out: TextIO) -> None:
    if verdict.ok:
        print(f"The log holds: {verdict.rows} rows.", file=out)
    else:
        print(f"The log doesn't hold. {verdict.fault}", file=out)
        print(f"Rows that hold before it: {verdict.rows}.", file=out)


def _progress(rows: int) -> None:
    print(f"{rows} rows hold so far", file=sys.stderr)  # noqa: T201 - a command line speaks by printing


def _list(args: Namespace, out: TextIO) -> int:
    from itertools import islice

    from heard.audit.export import csv_lines, row_of
    from heard.audit.selectors import Wanted, entries_stream
    from heard.audit.services import audit_record

    wanted = Wanted(
        event=args.event, actor=args.person, about=args.about, since=args.since, until=args.until
    )
    entries = islice(entries_stream(wanted), args.limit or None)
    if args.format == "json":
        print(json.dumps([row_of(entry) for entry in entries], indent=1), file=out)
    elif args.format == "csv":
        out.writelines(csv_lines(entries))
    else:
        for entry in entries:
            row = row_of(entry)
            print("  ".join(str(row[key] or "-") for key in COLUMNS), file=out)
    audit_record(event="audit.list", target=None, by=None, after=asked(wanted, args.format))
    return 0


COLUMNS = ("number", "at", "event", "person", "about")


def asked(wanted: Wanted, form: str) -> dict[str, object]:
    """What of the log was read, for the log."""
    from dataclasses import asdict

    return {name: value for name, value in asdict(wanted).items() if value} | {"format": form}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no day: write it as 2026-04-30.") from error
