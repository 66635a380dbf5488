from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.safety.counting import pause


@pytest.mark.parametrize(
    ("before", "now", "elapsed", "wait"),
    [
        (0, 0, 0, 0),
        (0, 5, 0, 0),
        (0, 6, 0, 4200),  # the next hour, and then until one of the six is forgotten
        (0, 6, 3599, 601),
        (6, 0, 0, 600),
        (6, 0, 600, 0),
        (6, 5, 3599, 1),
        (6, 5, 0, 3600),
    ],
)
def test_pause_is_until_once_more_fits(before, now, elapsed, wait):
    assert pause(before=before, now=now, elapsed=elapsed, most=6, seconds=3600) == wait


counts = st.integers(0, 50)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(counts, counts, st.floats(0, 3599), st.integers(1, 50))
def test_whoever_waits_as_long_as_told_gets_through(before, now, elapsed, most):
    wait = pause(before=before, now=now, elapsed=elapsed, most=most, seconds=3600)
    later = elapsed + wait
    if later >= 3600:
        before, now, later = now, 0, later - 3600
    if later >= 3600:
        before, later = 0, later - 3600
    assert pause(before=before, now=now, elapsed=later, most=most, seconds=3600) == 0
    assert 0 <= wait <= 2 * 3600
