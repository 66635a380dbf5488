"""The whole truth table of the rule, written out, and the ends of periods."""

from __future__ import annotations

from datetime import date

import pytest

from heard.analysis.commitments import (
    Signed,
    Status,
    Told,
    Verdict,
    heard_of,
    periods_of,
    standing_of,
    status_of,
)

D, P, N, Y = Told.DONE, Told.PARTLY, Told.NOT_DONE, Told.NOT_YET
K, Q, X = Verdict.KEPT, Verdict.PARTLY, Verdict.NOT_KEPT

# Told, then the status by residents' verdict: unknown, kept, partly, not kept.
TABLE = [
    (D, "not-verified", "kept", "partly-kept", "disagree"),
    (P, "not-verified", "partly-kept", "partly-kept", "disagree"),
    (N, "not-kept", "not-kept", "not-kept", "not-kept"),
    (Y, "not-due", "not-due", "not-due", "disagree"),
]


@pytest.mark.parametrize("due", [True, False])
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0].value)
def test_signed_and_reported(row, due):
    told, *expected = row
    found = [
        status_of(signed=Signed.YES, due=due, told=told, verdict=verdict)
        for verdict in (None, K, Q, X)
    ]
    assert found == expected


@pytest.mark.parametrize("verdict", [None, K, Q, X])
def test_nothing_reported_is_not_not_kept(verdict):
    late = status_of(signed=Signed.YES, due=True, told=None, verdict=verdict)
    early = status_of(signed=Signed.YES, due=False, told=None, verdict=verdict)
    assert (late, early) == (Status.NOTHING_REPORTED, Status.NOT_DUE)


@pytest.mark.parametrize("told", [None, *Told])
@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_who_has_not_signed_is_held_to_nothing(told, verdict):
    no = status_of(signed=Signed.NO, due=True, told=told, verdict=verdict)
    gone = status_of(signed=Signed.WITHDRAWN, due=True, told=told, verdict=verdict)
    assert (no, gone) == (Status.NOT_SIGNED, Status.WITHDRAWN)


def test_verdict_of_nine_is_not_known_and_of_ten_is():
    assert heard_of(kept=9, partly=0, not_kept=0) is None
    assert heard_of(kept=0, partly=0, not_kept=0, least=0) is None
    found = heard_of(kept=9, partly=1, not_kept=0)
    assert (found.verdict, found.base, found.kept) == (Verdict.KEPT, 10, 0.9)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [((6, 0, 5), K), ((5, 0, 5), Q), ((4, 0, 7), X), ((4, 4, 4), Q), ((0, 0, 10), X)],
)
def test_half_is_not_more_than_half(counts, verdict):
    kept, partly, not_kept = counts
    assert heard_of(kept=kept, partly=partly, not_kept=not_kept).verdict is verdict


def test_periods_end_with_the_commitment_and_keep_the_day_of_the_month():
    found = periods_of(
        start=date(2024, 2, 29), months=12, within=42, until=date(2026, 9, 1), end=date(2026, 6, 30)
    )
    assert [(one.first, one.last) for one in found] == [
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2025, 2, 28), date(2026, 2, 27)),
        (date(2026, 2, 28), date(2026, 6, 30)),
    ]
    assert found[0].due == date(2025, 4, 10)
    assert periods_of(start=date(2027, 1, 1), months=3, within=0, until=date(2026, 12, 31)) == []


def test_standing_is_the_newest_that_says_anything():
    newest_first = [Status.NOT_DUE, Status.NOTHING_REPORTED, Status.KEPT]
    assert standing_of(newest_first) is Status.NOTHING_REPORTED
    assert standing_of([Status.NOT_DUE]) is Status.NOT_DUE
