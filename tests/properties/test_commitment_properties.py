"""What must hold of the rule whatever is signed, reported and said."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.commitments import (
    LEAST,
    Signed,
    Status,
    Told,
    Verdict,
    heard_of,
    periods_of,
    status_of,
)

HEARD = [Verdict.NOT_KEPT, Verdict.PARTLY, Verdict.KEPT]
# From worse to better, for what is ordered at all.
ORDER = [Status.NOT_KEPT, Status.DISAGREE, Status.PARTLY_KEPT, Status.KEPT]
CLAIM = {Told.NOT_DONE: 0, Told.PARTLY: 2, Told.DONE: 3}
counts = st.integers(0, 200)
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(
    st.sampled_from(Signed),
    st.booleans(),
    st.none() | st.sampled_from(Told),
    st.none() | st.sampled_from(Verdict),
)
def test_nothing_is_kept_or_not_kept_without_somebody_saying_so(signed, due, told, verdict):
    status = status_of(signed=signed, due=due, told=told, verdict=verdict)
    if status in {Status.KEPT, Status.PARTLY_KEPT}:
        assert told in {Told.DONE, Told.PARTLY}
        assert verdict in {Verdict.KEPT, Verdict.PARTLY}
    if status in {Status.NOT_KEPT, Status.DISAGREE}:
        assert told is not None
    if told is None or signed is not Signed.YES:
        assert status not in ORDER


@given(st.sampled_from(list(CLAIM)), st.booleans(), st.sampled_from([0, 1]))
def test_residents_lower_and_never_raise_what_is_claimed(told, due, at):
    found = [
        ORDER.index(status_of(signed=Signed.YES, due=due, told=told, verdict=one)) for one in HEARD
    ]
    assert found[at] <= found[at + 1] <= CLAIM[told]


@given(counts, counts, counts)
def test_verdict_holds_more_than_half_or_is_partly(kept, partly, not_kept):
    found = heard_of(kept=kept, partly=partly, not_kept=not_kept)
    base = kept + partly + not_kept
    assert (found is None) == (base < LEAST)
    if found is not None:
        assert found.interval.low <= found.kept <= found.interval.high
        swapped = heard_of(kept=not_kept, partly=partly, not_kept=kept)
        assert (found.verdict is Verdict.KEPT) == (swapped.verdict is Verdict.NOT_KEPT)


@given(days, st.sampled_from([3, 6, 12]), st.integers(0, 90), st.integers(0, 4000))
def test_periods_follow_each_other_without_gap_or_overlap(start, months, within, ahead):
    until = start + timedelta(days=ahead)
    found = periods_of(start=start, months=months, within=within, until=until)
    assert found[0].first == start
    assert found[-1].first <= until <= found[-1].last
    for one, following in itertools.pairwise(found):
        assert following.first == one.last + timedelta(days=1)
    assert all((one.due - one.last).days == within for one in found)
