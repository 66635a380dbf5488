"""Warnings as JSON, CSV and a table."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.analysis.warnings import Warned

COLUMNS = (
    "place",
    "landlord",
    "category",
    "period",
    "observed",
    "expected",
    "low",
    "high",
    "score",
    "p",
    "level",
)
_DIGITS = 6


def write_rows(rows: Iterable[Warned], form: str, out: TextIO) -> None:
    """All rows in one form, a row at a time."""
    {"json": _json, "csv": _csv, "table": _table}[form](rows, out)


def _contract(one: Warned) -> dict[str, Any]:
    """The row as the contract has it; unknown is null."""
    return {
        "place": one.place,
        "landlord": one.landlord,
        "category": one.category,
        "period": one.period.isoformat(),
        "observed": one.observed,
        "expected": _short(one.expected),
        "low": one.low,
        "high": one.high,
        "score": _short(one.score),
        "p": _short(one.p),
        "level": one.level,
    }


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{_DIGITS}g}")


def _json(rows: Iterable[Warned], out: TextIO) -> None:
    out.write("[")
    for number, row in enumerate(rows):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(_contract(row), ensure_ascii=False))
    out.write("\n]\n")


def _csv(rows: Iterable[Warned], out: TextIO) -> None:
    from heard.spreadsheets import guarded

    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        values = _contract(row).values()
        writer.writerow(
            [guarded(one) if isinstance(one, str) else "" if one is None else one for one in values]
        )


def _table(rows: Iterable[Warned], out: TextIO) -> None:
    lines = [_line(one) for one in rows]
    if not lines:
        print("Nothing is unusual enough to warn of.", file=out)
        return
    titles = ("What", "Where", "Period", "Raised", "Usually", "Chance gives it", "Level")
    widths = [max(len(line[at]) for line in [titles, *lines]) for at in range(len(titles))]
    for line in [titles, *lines]:
        words = (word.ljust(width) for word, width in zip(line, widths, strict=True))
        print("  ".join(words).rstrip(), file=out)
    print("A rise in reports can be a rise in reporting.", file=out)


def _line(one: Warned) -> tuple[str, ...]:
    where = ", ".join(part for part in (one.place, one.landlord) if part) or "everywhere"
    return (
        one.category or "all categories",
        where,
        one.period.isoformat(),
        str(one.observed),
        f"{one.expected:.1f} ({one.low} to {one.high})",
        _odds(one.p),
        one.level,
    )


def _odds(p: float | None) -> str:
    """How often, in words that need no arithmetic."""
    if p is None:
        return "not known yet"
    return f"1 in {min(1 / max(p, 1e-9), 1e9):,.0f}" if p < 0.5 else "usual"  # noqa: PLR2004 - half
