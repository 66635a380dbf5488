"""Samples that anybody can draw again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heard.reviews.drawing import sample_drawn

CODES = [str(number) for number in range(1, 29)]


@given(seed=st.integers(0, 2**31), size=st.integers(1, 28))
def test_draw_is_the_same_again_and_as_large_as_asked(seed, size):
    drawn = sample_drawn(seed=seed, landlords=["a", "b"], criteria=CODES, size=size)
    assert drawn == sample_drawn(seed=seed, landlords=["b", "a"], criteria=CODES, size=size)
    assert all(len(set(one)) == size for one in drawn.values())
    assert all(one == [code for code in CODES if code in one] for one in drawn.values())


def test_every_criterion_is_drawn_about_as_often():
    drawn = sample_drawn(
        seed=11, landlords=[f"landlord-{n}" for n in range(700)], criteria=CODES, size=4
    )
    times = [sum(code in one for one in drawn.values()) for code in CODES]
    assert sum(times) == 700 * 4
    assert 60 < min(times) <= max(times) < 145  # 100 expected, 4.6 standard deviations either way


def test_one_landlords_draw_does_not_hang_on_who_else_is_there():
    alone = sample_drawn(seed=3, landlords=["a"], criteria=CODES, size=5)
    assert sample_drawn(seed=3, landlords=["z", "a"], criteria=CODES, size=5)["a"] == alone["a"]
