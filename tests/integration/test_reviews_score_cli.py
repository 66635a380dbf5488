"""`heard reviews score`: what it prints, and what it says when it can't."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory
from tests.factories.reviews import (
    answer_seats,
    assess,
    criteria_of,
    make_review,
    make_session,
    said,
    subject_of,
)

from heard.access import Role
from heard.cli import main
from heard.landlords.models import LandlordCode
from heard.reviews.contract import COLUMNS
from heard.reviews.models import Standing
from heard.reviews.services.assessing import self_score, self_submit

pytestmark = pytest.mark.django_db


def printed(*words):
    out = io.StringIO()
    assert main(["reviews", "score", *words], out=out) == 0
    return out.getvalue()


@pytest.fixture
def review():
    high, low = LandlordFactory(name="Alder Homes"), LandlordFactory(name="=Beech")
    LandlordCode.objects.create(landlord=high, code="L0001")
    review = make_review(landlords=[high, low])
    lead = PersonFactory(role=Role.LANDLORD_LEAD, landlord=low)
    assess(subject_of(review, low), by=lead, level=4)
    for landlord, level in ((high, "3"), (low, "1")):
        answer_seats(make_session(subject_of(review, landlord), seats=12), level=level)
    return review


def test_score_as_json_keeps_the_contract(review):
    rows = json.loads(printed("--format", "json"))

    assert [(row["landlord"], row["dimension"]) for row in rows] == [
        ("=Beech", None),
        ("=Beech", "Part 1"),
        ("=Beech", "Part 2"),
        ("Alder Homes", None),
        ("Alder Homes", "Part 1"),
        ("Alder Homes", "Part 2"),
    ]
    assert all(tuple(row) == COLUMNS for row in rows)
    low, high = rows[0], rows[3]
    assert (low["self"], low["residents"], low["gap"], low["code"]) == (4.0, 1.0, 3.0, None)
    assert low["gap_low"] < 3 < low["gap_high"]
    assert low["low"] < 1 < low["high"]
    assert (low["coverage"], low["band"]) == (1.0, "2 of 2")
    assert (high["code"], high["residents"], high["band"]) == ("L0001", 3.0, "1 of 2")
    assert [high[name] for name in ("self", "officers", "moderated", "gap", "gap_low")] == [
        None
    ] * 5


def test_score_as_csv_is_safe_in_a_spreadsheet(review):
    rows = list(csv.DictReader(io.StringIO(printed("--format", "csv"))))

    assert rows[0]["landlord"] == "'=Beech"
    assert rows[3]["self"] == ""


def test_score_as_table_never_shows_a_bare_level(review):
    lines = printed("--review", review.reference.lower()).splitlines()

    assert review.reference in lines[0]
    assert "1.00 (0.8" in lines[2]
    assert "100%" in lines[2]
    assert "not known" in lines[5]


def test_drafts_and_words_are_no_numbers(review):
    subject = subject_of(review, review.subjects.get(landlord__name="Alder Homes").landlord)
    lead = PersonFactory(role=Role.LANDLORD_LEAD, landlord=subject.landlord)
    standings = [Standing.NOT_EVIDENCED, Standing.NOT_APPLICABLE, Standing.SCORED]
    for criterion, standing in zip(criteria_of(review).values(), standings, strict=True):
        self_score(
            subject=subject, criterion=criterion, said=said(2, standing=standing), seen="", by=lead
        )
    draft = json.loads(printed("--format", "json"))[3]
    self_submit(subject=subject, by=lead)
    sent = json.loads(printed("--format", "json"))[3:]

    assert draft["self"] is None
    assert [row["self"] for row in sent] == [2.0, None, 2.0]
    assert [row["coverage"] for row in sent] == [1.0, 1.0, 1.0]
    assert [row["gap"] for row in sent] == [-1.0, None, -1.0]


@pytest.mark.parametrize("words", [[], ["--review", "R-NONE"]])
def test_score_without_a_review_says_so(words, capsys):
    assert main(["reviews", "score", *words]) == 1
    assert "There is no review" in capsys.readouterr().err
