"""`heard signals backtest`: what warnings would have been worth."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from heard.cli.signals_words import add_file_words, day, per_week
from heard.errors import HeardError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from heard.analysis.warnings import Backtest, Outcome, Problem, Result

SUMMARY = "play history again as it was known at each date, against a z-score and no warnings"


class NoDatesError(HeardError):
    """No period of the file ends between the days given."""


def configure(parser: ArgumentParser) -> None:
    """Words of the act."""
    add_file_words(parser)
    parser.add_argument("--from", dest="start", type=day, required=True, metavar="DATE")
    parser.add_argument("--to", dest="end", type=day, required=True, metavar="DATE")
    parser.add_argument(
        "--per-week", type=per_week, default=10.0, metavar="N", help="warnings followed up (10)"
    )
    parser.add_argument(
        "--problems",
        metavar="FILE",
        help="CSV of what is known to have happened: place, landlord, category, starts, reference",
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")


def run(args: Namespace, *, out: TextIO) -> int:
    """Print what each method would have done.

    Raises:
        BadInputError: a file can't be read, or `--strict` and a row is at fault.
        NoDatesError: there is nothing to play again.
    """
    from heard.analysis.warnings import backtest
    from heard.cli.signals_problems import problems_of
    from heard.cli.signals_reading import history_of, pairs_of
    from heard.cli.telling import say

    parents = dict(pairs_of(args.parents, ("place", "parent"))) if args.parents else {}
    problems = problems_of(args.problems) if args.problems else ()
    history = history_of(args)
    say(history.notes(parents))
    told = backtest(
        history.cells,
        by=args.by,
        start=args.start,
        end=args.end,
        per_week=args.per_week,
        late=history.late,
        parents=parents,
        problems=problems,
    )
    if not told.dates:
        raise NoDatesError(f"No {args.by} of the file ends from {args.start} to {args.end}.")
    {"json": _json, "csv": _csv, "table": _table}[args.format](told, out)
    return 0


def _json(told: Backtest, out: TextIO) -> None:
    whole = {
        "from": told.start.isoformat(),
        "to": told.end.isoformat(),
        "dates": told.dates,
        "weeks": told.weeks,
        "budget": told.most,
        "methods": [_result(one, told.most) for one in told.results],
    }
    json.dump(whole, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _result(one: Result, most: int) -> dict[str, Any]:
    return {
        "method": one.method,
        "warnings": one.warnings,
        "new": one.new,
        "warnings_a_week": one.a_week,
        "false": one.false,
        "false_a_week": one.false_a_week,
        "longest_list": one.longest,
        "budget_kept": one.longest <= most,
        "found": one.found if one.of else None,
        "of": one.of,
        "share": one.found / one.of if one.of else None,
        "share_low": one.share.low if one.share else None,
        "share_high": one.share.high if one.share else None,
        "median_lead_days": one.lead,
        "problems": [_outcome(each) for each in one.outcomes],
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    problem: Problem = one.problem
    return {
        "place": problem.place,
        "landlord": problem.landlord,
        "category": problem.category,
        "starts": problem.starts.isoformat(),
        "reference": problem.reference.isoformat() if problem.reference else None,
        "warned": one.warned.isoformat() if one.warned else None,
        "level": one.level,
        "lead_days": one.lead,
    }


def _csv(told: Backtest, out: TextIO) -> None:
    import csv

    rows = [_result(one, told.most) for one in told.results]
    names = [name for name in rows[0] if name != "problems"]
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)


def _table(told: Backtest, out: TextIO) -> None:
    print(f"{told.dates} lists of at most {told.most}, {told.start} to {told.end}", file=out)
    print(f"{'Method':10}{'A week':>8}{'False':>8}{'Found':>9}{'Days before':>13}", file=out)
    for one in told.results:
        false = "" if one.false_a_week is None else f"{one.false_a_week:.1f}"
        found = f"{one.found} of {one.of}" if one.of else ""
        lead = "" if one.lead is None else f"{one.lead:.0f}"
        print(f"{one.method:10}{one.a_week:>8.1f}{false:>8}{found:>9}{lead:>13}", file=out)
    if not told.results[0].of:
        print("Which warnings were right isn’t known: name a file with --problems.", file=out)
