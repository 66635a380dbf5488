"""`heard reviews export|import`: reviews, practices and partnership as a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

EXPORT = "write frameworks, reviews, practices and partnership into a folder"
IMPORT = "take such a folder in, all of it or nothing"


def configure_export(parser: ArgumentParser) -> None:
    """Words of the one act."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that isn’t there yet")
    parser.add_argument(
        "--replace", action="store_true", help="put it in place of an earlier export"
    )


def configure_import(parser: ArgumentParser) -> None:
    """Words of the other."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="what `export` wrote")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would come in, and change nothing"
    )


def run_export(args: Namespace, *, out: TextIO) -> int:
    """Write the folder.

    Raises:
        ExchangeError: something else lies there, or it can't be written.
    """
    from heard.exchange import exchange_export
    from heard.exchange.folder import PRIVATE

    rows = exchange_export(folder=args.folder, by=None, replace=args.replace)
    print(f"{sum(rows.values())} rows written to {args.folder}.", file=out)
    print(PRIVATE, file=sys.stderr)  # noqa: T201 - a command line speaks by printing
    return 0


def run_import(args: Namespace, *, out: TextIO) -> int:
    """Take the folder in.

    Raises:
        ExchangeError: it is no such folder.
        BadInputError: it can't be taken; each fault names file, line and column.
    """
    from heard.exchange import exchange_import

    taken = exchange_import(folder=args.folder, by=None, trial=args.dry_run)
    told = "would come in" if args.dry_run else "came in"
    print(f"{taken.new} rows {told}; {taken.there} are here already.", file=out)
    return 0
