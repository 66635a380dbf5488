"""`heard concerns list|clocks|rebuild|rules`: concerns from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    listing = acts.add_parser("list", help="where each concern stands; nothing personal")
    listing.add_argument("--landlord", default="", metavar="CODE", help="of this landlord only")
    listing.add_argument("--open", action="store_true", help="only those still open")
    listing.add_argument("--format", choices=["table", "csv", "json"], default="table")
    clocks = acts.add_parser("clocks", help="every deadline of a concern, with its sum and source")
    clocks.add_argument("reference", metavar="REFERENCE")
    clocks.add_argument("--format", choices=["table", "json"], default="table")
    rules = acts.add_parser("rules", help="check a file with the council's own standard")
    rules.add_argument("file", type=Path, metavar="FILE.toml")
    acts.add_parser("rebuild", help="work out again from the timeline where each concern stands")


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    act = {"list": _list, "clocks": _clocks, "rules": _rules, "rebuild": _rebuild}[args.act]
    return act(args, out)


def _list(args: Namespace, out: TextIO) -> int:
    from heard.concerns.selectors.listing import COLUMNS, concern_rows, concerns_chosen
    from heard.landlords.selectors import landlord_named
    from heard.spreadsheets import guarded

    landlord = landlord_named(args.landlord) if args.landlord else None
    rows = concern_rows(concerns_chosen(landlord=landlord, only_open=args.open))
    if args.format == "json":
        _json_list(rows, out)
    elif args.format == "csv":
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([guarded(_text(row[name])) for name in COLUMNS])
    else:
        shown = ("reference", "raised", "category", "landlord", "status", "waiting_on", "due")
        _table(shown, rows, out)
    return 0


def _clocks(args: Namespace, out: TextIO) -> int:
    from heard.concerns.selectors.clocks import clock_as_dict, clocks_for
    from heard.concerns.selectors.finding import concern_named

    concern = concern_named(args.reference)
    clocks = [clock_as_dict(clock) for clock in clocks_for(concern)]
    if args.format == "json":
        print(json.dumps(clocks, ensure_ascii=False, indent=1), file=out)
        return 0
    if not clocks:
        print("No clock has started.", file=out)
    for clock in clocks:
        print(f"{clock['name']}: {clock['state']}, due {clock['due']}", file=out)
        for line in [*clock["sum"], *clock["conditions"], *clock["warnings"]]:
            print(f"    {line}", file=out)
        source = clock["source"]
        where = ", ".join(part for part in (source["title"], source["clause"]) if part)
        print(f"    {where}. {source['url']}", file=out)
    return 0


def _rules(args: Namespace, out: TextIO) -> int:
    from heard.concerns.rules import rule_pack_check

    try:
        text = args.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(str(args.file), "", f"The file can't be read: {error}.", "Save it as UTF-8.")
        raise BadInputError([fault]) from error
    faults = rule_pack_check(text, file=str(args.file))
    if faults:
        raise BadInputError(faults)
    print("The file holds.", file=out)
    return 0


def _rebuild(args: Namespace, out: TextIO) -> int:  # noqa: ARG001 - every act is given its words
    from heard.concerns.services.rebuilding import concerns_rebuild

    changed, seen = concerns_rebuild()
    print(f"{seen} concerns worked out again; {changed} had stood differently.", file=out)
    return 0


def _json_list(rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """A JSON list, a row at a time, so that a million rows need no more room than one."""
    out.write("[")
    for number, row in enumerate(rows):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(row, ensure_ascii=False))
    out.write("\n]\n")


def _table(columns: tuple[str, ...], rows: Iterator[dict[str, Any]], out: TextIO) -> None:
    lines = [[_text(row[name]) for name in columns] for row in rows]
    titles = [name.replace("_", " ") for name in columns]
    widths = [max(len(line[place]) for line in [titles, *lines]) for place in range(len(columns))]
    for line in [titles, *lines]:
        words = (word.ljust(width) for word, width in zip(line, widths, strict=True))
        print("  ".join(words).rstrip(), file=out)
    if not lines:
        print("No concerns.", file=out)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
