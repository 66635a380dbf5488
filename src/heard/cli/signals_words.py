"""Words that `heard signals scan` and `heard signals backtest` share."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_file_words(parser: ArgumentParser) -> None:
    """The file, its columns, and how to read them."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="what was raised: .csv, .parquet, sqlite:///path#table, postgresql://…#table",
    )
    for name, what in (
        ("date", "when it was raised"),
        ("place", "where: a block or an estate"),
        ("category", "what it is about"),
    ):
        parser.add_argument(f"--{name}", required=True, metavar="COLUMN", help=what)
    parser.add_argument("--landlord", default="", metavar="COLUMN", help="whose home")
    parser.add_argument(
        "--count", default="", metavar="COLUMN", help="how many a row stands for (one)"
    )
    parser.add_argument(
        "--entered", default="", metavar="COLUMN", help="when the row was entered, if later"
    )
    parser.add_argument("--by", choices=["week", "month"], default="week", help="period (week)")
    parser.add_argument("--parents", metavar="FILE", help="CSV: place, parent (ward or estate)")
    parser.add_argument(
        "--known-places", metavar="FILE", help="CSV: place; rows of any other are at fault"
    )
    parser.add_argument("--mergers", metavar="FILE", help="CSV: old, new name of a landlord")
    parser.add_argument(
        "--engine",
        choices=["duckdb", "spark"],
        help="where to count: in process, or on a cluster (in process, small files without engine)",
    )
    parser.add_argument("--out", metavar="FILE", help="write the answer there (standard output)")
    parser.add_argument("--strict", action="store_true", help="any row at fault is fatal")
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="as was known on this day (the file's last)"
    )


def day(text: str) -> date:
    """A day as ISO writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2024-05-31.") from error


def per_week(text: str) -> float:
    """A number of warnings a week, from nought."""
    return _number(text, lowest=0.0, highest=1e9)


def rate(text: str) -> float:
    """A false-alarm rate, from 0 to 1."""
    return _number(text, lowest=0.0, highest=1.0)


def _number(text: str, *, lowest: float, highest: float) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no number.") from error
    if not lowest <= number <= highest:
        raise ArgumentTypeError(f"{text} doesn't lie between {lowest:g} and {highest:g}.")
    return number
