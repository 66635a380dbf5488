"""Themes and what has them, as JSON and CSV."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.analysis.redaction import PersonalWords
    from heard.analysis.themes import Found, Theme
    from heard.cli.themes_reading import Texts

_DIGITS = 6
_STEADIEST = 3
COLUMNS = ("id", "theme", "name", "score")


def notes(found: Found, read: Texts, *, as_written: bool) -> Iterator[str]:
    """What else there is to know, a line each."""
    if read.at_fault:
        yield f"{read.at_fault:,} of {read.rows:,} rows are at fault and left out."
    if not read.texts:
        yield "There are no texts."
    if len(found.tried) > 1:
        steady = sorted(found.tried, key=lambda one: -one.agreement)[:_STEADIEST]
        yield (
            f"{found.tried[0].k} to {found.tried[-1].k} themes were tried. When texts were left "
            "out, the same came out again most with "
            + ", ".join(f"{one.k} (agreement {one.agreement:.2f} of 1)" for one in steady)
            + ". Few themes agree easily; say --k if you want more or fewer."
        )
    if as_written:
        yield "Quotes are as written: they may say who wrote them. Don’t publish them so."
    elif read.texts:
        yield (
            "Names, numbers, addresses and health were taken out of quotes as far as rules find "
            "them. Somebody has to read them before anything is published."
        )


def write(found: Found, read: Texts, form: str, out: TextIO, *, hide: PersonalWords | None) -> None:
    """All of it in one form; `hide` says what personal words are to be taken out, if any."""
    if form == "csv":
        _csv(found, read, out)
    else:
        _json(found, read, out, hide)


def _json(found: Found, read: Texts, out: TextIO, hide: PersonalWords | None) -> None:
    themes = [_theme(one, read, hide) for one in found.themes]
    out.write('{"themes": [')
    out.write(",".join("\n" + json.dumps(one, ensure_ascii=False) for one in themes))
    out.write('\n],\n"assignments": [')
    for number, (mark, theme, score) in enumerate(_rows(found, read)):
        row = {"id": mark, "theme": theme.id, "score": score}
        out.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False))
    out.write("\n]}\n")


def _theme(one: Theme, read: Texts, hide: PersonalWords | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "size": one.size,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "quotes": [{"id": read.ids[at], "text": _said(read.texts[at], hide)} for at in one.quotes],
    }


def _said(text: str, hide: PersonalWords | None) -> str:
    from heard.analysis.redaction import redact

    return text if hide is None else redact(text, hide).text


def _rows(found: Found, read: Texts) -> Iterator[tuple[str, Theme, float]]:
    for mark, at, score in zip(read.ids, found.theme.tolist(), found.score.tolist(), strict=True):
        yield mark, found.themes[at], round(score, _DIGITS)


def _csv(found: Found, read: Texts, out: TextIO) -> None:
    from heard.spreadsheets import guarded

    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for mark, theme, score in _rows(found, read):
        writer.writerow([guarded(mark), guarded(theme.id), guarded(theme.name), score])
