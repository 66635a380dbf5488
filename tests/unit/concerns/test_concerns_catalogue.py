from dataclasses import replace
from datetime import date

import pytest

from heard.concerns.catalogue import (
    adjustments,
    categories,
    category_get,
    groups,
    hazard_get,
    hazards,
    language_get,
    languages,
    outcomes,
    referrals,
    refusals,
    signals_of,
)
from heard.concerns.catalogue import checking as checks
from heard.concerns.catalogue.checking import faults, words_a_sentence
from heard.concerns.catalogue.lookups import _holding
from heard.concerns.catalogue.shapes import Signal
from heard.errors import NotFoundError

TODAY = date(2026, 11, 24)


def test_catalogue_that_ships_is_sound():
    assert faults() == ()


def test_categories_are_few_and_each_is_in_a_group():
    there = categories(TODAY)
    assert 20 <= len(there) <= 32
    assert [one for _, inside in groups(TODAY) for one in inside] == list(there)
    assert len(groups(TODAY)) == 8
    assert all(len(one.questions) <= 3 for one in there)


def test_nothing_is_chosen_before_its_first_day():
    assert categories(date(2024, 12, 31)) == ()
    assert groups(date(2024, 12, 31)) == ()


def test_a_category_that_ended_is_still_found_by_its_code():
    ended = replace(category_get("lift"), valid_to=date(2026, 1, 1))
    assert _holding([ended], date(2025, 12, 31)) == (ended,)
    assert _holding([ended], date(2026, 1, 1)) == ()
    assert category_get("lift").code == "lift"


@pytest.mark.parametrize("get", [category_get, hazard_get, language_get])
def test_an_unknown_code_is_said_to_be_unknown(get):
    with pytest.raises(NotFoundError, match="“nonsense”"):
        get("nonsense")


def test_29_hazards_of_which_overcrowding_alone_is_never_an_emergency():
    every = hazards(TODAY)
    assert [one.number for one in every] == list(range(1, 30))
    assert [one.code for one in every if not one.emergency_from] == ["crowding"]


def test_only_damp_and_mould_has_confirmed_clocks_for_significant_hazards():
    assert [one.code for one in hazards(TODAY) if one.confirmed] == ["damp-mould"]
    unconfirmed = [one for one in hazards(TODAY) if not one.confirmed and one.code != "crowding"]
    assert {one.announced for one in unconfirmed} == {2026, 2027}


def test_duties_begin_on_their_day():
    mould, cold = hazard_get("damp-mould"), hazard_get("excess-cold")
    assert not mould.duty("significant", date(2025, 10, 26))
    assert mould.duty("significant", date(2025, 10, 27))
    assert cold.duty("emergency", date(2025, 10, 27))
    assert not cold.duty("significant", TODAY)
    assert not mould.duty("", TODAY)


def test_no_heating_is_an_emergency_where_somebody_is_at_greater_risk():
    heating = category_get("heating-hot-water")
    (alone,) = signals_of(heating, {"what": "both"})
    (risk,) = signals_of(heating, {"what": "both", "at-risk": "yes"})
    assert (alone.level, alone.advice) == ("significant", None)
    assert risk.level == "emergency"
    assert "999" in risk.advice.text


def test_every_emergency_in_words_comes_first():
    gas = category_get("gas-safety")
    told = signals_of(gas, {"smell": "yes", "fumes": "yes", "check": "yes"})
    assert [one.hazard for one in told] == ["gas", "carbon-monoxide"]
    mould = category_get("damp-mould")
    told = signals_of(mould, {"where": "bedroom", "breathing": "yes"})
    assert [(one.hazard, one.level) for one in told] == [("damp-mould", "emergency")]


def test_answers_that_nobody_gave_tell_of_nothing():
    for category in categories(TODAY):
        assert signals_of(category, {}) == ()
        assert signals_of(category, {"what": "unheard of", "nothing": "yes"}) == ()


def test_somebody_in_danger_gets_advice_without_a_hazard():
    (told,) = signals_of(category_get("hate"), {"danger": "yes"})
    assert told.hazard == ""
    assert "Call 999" in told.advice.text


def test_lists_of_casework_and_people_are_there():
    assert {"put-right", "partly", "landlord-no", "resident-leaves-it", "no-contact"} <= {
        one.code for one in outcomes(TODAY)
    }
    assert {"spam", "abusive", "not-housing"} <= {one.code for one in refusals(TODAY)}
    assert referrals(TODAY)
    assert languages()[0].code == "en"
    assert [one.name for one in languages()[1:-1]] == sorted(one.name for one in languages()[1:-1])
    assert {"large-print", "interpreter", "bsl"} <= {one.code for one in adjustments()}


def test_slips_are_found(monkeypatch):
    lift = category_get("lift")
    (stuck, *_) = lift.questions
    wrong = replace(
        stuck, signals=(Signal("stuck", "never"), Signal("stuck", "now", "dragons", ""))
    )
    spoilt = replace(
        lift, hact="dragons", hazards=("dragons",), questions=(wrong,) * 4, name="x" * 81,
        valid_to=date(2000, 1, 1),
    )  # fmt: skip
    monkeypatch.setattr(checks, "categories_read", lambda: (spoilt, lift))
    found = " ".join(faults())
    for fault in (
        "lift is there twice", "lift ends before it starts", "no hazard dragons", "HACT",
        "name or hint is long", "more than 3 questions", "stuck is there twice",
        "stuck = never, which nobody can answer", "dragons, which is no hazard",
        "a hazard without a level", "a signal says nothing",
    ):  # fmt: skip
        assert fault in found


def test_advice_is_short_and_names_no_number_but_999():
    assert list(checks._advice("Call 999. Then go out.")) == []
    assert list(checks._advice("Call 020 7946 0000.")) == ["it names a number other than 999"]
    assert list(checks._advice("word " * 90))
    assert words_a_sentence("") == 0
