"""What scoring says, and what it leaves unsaid."""

from __future__ import annotations

import numpy as np
import pytest

from heard.analysis.ratings import (
    Question,
    Sheet,
    panels_of,
    score,
    shown,
    stacked,
    weightings,
)

NAN = np.nan
QUESTIONS = (Question("1", "a"), Question("2", "a"), Question("3", "b"))


def sheet(panels, *, questions=QUESTIONS, **given):
    shape = (len(panels), len(questions))
    values = {name: np.full(shape, NAN) for name in ("own", "officers", "moderated")}
    values |= {"applies": np.full(shape, True), "placed": np.full(shape[0], True)}
    values |= {name: np.array(value) for name, value in given.items()}
    return Sheet(criteria=tuple(questions), panels=stacked(panels), **values)


def panel(*rows, times=1):
    return np.array(rows * times, float)


LIKE = panel([2, 3, 1], [3, 3, 2], times=6)


def test_missing_is_never_a_number():
    empty = np.full((0, 3), NAN)

    (found,) = score(sheet([empty])).overall

    levels = (found.own, found.residents, found.officers, found.moderated, found.low, found.gap)
    assert levels == (None,) * 6
    assert (found.raters, found.ratings, found.coverage.residents) == (0, 0, 0)
    assert found.places is None


def test_means_weigh_the_criteria_that_have_a_level():
    questions = (Question("1", "a", 3.0), Question("2", "a"), Question("3", "b"))
    found = score(sheet([LIKE], questions=questions, own=[[4, 0, NAN]], officers=[[NAN, NAN, 2]]))

    overall = found.overall[0]
    assert overall.own == 3.0
    assert overall.officers == 2.0
    assert (overall.coverage.own, overall.coverage.officers, overall.coverage.applicable) == (
        2,
        1,
        3,
    )
    assert found.dimensions["b"][0].own is None
    assert overall.residents == pytest.approx((3 * 2.5 + 3 + 1.5) / 5)


def test_gap_rests_on_criteria_that_both_have():
    found = score(sheet([LIKE], own=[[4, NAN, 4]]))

    overall = found.overall[0]
    assert overall.common == 2
    assert overall.gap == pytest.approx(4 - (2.5 + 1.5) / 2)
    assert overall.gap_low < overall.gap < overall.gap_high
    assert overall.differs
    assert score(sheet([LIKE])).overall[0].gap is None


def test_what_does_not_apply_counts_nowhere():
    found = score(sheet([LIKE], own=[[4, 4, 0]], applies=[[True, True, False]]))

    assert found.overall[0].own == 4.0
    assert found.overall[0].coverage.applicable == 2
    assert found.overall[0].residents == pytest.approx(2.75)
    assert found.dimensions["b"][0].residents is None
    assert found.dimensions["b"][0].covered is None


def test_one_rater_gives_a_level_without_a_range():
    (found,) = score(sheet([panel([2, 3, 1])])).overall

    assert found.residents == pytest.approx(2)
    assert (found.low, found.high, found.places) == (None, None, None)


def test_agreement_of_all_raters_is_not_certainty():
    (found,) = score(sheet([panel([2, 2, 2], times=12)])).overall

    assert found.low < 2 < found.high
    (top,) = score(sheet([panel([4, 4, 4], times=12)])).overall
    assert top.low < 4 == top.high


def test_criterion_that_the_severe_left_out_is_not_put_up_for_it():
    rows = [[4, 4, 4], [3, 3, 3], [4, 3, 4]] * 4 + [[0, NAN, NAN]] * 3 + [[1, 0, 0]] * 3
    found = score(sheet([panel(*rows)], questions=[Question(one, "a") for one in "123"]))

    plain = np.nanmean(np.array(rows, float), axis=0)
    assert [found.criteria[one][0].residents for one in "123"] == pytest.approx(plain)
    assert found.overall[0].residents < plain.mean() - 0.2


