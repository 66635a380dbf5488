"""Values of columns: out as JSON, in again as the same, and nothing else in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.exchange.values import ValueProblemError, reader_of, value_told
from heard.partnership.models import Commitment, Meeting
from heard.reviews.models import Review, Score

FIRST, LAST = datetime(2, 1, 1), datetime(9998, 1, 1)  # noqa: DTZ001 - zones are drawn
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
VALUES = {
    (Score, "key"): st.uuids(),
    (Score, "at"): st.datetimes(FIRST, LAST, timezones=zones),
    (Score, "reason"): st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    (Score, "source"): st.sampled_from(["self", "residents", "officers", "moderated"]),
    (Score, "level"): st.none() | st.integers(0, 30_000),
    (Review, "period_to"): st.dates(),
    (Meeting, "at_time"): st.times(),
    (Commitment, "measures"): st.lists(st.text("ABC01.")),
}


@pytest.mark.parametrize(("model", "name"), VALUES, ids=lambda one: getattr(one, "__name__", one))
@given(data=st.data())
def test_value_comes_back_the_same(model, name, data):
    value = data.draw(VALUES[model, name])
    told = json.loads(json.dumps(value_told(value), ensure_ascii=False))
    read = reader_of(model._meta.get_field(name))(told)
    assert read == value
    assert value_told(read) == told


@pytest.mark.parametrize(
    ("model", "name", "told"),
    [
        (Score, "at", None),
        (Score, "at", "2026-04-30T09:15:00"),
        (Score, "at", 5),
        (Score, "key", "8C1F0D3A2B7E4E559A430F6D1C2B3A49"),
        (Score, "level", True),
        (Score, "level", 2.0),
        (Score, "level", -1),
        (Score, "level", 10**30),
        (Score, "source", "everybody"),
        (Score, "source", ""),
        (Score, "reason", "a\0b"),
        (Score, "reason", "\ud800"),
        (Review, "title", "x" * 201),
        (Review, "period_to", "20260430"),
        (Meeting, "at_time", "25:00:00"),
        (Meeting, "link", "javascript:alert(1)"),
        (Commitment, "measures", {"TP01": 1}),
        (Commitment, "measures", [1]),
    ],
)
def test_other_values_are_refused_in_words(model, name, told):
    with pytest.raises(ValueProblemError) as caught:
        reader_of(model._meta.get_field(name))(told)
    assert caught.value.problem.endswith(".")
    assert caught.value.mend.endswith(".")
