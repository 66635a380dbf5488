"""How a series came to be unusual, and the words that its concerns share."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.cells import Cells
from heard.analysis.warnings import chosen, shared_words, tracks, walk, without_loads
from heard.analysis.warnings.tracks import Point, began

WEEKS = tuple(date(2025, 1, 6) + timedelta(days=7 * n) for n in range(40))
counts = st.lists(st.integers(0, 30), min_size=1, max_size=60)


def points(observed, expected=0.5):
    return [
        Point(WEEKS[0] + timedelta(days=7 * n), one, expected, 0, 2)
        for n, one in enumerate(observed)
    ]


@given(counts)
def test_a_rise_begins_within_the_series(observed):
    assert 0 <= began(points(observed)) < len(observed)


@given(st.integers(3, 30), st.integers(1, 12), st.integers(4, 9))
def test_a_step_up_after_silence_begins_where_it_steps(quiet, long, high):
    assert began(points([0] * quiet + [high] * long)) == quiet


def test_tracks_hold_what_the_walk_saw():
    rows = [(0, 0, 0, n, 1 if n < 36 else 6) for n in range(40) if n % 3 == 0 or n >= 36]
    rows += [(1, 0, 1, n, 2) for n in range(40)]
    columns = np.array(sorted(rows)).T
    cells = Cells(*columns, ("Elm", "Oak"), ("A",), ("Damp", "Lift"), WEEKS)
    recent = list(walk(cells, by="week", first=20))
    listed = chosen(recent[-1], WEEKS, most=3)
    found = tracks(recent, listed, WEEKS)
    top = listed[0]
    track = found[top.level, top.about]
    assert len(track.points) == 20
    assert track.points[-1].observed == top.observed
    assert track.points[-1].expected == top.expected
    assert track.since == WEEKS[36]
    assert without_loads(listed, cells, 39) == listed


def test_words_that_all_use_tell_nothing():
    here = ["the lift doors stick", "the lift doors jam", "lift and doors", "doors again, Liftwell"]
    there = ["the lift has stopped", "the lift is slow"] * 20
    assert [one.word for one in shared_words(here, there)] == ["doors"]
    assert shared_words([], there) == []
