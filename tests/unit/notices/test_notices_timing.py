from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from heard.notices.timing import (
    MOST_ATTEMPTS,
    Quiet,
    Window,
    Wish,
    may_send,
    retry_delay,
    send_time,
)

LONDON = ZoneInfo("Europe/London")


def london(*parts, fold=0):
    return datetime(*parts, tzinfo=LONDON, fold=fold)


def when(now, *, wish=None, quiet=None, urgent=False):
    found = send_time(now, wish=wish or Wish(), quiet=quiet or Quiet(), urgent=urgent)
    assert found.tzinfo is UTC
    return f"{found.astimezone(LONDON):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (london(2026, 11, 24, 12, 0), "2026-11-24 12:00:00"),
        (london(2026, 11, 24, 20, 59, 59), "2026-11-24 20:59:59"),
        (london(2026, 11, 24, 21, 0), "2026-11-25 08:00:00"),
        (london(2026, 11, 25, 7, 59), "2026-11-25 08:00:00"),
        (london(2026, 11, 25, 8, 0), "2026-11-25 08:00:00"),
        (london(2026, 3, 28, 22, 0), "2026-03-29 08:00:00"),  # clocks go forward
        (london(2026, 10, 24, 22, 0), "2026-10-25 08:00:00"),  # clocks go back
        (london(2027, 12, 31, 23, 0), "2028-01-01 08:00:00"),
    ],
)
def test_quiet_hours_are_hours_on_london_s_clocks(now, then):
    assert when(now) == then


def test_the_night_is_as_long_as_it_is():
    evening = london(2026, 3, 28, 22, 0)
    assert send_time(evening, wish=Wish(), quiet=Quiet(), urgent=False) - evening.astimezone(
        UTC
    ) == timedelta(hours=9)
    evening = london(2026, 10, 24, 22, 0)
    assert send_time(evening, wish=Wish(), quiet=Quiet(), urgent=False) - evening.astimezone(
        UTC
    ) == timedelta(hours=11)


def test_quiet_hours_that_end_in_an_hour_that_is_skipped_end_when_it_would_start():
    quiet = Quiet(time(23), time(1, 30))
    assert when(london(2026, 3, 28, 23, 30), quiet=quiet) == "2026-03-29 02:00:00"


def test_equal_hours_mean_never_quiet():
    now = london(2026, 11, 24, 3, 0)
    assert when(now, quiet=Quiet(time(8), time(8))) == "2026-11-24 03:00:00"


def test_window_of_some_days_waits_for_the_next_of_them():
    wish = Wish((Window(time(10), time(12), frozenset({0})),))  # Mondays
    assert when(london(2026, 11, 24, 9, 0), wish=wish) == "2026-11-30 10:00:00"
    assert when(london(2026, 11, 30, 11, 59), wish=wish) == "2026-11-30 11:59:00"
    assert when(london(2026, 11, 30, 12, 0), wish=wish) == "2026-12-07 10:00:00"


def test_window_over_midnight_belongs_to_the_day_it_starts_on():
    friday = Wish((Window(time(22), time(2), frozenset({4})),))
    assert when(london(2026, 11, 28, 1, 0), wish=friday) == "2026-11-28 01:00:00"
    assert when(london(2026, 11, 27, 1, 0), wish=friday) == "2026-11-27 22:00:00"


def test_window_within_the_skipped_hour_waits_for_the_next_day_that_has_it():
    wish = Wish((Window(time(1, 10), time(1, 50)),))
    assert when(london(2026, 3, 29, 0, 30), wish=wish) == "2026-03-30 01:10:00"


def test_window_within_the_repeated_hour_comes_twice():
    wish = Wish((Window(time(1, 10), time(1, 20)),))
    between = london(2026, 10, 25, 1, 30)
    found = send_time(between, wish=wish, quiet=Quiet(), urgent=False)
    assert found == london(2026, 10, 25, 1, 10, fold=1).astimezone(UTC)


def test_urgent_news_passes_quiet_hours_but_not_a_person_s_own():
    night = london(2026, 11, 24, 23, 0)
    assert when(night, urgent=True) == "2026-11-24 23:00:00"
    own = Wish((Window(time(10), time(11)),))
    assert when(night, wish=own, urgent=True) == "2026-11-25 10:00:00"
    said_so = Wish(own.windows, urgent_any_time=True)
    assert when(night, wish=said_so, urgent=True) == "2026-11-24 23:00:00"
    assert when(night, wish=said_so) == "2026-11-25 10:00:00"


def test_person_s_hours_come_before_quiet_ones():
    late = Wish((Window(time(22), time(23)),))
    assert may_send(london(2026, 11, 24, 22, 30), wish=late, quiet=Quiet(), urgent=False)
    assert not may_send(london(2026, 11, 24, 12, 0), wish=late, quiet=Quiet(), urgent=False)


@pytest.mark.parametrize("days", [frozenset(), frozenset({7}), frozenset({-1, 2})])
def test_days_that_are_none_are_refused(days):
    with pytest.raises(ValueError, match="days are numbers"):
        Window(time(1), time(2), days)


def test_wish_survives_the_store():
    wish = Wish((Window(time(9, 30), time(12), frozenset({0, 4})),), discreet=True)
    assert Wish.from_dict(wish.as_dict()) == wish
    assert Wish().as_dict() == {}
    assert Wish.from_dict({}) == Wish()


def test_waits_triple_and_end():
    waits = [retry_delay(attempt, seed="RV-1") for attempt in range(1, MOST_ATTEMPTS)]
    for wait, middle in zip(waits, [1, 3, 9, 27, 81, 243, 720, 720, 720], strict=True):
        assert 0.8 <= wait / timedelta(minutes=middle) <= 1.2
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=3)
    assert retry_delay(MOST_ATTEMPTS, seed="RV-1") is None


def test_waits_differ_from_message_to_message_and_not_from_time_to_time():
    assert retry_delay(1, seed="a") == retry_delay(1, seed="a")
    assert len({retry_delay(1, seed=str(number)) for number in range(50)}) == 50
