"""What is said of residents' verdicts: by rule, with the base, and never of a few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heard.reviews.answering import Verdicts, Verified
from heard.reviews.pages.findings import verdict_words

counts = st.integers(0, 40)


def said(*many, team=False):
    return verdict_words(Verdicts(*many), done=True, team=team)


def test_public_words_follow_the_rule_and_carry_the_base():
    assert said(0, 0, 0) == "No resident has said yet whether it is seen."
    assert said(5, 2, 2) == "Fewer than 10 residents have said whether it is seen."
    assert said(19, 2, 1) == "Residents see it done. Clearly more than half of about 20 see it."
    assert said(1, 3, 12).startswith("Residents don’t see it done. Clearly fewer than half")
    assert said(30, 4, 6) == "Residents see it done. 75% (60% to 86%) of about 40 see it."
    assert said(19, 2, 1, team=True) == "Residents see it done. 86% (67% to 95%) of 22 see it."
    assert verdict_words(Verdicts(19), done=False, team=True) == ""


@given(counts, counts, counts)
def test_share_is_published_only_where_no_few_are_told_by_it(seen, partly, not_seen):
    verdicts = Verdicts(seen, partly, not_seen)
    words = said(seen, partly, not_seen)
    few = 0 < seen < 8 or 0 < verdicts.base - seen < 8
    if "%" in words:
        assert verdicts.base >= 10
        assert not few
    assert (verdicts.verified in {Verified.NOBODY, Verified.FEW}) == (verdicts.base < 10)


@given(counts, counts, counts)
def test_turning_every_verdict_round_never_leaves_both_seen(seen, partly, not_seen):
    there = Verdicts(seen, partly, not_seen).verified
    back = Verdicts(partly + not_seen, 0, seen).verified
    assert {there, back} != {Verified.SEEN}
