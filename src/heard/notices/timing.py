"""When a message may go: quiet hours, what the person wished, and how long to wait after a failure.

Pure: the time is passed in. Hours are hours on a clock in London.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self
from zlib import crc32
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

LONDON = ZoneInfo("Europe/London")
EVERY_DAY = frozenset(range(7))
MOST_ATTEMPTS = 10
_FIRST_DELAY = timedelta(minutes=1)
_LONGEST_DELAY = timedelta(hours=12)
_AHEAD = 15  # days: a weekly window is met twice, should the clock change swallow it once


@dataclass(frozen=True, slots=True)
class Window:
    """Days and hours at which it is safe to write. Monday is 0.

    One that ends at or before its start runs into the next day; the day is that of its start.
    """

    start: time
    end: time
    days: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError("days are numbers from 0, Monday, to 6, and at least one")

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies within."""
        local = moment.astimezone(LONDON)
        clock, day = local.time(), local.weekday()
        if self.start < self.end:
            return day in self.days and self.start <= clock < self.end
        late = day in self.days and clock >= self.start
        early = (day - 1) % 7 in self.days and clock < self.end
        return late or early


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours at which nobody is written to. Two equal times mean that there are none."""

    start: time = time(21)
    end: time = time(8)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies within."""
        if self.start == self.end:
            return False
        return Window(self.start, self.end).holds(moment)


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody can be told safely. No windows means at any hour that isn't quiet."""

    windows: tuple[Window, ...] = field(default=())
    discreet: bool = False
    urgent_any_time: bool = False  # they said that urgent news may come outside the windows

    def as_dict(self) -> dict[str, Any]:
        """The wish as it is stored."""
        if self == Wish():
            return {}
        windows = [
            {
                "days": sorted(each.days),
                "start": each.start.isoformat("minutes"),
                "end": each.end.isoformat("minutes"),
            }
            for each in self.windows
        ]
        return {
            "windows": windows,
            "discreet": self.discreet,
            "urgent_any_time": self.urgent_any_time,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The wish as it was stored."""
        windows = tuple(
            Window(
                time.fromisoformat(each["start"]),
                time.fromisoformat(each["end"]),
                frozenset(each["days"]),
            )
            for each in stored.get("windows", ())
        )
        return cls(windows, bool(stored.get("discreet")), bool(stored.get("urgent_any_time")))


def may_send(moment: datetime, *, wish: Wish, quiet: Quiet, urgent: bool) -> bool:
    """Whether a message may go at a moment.

    What the person wished comes before the council's quiet hours: somebody who is safe only late
    in the evening is written to then. Urgent news passes quiet hours, but not the person's own
    windows unless they said that it may.
    """
    if urgent and (wish.urgent_any_time or not wish.windows):
        return True
    if wish.windows:
        return any(window.holds(moment) for window in wish.windows)
    return not quiet.holds(moment)


def send_time(now: datetime, *, wish: Wish, quiet: Quiet, urgent: bool) -> datetime:
    """The first moment from now on at which a message may go, in UTC.

    Examples:
        >>> evening = datetime(2026, 3, 28, 22, 15, tzinfo=UTC)  # clocks go forward that night
        >>> send_time(evening, wish=Wish(), quiet=Quiet(), urgent=False).isoformat()
        '2026-03-29T07:00:00+00:00'
    """
    now = now.astimezone(UTC)
    if may_send(now, wish=wish, quiet=quiet, urgent=urgent):
        return now
    moments = sorted(moment for moment in _turns(now, wish, quiet) if moment > now)
    for moment in moments:
        if may_send(moment, wish=wish, quiet=quiet, urgent=urgent):
            return moment
    raise ValueError("there is no moment at which this may go")  # no Wish or Quiet leads here


def _turns(now: datetime, wish: Wish, quiet: Quiet) -> Iterator[datetime]:
    """Moments at which what may be sent can change: starts, ends, and changes of the clock."""
    today = now.astimezone(LONDON).date()
    clocks = [window.start for window in wish.windows] or [quiet.end]
    for ahead in range(-1, _AHEAD):
        day = today + timedelta(days=ahead)
        yield datetime.combine(day, time(1), UTC)  # when London's clocks change
        for clock in clocks:
            yield from _moments(day, clock)


def _moments(day: date, clock: time) -> Iterator[datetime]:
    """The moments at which a clock in London shows this; two when clocks go back."""
    for fold in (0, 1):
        yield datetime.combine(day, clock, LONDON).replace(fold=fold).astimezone(UTC)


def retry_delay(attempt: int, *, seed: str) -> timedelta | None:
    """How long to wait after this failed attempt, the first being 1; None to give up.

    Each wait is three times the last, up to 12 hours, and a fifth longer or shorter by a draw
    from the seed, so that messages that failed together don't come back together. Ten attempts
    take about two days.
    """
    if attempt >= MOST_ATTEMPTS:
        return None
    delay = min(_FIRST_DELAY * 3.0 ** (attempt - 1), _LONGEST_DELAY)
    draw = crc32(f"{seed}:{attempt}".encode()) / 0xFFFFFFFF  # evenly from 0 to 1
    return delay * (0.8 + 0.4 * draw)