def test_only_large_enough_panels_are_placed():
    others = [panel([1, 1, 1], [2, 1, 1], times=10), panel([4, 4, 3], [3, 4, 4], times=10)]
    few = panel([4, 4, 4], [3, 4, 4], times=4)
    thin = panel([4, NAN, NAN], [3, NAN, NAN], times=10)

    found = score(sheet([*others, few, thin])).overall
    left = score(sheet([*others, others[0]], placed=[True, True, False])).overall

    assert [str(one.places) for one in found] == ["2 of 2", "1 of 2", "None", "None"]
    assert left[2].places is None
    assert left[2].residents == left[0].residents


def test_landlords_alike_share_their_places():
    found = score(sheet([LIKE, LIKE, panel([0, 0, 0], [0, 1, 0], times=10)])).overall

    assert [str(one.places) for one in found] == ["1 to 2 of 3", "1 to 2 of 3", "3 of 3"]


def test_order_that_hangs_on_weights_is_seen():
    one = panel([4, 0, 2], [4, 1, 2], times=8)
    other = panel([0, 4, 2], [1, 4, 1], times=8)
    best = panel([4, 4, 4], [4, 4, 3], times=8)

    tried = score(sheet([one, other, best])).sensitivity

    assert tried.draws == 100
    assert 20 < tried.order_holds(0, 1) < 80
    assert tried.order_holds(2, 0) == 100
    assert tried.order_holds(0, 7) is None
    assert tried.all_hold == 100
    assert tried.holds == (100, 100, 100)


def test_weightings_average_to_the_weights():
    drawn = weightings(np.array([1.0, 1.0, 2.0]), draws=4000)

    assert drawn.sum(axis=1) == pytest.approx(np.ones(4000))
    assert drawn.mean(axis=0) == pytest.approx([0.25, 0.25, 0.5], abs=0.015)
    assert (drawn > 0).all()


def test_same_sheet_same_scores_whatever_the_order_of_raters():
    rng = np.random.default_rng(2)
    rows = rng.integers(0, 5, (30, 3)).astype(float)
    rows[rng.random(rows.shape) < 0.3] = NAN

    one, other = (score(sheet([part, LIKE])) for part in (rows, rows[::-1]))

    assert one.overall[0].residents == pytest.approx(other.overall[0].residents)
    assert one.overall[0].low == pytest.approx(other.overall[0].low)
    assert score(sheet([rows, LIKE])) == one


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"own": [[5, 1, 1]]}, "0 to 4"),
        ({"own": [[1, 1]]}, "shape"),
        ({"questions": (Question("1", "a", 0.0),) * 3}, "weighs"),
        ({"questions": (Question("1", "a"),) * 3}, "twice"),
    ],
)
def test_sheet_that_makes_no_sense_is_refused(given, words):
    with pytest.raises(ValueError, match=words):
        sheet([LIKE], **given)


def test_rater_of_two_landlords_is_refused():
    with pytest.raises(ValueError, match="two landlords"):
        panels_of([(0, 0, 5, 1.0), (1, 0, 5, 1.0)], landlords=2, criteria=1)


def test_few_raters_are_hidden_from_others():
    few, enough = panel([1, 2, 3], times=9), panel([1, 2, 3], [2, 2, 3], times=6)
    scores = score(sheet([few, enough], own=[[3, 3, 3]] * 2))

    first, second = shown(scores, QUESTIONS).overall

    assert first.withheld
    assert (first.own, first.residents, first.gap, first.raters) == (3.0, None, None, 0)
    assert first.covered is None
    assert (second.raters, second.ratings, second.withheld) == (10, 35, False)
    assert second.residents == scores.overall[1].residents


def test_a_single_hidden_part_takes_another_with_it():
    rows = [[1, 2, 3]] * 9 + [[2, NAN, 3]] * 2 + [[2, NAN, NAN]] * 3
    questions = (Question("1", "a"), Question("2", "a"), Question("3", "a"))
    scores = shown(score(sheet([panel(*rows)], questions=questions)), questions)

    hidden = [code for code, (one,) in scores.criteria.items() if one.withheld]
    assert hidden == ["2", "3"]
    assert not scores.dimensions["a"][0].withheld
