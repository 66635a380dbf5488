"""What one cell holds, in the terms of the table it stands in."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from heard.ingest.marks import MARKS, mark_in

RSH_CODE = re.compile(r"^([A-Z]{1,2}\d{4}|\d{4}|\d{2}[A-Z]{2})$", re.ASCII)
NUMBER_AS_CODE = re.compile(r"^(\d{4})\.0+$")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
SPACE = re.compile(r"\s+")
CHANGE_IT = "Put the regulator's figure back, or one of its marks such as [X]."
MARK_LIST = ", ".join(f"[{mark}]" for mark in MARKS)
AS_TEXT = "Write the code as text, such as 4878, L4517, LH0032 or 00AE."


class CellError(ValueError):
    """A cell doesn't hold what its column needs."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend


class Number(NamedTuple):
    """A number, or the mark that stands in its place; never both."""

    value: float | None
    mark: str = ""


MARK_CELLS = {f"[{mark}]": Number(None, mark) for mark in MARKS}


def clean(raw: object) -> str:
    """The cell as one line of text, without what can't be seen."""
    if raw is None or raw == "":
        return ""
    if isinstance(raw, str) and raw.isascii():  # nearly all
        return " ".join(raw.split())
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", str(raw)))
    return SPACE.sub(" ", text).strip()


def paragraph(raw: object) -> str:
    """Free text with its lines kept; a mark or a blank is no text."""
    text = "" if raw is None else str(raw).strip()
    if not text.isascii():
        text = INVISIBLE.sub("", text).replace("\u00a0", " ").strip()
    return "" if mark_in(text) else text


def shown(raw: object) -> str:
    """The cell's content as an error quotes it."""
    text = clean(raw)
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"  # noqa: PLR2004 - 40 and an ellipsis


def number(
    raw: object, *, low: float = 0.0, high: float = math.inf, what: str = "number"
) -> Number:
    """The number or mark in a cell.

    Raises:
        CellError: it is text, blank, an unknown mark, or outside `low` to `high`.
    """
    if type(raw) is float and low <= raw <= high and raw != math.inf:
        return Number(raw)
    if type(raw) is str and (known := MARK_CELLS.get(raw)):
        return known
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        value = float(raw)
        if math.isfinite(value) and low <= value <= high:
            return Number(value)
        span = f"{low:g} or more" if math.isinf(high) else f"between {low:g} and {high:g}"
        raise CellError(f"{value:g} isn't a {what}, which is {span}.", CHANGE_IT)
    text = clean(raw)
    mark = mark_in(text)
    if mark in MARKS:
        return Number(None, mark)
    if mark:
        raise CellError(f"the mark [{mark}] isn't known (known: {MARK_LIST}).", CHANGE_IT)
    if not text:
        raise CellError(
            f"the cell is blank where a {what} or a mark belongs (or its formula gave nothing).",
            CHANGE_IT,
        )
    kind = "a date" if isinstance(raw, (date, time, timedelta)) else "text"
    raise CellError(f"{shown(raw)} is {kind} where a {what} belongs.", CHANGE_IT)


def count(raw: object) -> Number:
    """A count of people, homes or cases: weighted counts needn't be whole, none is negative."""
    return number(raw, what="count")


def percent(raw: object) -> Number:
    """A percentage, as published: 0 to 100."""
    return number(raw, high=100.0, what="percentage")


def landlord_code(raw: object) -> str:
    """The regulator's code as text, also where Excel made a number of it.

    Raises:
        CellError: it is no code, or what is left of one that Excel changed.
    """
    text = clean(raw).upper().replace(" ", "")
    if found := NUMBER_AS_CODE.match(text):
        text = found.group(1)
    if RSH_CODE.match(text):
        return text
    if not text:
        raise CellError("the landlord has no code.", AS_TEXT)
    if isinstance(raw, (int, float)) or re.fullmatch(r"[\d.,+E]+", text):
        raise CellError(
            f"{shown(raw)} isn't a landlord's code: a spreadsheet may have changed it.", AS_TEXT
        )
    raise CellError(f"{shown(raw)} isn't a landlord's code.", AS_TEXT)


def yes_or_no(raw: object) -> tuple[bool | None, str]:
    """True, False or unknown, and the mark that stands there if any.

    Raises:
        CellError: it is some other word.
    """
    text = clean(raw)
    known = {"yes": True, "no": False}
    if text.lower() in known:
        return known[text.lower()], ""
    mark = mark_in(text)
    if not text or mark in MARKS or text == "Merged during year":
        return None, mark
    raise CellError(f"{shown(raw)} stands where Yes or No belongs.", "Write Yes, No or a mark.")


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """The column's name: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The cell's name, such as AB12; `row` counts from 1 and `column` from 0."""
    return f"{column_letters(column)}{row}"
