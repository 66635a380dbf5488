"""The same deadlines worked out another way: day by day, from the words of the rules.

Written without looking at heard.analysis.clocks, as slow and as plain as can be: it walks the
calendar a day at a time, knows one landlord, and takes pauses as sets of days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta  # noqa: TC003 - plain on purpose
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def nth_day(
    start: date, number: int, holidays: set[date], skipped: set[date], *, worked: bool
) -> date:
    """Walk forward a day at a time until enough days have counted."""
    day = start
    counted = 0
    while counted < number:
        day = day + DAY
        if worked and (day.weekday() in (5, 6) or day in holidays):
            continue
        if day in skipped:
            continue
        counted += 1
    return day


def days_paused(pauses: list[tuple[datetime, datetime]]) -> set[date]:
    """Every day from the one a pause begins on to the one before it ends."""
    days = set()
    for since, until in pauses:
        day = day_of(since)
        while day < day_of(until):
            days.add(day)
            day = day + DAY
    return days


def due(
    start: datetime,
    number: int,
    unit: str,
    holidays: set[date],
    pauses: list[tuple[datetime, datetime]] = (),
    extensions: list[tuple[datetime, int]] = (),
    most: int = 0,
) -> datetime:
    """The last moment, in UTC."""
    if unit == "hours":
        return start.astimezone(UTC) + timedelta(hours=number)
    skipped = days_paused(list(pauses))
    if unit == "weeks":
        number *= 7
    worked = unit == "working-days"
    last = nth_day(day_of(start), number, holidays, skipped, worked=worked)
    given = 0
    for told, asked in sorted(extensions):
        if day_of(told) <= last:
            given = min(given + asked, most)
            last = nth_day(day_of(start), number + given, holidays, skipped, worked=worked)
    midnight = datetime(last.year, last.month, last.day, tzinfo=LONDON) + DAY
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
