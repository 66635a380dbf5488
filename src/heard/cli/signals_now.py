"""`heard signals now`: look at the concerns in the store, and keep what is unusual."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from heard.cli.signals_words import day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "look at the concerns in the store, and keep what is unusual as warnings"


def configure(parser: ArgumentParser) -> None:
    """Words of the act."""
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="as was known at the end of this day (yesterday)"
    )
    parser.add_argument("--background", action="store_true", help="leave it to `heard serve`")


def run(args: Namespace, *, out: TextIO) -> int:
    """Scan, and print the list.

    Raises:
        SignalError: the day isn't over, or the scan didn't end.
        RunError: a scan is running.
    """
    from heard.cli import set_up_django

    set_up_django()  # the other acts work on files, and need none of it
    from heard.runs.models import RunState
    from heard.runs.steering import run_claim
    from heard.signals.errors import SignalError
    from heard.signals.models import Scan, ScanWhy
    from heard.signals.services.scanning import scan_begin, scan_request, scan_run
    from heard.signals.wording import said_of

    if args.background:
        scan = scan_request(by=None, as_of=args.as_of, why=ScanWhy.COMMAND)
        print(f"Asked for: the concerns as known on {scan.as_of}.", file=out)
        return 0
    scan = scan_begin(by=None, as_of=args.as_of, why=ScanWhy.COMMAND)
    claimed = run_claim(Scan, scan.pk)
    if claimed is not None:
        scan_run(claimed)
    scan.refresh_from_db()
    if scan.state != RunState.DONE:
        raise SignalError(f"The scan of {scan.as_of} didn't end: {scan.get_state_display()}.")
    counted = f"{scan.read['concerns']:,} concerns as known on {scan.as_of}"
    print(f"{counted}: {scan.listed} on the list, {scan.new} of them new.", file=out)
    for one in scan.sightings.select_related("warning").order_by("rank"):
        print(f"{one.warning.reference:>6}  {said_of(one.warning).sentence}", file=out)
    return 0
