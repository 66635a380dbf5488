"""`heard reviews score`: where landlords stand in a review."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

SUMMARY = "where landlords stand in a review, by dimension and overall"


def configure(parser: ArgumentParser) -> None:
    """Words of the act."""
    parser.add_argument(
        "--review", default="", metavar="REFERENCE", help="which review (that of the latest period)"
    )
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")


def run(args: Namespace, *, out: TextIO) -> int:
    """Print the scores, as the team sees them.

    Raises:
        NoSuchReviewError: there is no review, or none of that reference.
    """
    from heard.reviews.contract import contract_rows
    from heard.reviews.selectors.results import results_of, review_named

    review = review_named(args.review)
    rows = list(contract_rows(results_of(review)))
    if args.format == "json":
        json.dump(rows, out, ensure_ascii=False, indent=1)
        out.write("\n")
    elif args.format == "csv":
        _csv(rows, out)
    else:
        print(f"{review.reference}: {review.title}", file=out)
        _table(rows, out)
    return 0


def _csv(rows: Sequence[dict[str, Any]], out: TextIO) -> None:
    from heard.reviews.contract import COLUMNS
    from heard.spreadsheets import guarded

    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        values = (row[name] for name in COLUMNS)
        writer.writerow(
            [guarded(one) if isinstance(one, str) else "" if one is None else one for one in values]
        )


def _table(rows: Sequence[dict[str, Any]], out: TextIO) -> None:
    """For people: a level never without its interval, coverage and band."""
    if not rows:
        print("No landlord is in this review.", file=out)
        return
    lines = [("Landlord", "Dimension", "Self", "Residents", "Gap", "Criteria rated", "Places")]
    lines += [
        (
            row["landlord"],
            row["dimension"] or "Overall",
            _level(row["self"]),
            _span(row["residents"], row["low"], row["high"]),
            _span(row["gap"], row["gap_low"], row["gap_high"], sign="+"),
            "" if row["coverage"] is None else f"{row['coverage']:.0%}",
            row["band"] or "",
        )
        for row in rows
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        words = (word.ljust(width) for word, width in zip(line, widths, strict=True))
        print("  ".join(words).rstrip(), file=out)


def _level(value: float | None, sign: str = "") -> str:
    return "not known" if value is None else f"{value:{sign}.2f}"


def _span(value: float | None, low: float | None, high: float | None, sign: str = "") -> str:
    if value is None or low is None or high is None:
        return _level(value, sign)
    return f"{value:{sign}.2f} ({low:{sign}.2f} to {high:{sign}.2f})"
