"""Short ways to write cases down and to look at their clocks."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from heard.analysis.clocks import Happening, clocks_run
from heard.concerns.rules import england_calendar, rule_packs

LONDON = ZoneInfo("Europe/London")
LONG_AFTER = datetime(2035, 1, 1, tzinfo=LONDON)


def at(day: str, time: str = "10:00", fold: int = 0) -> datetime:
    """A moment by the clock on an English wall."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=LONDON, fold=fold)


def on(day: str) -> date:
    return date.fromisoformat(day)


def fact(kind: str, day: str, time: str = "10:00", **more) -> Happening:
    return Happening(kind, at(day, time), **more)


def run(*facts, now=LONG_AFTER, tenure="", packs=None, calendar=None):
    """Clocks by the code of their rule; a later clock of the same rule has "#2" after it."""
    clocks = clocks_run(
        facts,
        packs if packs is not None else rule_packs(),
        calendar or england_calendar(),
        now=now,
        tenure=tenure,
    )
    found = {}
    for clock in clocks:
        name = clock.rule.code + (f"@{clock.party}" if clock.party else "")
        found[name + (f"#{clock.number}" if clock.number > 1 else "")] = clock
    return found


def codes(steps) -> list[str]:
    return [step.code for step in steps]


def said(clock) -> str:
    return "\n".join(step.words for step in (*clock.steps, *clock.conditions, *clock.warnings))
