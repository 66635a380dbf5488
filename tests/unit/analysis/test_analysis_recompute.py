from __future__ import annotations

import pytest

from heard.analysis.recompute import agrees, share_from_counts


def test_share_is_top_two_over_all_five():
    assert share_from_counts(916, 928, 218, 212, 185) == pytest.approx(0.7498983326555511)
    assert share_from_counts(0, 0, 0, 0, 0) is None


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf")])
def test_share_refuses_impossible_counts(wrong):
    with pytest.raises(ValueError, match="Counts"):
        share_from_counts(wrong, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("published", "recomputed", "decimals", "same"),
    [
        (0.7498983326555511, 0.7498983326555511, None, True),
        (0.7498983, 0.7498983326555511, None, False),
        (0.745, 0.7454999, 1, True),
        (0.745, 0.7456, 1, False),
        (0.75, 0.7549, 0, True),
    ],
)
def test_agrees_allows_for_rounding_alone(published, recomputed, decimals, same):
    assert agrees(published, recomputed, decimals=decimals) is same
