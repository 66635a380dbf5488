"""A message goes at the first moment at which it may, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from heard.notices.timing import LONDON, Quiet, Window, Wish, may_send, retry_delay, send_time

CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
]
near_a_change = st.builds(
    lambda change, hours: change + timedelta(hours=hours),
    st.sampled_from(CHANGES),
    st.floats(-48, 48),
)
any_time = st.floats(0, 1000).map(lambda days: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days))
moments = near_a_change | any_time
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
windows = st.builds(Window, clocks, clocks, st.frozensets(st.integers(0, 6), min_size=1))
wishes = st.builds(Wish, st.lists(windows, max_size=3).map(tuple), st.booleans(), st.booleans())
quiets = st.builds(Quiet, clocks, clocks)


@settings(max_examples=300, deadline=None)
@given(moments, wishes, quiets, st.booleans(), st.lists(st.floats(0, 1), max_size=20))
@example(CHANGES[0] - timedelta(hours=3), Wish(), Quiet(), False, [0.5])
def test_it_goes_at_the_first_moment_at_which_it_may(now, wish, quiet, urgent, parts):
    rules = {"wish": wish, "quiet": quiet, "urgent": urgent}
    found = send_time(now, **rules)
    assert now <= found <= now + timedelta(days=15)
    assert may_send(found, **rules)
    assert send_time(found, **rules) == found
    for part in parts:
        between = now + (found - now) * part
        assert between >= found or not may_send(between, **rules)


@settings(max_examples=100, deadline=None)
@given(moments, wishes, quiets)
def test_urgent_news_is_never_later(now, wish, quiet):
    urgent = send_time(now, wish=wish, quiet=quiet, urgent=True)
    assert urgent <= send_time(now, wish=wish, quiet=quiet, urgent=False)


@settings(max_examples=100, deadline=None)
@given(moments, windows, quiets, st.booleans())
def test_nothing_goes_outside_a_person_s_own_hours(now, window, quiet, urgent):
    found = send_time(now, wish=Wish((window,)), quiet=quiet, urgent=urgent)
    local = found.astimezone(LONDON)
    if window.start < window.end:
        assert window.start <= local.time() < window.end
        assert local.weekday() in window.days


@settings(max_examples=100, deadline=None)
@given(wishes)
def test_wish_survives_the_store(wish):
    assert Wish.from_dict(wish.as_dict()) == wish


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.text(max_size=30))
def test_wait_stays_within_a_fifth(attempt, seed):
    middle = min(timedelta(minutes=3 ** (attempt - 1)), timedelta(hours=12))
    assert 0.8 <= retry_delay(attempt, seed=seed) / middle <= 1.2
