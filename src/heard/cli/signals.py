"""`heard signals scan|backtest|now`: early warnings from a file, or from the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Words of the verb; each act has a module of its own."""
    from heard.cli import signals_backtest, signals_now, signals_scan

    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    signals_scan.configure(acts.add_parser("scan", help=signals_scan.SUMMARY))
    signals_backtest.configure(acts.add_parser("backtest", help=signals_backtest.SUMMARY))
    signals_now.configure(acts.add_parser("now", help=signals_now.SUMMARY))


def run(args: Namespace, *, out: TextIO) -> int:
    """Do what was asked."""
    from heard.cli import signals_backtest, signals_now, signals_scan

    acts = {"scan": signals_scan.run, "backtest": signals_backtest.run, "now": signals_now.run}
    if not getattr(args, "out", ""):
        return acts[args.act](args, out=out)
    try:
        with Path(args.out).open("w", encoding="utf-8", newline="") as file:
            return acts[args.act](args, out=file)
    except OSError as error:
        fault = Fault(args.out, "", f"It can’t be written: {error}.", "Name another file.")
        raise BadInputError([fault]) from error
