"""What a cell of a table says: a day, a whole number or a name, or what is wrong with it.

Every engine asks here, once for each text that differs, so that all of them read alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.engines.contract import EARLIEST
from heard.engines.faults import BROKEN, LONGEST_NAME, ROLES, code_of

if TYPE_CHECKING:
    from heard.engines.contract import Question

DATE_LENGTH = 11  # of a text that starts with a digit, no more decides which day it is
CLIP = 1_000  # longer texts are cut to LONGEST_NAME and one, which is too long all the same
SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_AFTER = f"(?:[T{re.escape(SPACES)}].*)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_AFTER}", re.ASCII | re.DOTALL)
_BRITISH = re.compile(rf"(\d{{1,2}})[/.](\d{{1,2}})[/.](\d{{4}}){_AFTER}", re.ASCII | re.DOTALL)
_WHOLE = re.compile(r"(-?)(\d+)(?:\.0*)?", re.ASCII)
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says in its role; `code` is 0, or the kind of fault."""

    code: int = 0
    name: str = ""
    number: int | None = None  # a count, or a day as `date.toordinal` has it
    period: int | None = None  # the first day of the day's period


def said(role: str, text: str, question: Question) -> Said:
    """What a text says in its role."""
    if BROKEN in text:
        return Said(code_of("encoding", role))
    text = text.strip()
    if len(text) > LONGEST_NAME:
        return Said(code_of("too-long", role))
    if not text:
        return Said() if role == "entered" else Said(code_of(f"no-{role}", role))
    if role in {"date", "entered"}:
        return _day_said(role, text, question)
    if role == "count":
        return _count_said(text)
    if role == "place" and question.places is not None and text not in question.places:
        return Said(code_of("unknown-place", role))
    return Said(name=text)


def first_fault(texts: dict[str, str], question: Question) -> int:
    """The kind of fault that is told of a row, of several the first; 0 if there is none."""
    codes = (said(role, texts[role], question).code for role in ROLES if role in texts)
    return min((code for code in codes if code), default=0)


def clipped(text: str) -> str:
    """The text, or of a long one as much as says that it is too long."""
    if len(text) <= CLIP:
        return text
    return BROKEN if BROKEN in text else text.strip()[: LONGEST_NAME + 1]


def first_day(day: date, by: str) -> date:
    """The first day of the week (a Monday) or the month that a day is in."""
    return day - timedelta(days=day.weekday()) if by == "week" else day.replace(day=1)


def next_first_day(first: date, by: str) -> date:
    """The first day of the period after."""
    return first_day(first + timedelta(days=7 if by == "week" else 31), by)


def _day_said(role: str, text: str, question: Question) -> Said:
    day = _day_of(text)
    if day is None:
        return Said(code_of(f"unread-{role}", role))
    if role == "date" and day < EARLIEST:
        return Said(code_of("early-date", role))
    if day > question.today:
        return Said(code_of(f"future-{role}", role))
    return Said(number=day.toordinal(), period=first_day(day, question.by).toordinal())


def _day_of(text: str) -> date | None:
    """A day as people and programs write it; None where it is none."""
    try:
        if found := _ISO.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _BRITISH.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def _count_said(text: str) -> Said:
    found = _WHOLE.fullmatch(text)
    if found is None:
        return Said(code_of("count-not-whole", "count"))
    minus, digits = found.groups()
    if minus:
        return Said(code_of("count-negative", "count"))
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        return Said(code_of("count-too-big", "count"))
    return Said(number=int(digits))
