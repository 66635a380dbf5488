from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.concerns.likeness import Sketch, likeness

days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
numbers = st.sampled_from(["", "1", "2", "3"])
said = st.lists(
    st.sampled_from(["lift", "broken", "cold", "mould", "block", "the", "and", "ŵ", "3", "!"]),
    max_size=12,
).map(" ".join) | st.text(max_size=40)
sketches = st.builds(
    Sketch, landlord=numbers, category=st.sampled_from(["lift", "pests", ""]),
    raised_on=days, words=said,
    estate=numbers, place=st.sampled_from(["", "Tern House", "TERN house"]),
    postcode=st.sampled_from(["", "QX1 1AA", "qx11aa"]), person=st.sampled_from(["", "a", "b"]),
)  # fmt: skip
few = settings(max_examples=100, deadline=None)


@few
@given(sketches, sketches)
def test_likeness_is_between_0_and_1_and_the_same_either_way(a, b):
    found = likeness(a, b)
    assert 0 <= found.score <= 1
    assert found == likeness(b, a)


@few
@given(sketches)
def test_a_sketch_is_wholly_like_itself(a):
    assert likeness(a, a).score == 1


@few
@given(sketches, sketches, st.integers(1, 60))
def test_more_days_apart_is_never_more_alike(a, b, more):
    first, second = sorted((a.raised_on, b.raised_on))
    a, b = replace(a, raised_on=first), replace(b, raised_on=second)
    later = replace(b, raised_on=b.raised_on + timedelta(days=more))
    if a != b:
        assert likeness(a, later).score <= likeness(a, b).score


@few
@given(sketches, sketches)
def test_another_landlord_is_never_more_alike(a, b):
    same, other = replace(b, landlord="1"), replace(b, landlord="2")
    one = replace(a, landlord="1")
    assert likeness(one, other).score <= likeness(one, same).score
