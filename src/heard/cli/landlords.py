"""`heard landlords import|export|find|template`: the register from and to CSV files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from heard.errors import BadInputError, Fault, NotFoundError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from heard.landlords.exchange import Report

WHAT = ("landlords", "wards", "estates", "homes")


def configure(parser: ArgumentParser) -> None:
    """Words of the verb."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    taking = acts.add_parser("import", help="take a CSV file in, all of it or nothing")
    taking.add_argument("file", type=Path, metavar="FILE.csv")
    taking.add_argument("--what", choices=WHAT, help="seen from the headings unless given")
    taking.add_argument("--borough", default="", metavar="NAME", help="the only one unless given")
    taking.add_argument("--new-borough", action="store_true", help="add the borough named")
    taking.add_argument("--dry-run", action="store_true", help="say what would change only")
    taking.add_argument("--json", action="store_true", help="the counts, or the faults, as JSON")
    giving = acts.add_parser("export", help="write a CSV file; - for standard output")
    giving.add_argument("file", type=Path, metavar="FILE.csv")
    giving.add_argument("--what", choices=WHAT, default="landlords")
    giving.add_argument("--borough", default="", metavar="NAME")
    finding = acts.add_parser("find", help="who goes or went by this name, spelt more or less")
    finding.add_argument("text", nargs="+", metavar="TEXT")
    finding.add_argument("--json", action="store_true", help="the matches as JSON")
    empty = acts.add_parser("template", help="an empty CSV file with headings and an example")
    empty.add_argument("file", type=Path, nargs="?", default=Path("-"), metavar="FILE.csv")
    empty.add_argument("--what", choices=WHAT, default="landlords")


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    act = {"import": _import, "export": _export, "find": _find, "template": _template}[args.act]
    return act(args, out)


def _import(args: Namespace, out: TextIO) -> int:
    from heard.landlords.exchange import register_import

    try:
        report = register_import(
            data=_read(args.file),
            file=args.file.name,
            by=None,
            what=args.what or "",
            borough=args.borough,
            new_borough=args.new_borough,
            trial=args.dry_run,
        )
    except BadInputError as error:
        if not args.json:
            raise
        print(json.dumps({"faults": [fault.as_dict() for fault in error.faults]}), file=out)
        return error.exit_code
    if args.json:
        print(json.dumps(report.as_dict()), file=out)
    else:
        _tell(report, out, would="would be " if args.dry_run else "")
    return 0


def _tell(report: Report, out: TextIO, *, would: str) -> None:
    if report.borough_created:
        print(f"New borough: {report.borough}", file=out)
    print(
        f"{report.what.capitalize()} of {report.borough}: {would}{report.created} created, "
        f"{report.updated} updated, {report.unchanged} unchanged.",
        file=out,
    )


def _export(args: Namespace, out: TextIO) -> int:
    from heard.landlords.exchange import register_export
    from heard.landlords.exchange.boroughs import borough_named

    _write(args.file, register_export(what=args.what, borough=borough_named(args.borough)), out)
    return 0


def _find(args: Namespace, out: TextIO) -> int:
    from heard.landlords.selectors import landlord_find

    found = landlord_find(" ".join(args.text))
    if args.json:
        keys = ("name", "slug", "codes", "score", "why")
        listed = [{key: getattr(each, key) for key in keys} for each in found]
        print(json.dumps(listed, ensure_ascii=False), file=out)
    for each in [] if args.json else found:
        codes = ", ".join(each.codes) or "no code"
        print(f"{each.name} ({codes})" + (f": {each.why}" if each.why else ""), file=out)
    if not found and not args.json:
        raise NotFoundError("No landlord goes or went by a name like that.")
    return 0 if found else 1


def _template(args: Namespace, out: TextIO) -> int:
    from heard.landlords.exchange import register_template

    _write(args.file, register_template(args.what), out)
    return 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        mend = "Check the name and who may read it."
        problem = f"The file can't be read: {error.strerror}."
        raise BadInputError([Fault(str(path), "", problem, mend)]) from error


def _write(path: Path, data: bytes, out: TextIO) -> None:
    if str(path) == "-":
        out.write(data.decode("utf-8-sig").replace("\r\n", "\n"))
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        problem = f"The file can't be written: {error.strerror}."
        raise BadInputError([Fault(str(path), "", problem, "Choose another place.")]) from error
