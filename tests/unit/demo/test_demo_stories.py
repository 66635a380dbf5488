import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from heard.concerns.catalogue import (
    adjustment_get,
    category_get,
    language_get,
    outcome_get,
    refusal_get,
)
from heard.concerns.events import Kind
from heard.demo.chance import SEED
from heard.demo.concerns import seasons
from heard.demo.concerns.days import at_home, day_of, in_office, is_worked, moment, worked_later
from heard.demo.concerns.homes import household
from heard.demo.concerns.luck import Luck
from heard.demo.concerns.pictures import picture
from heard.demo.concerns.seasons import WEEKLY, expected
from heard.demo.concerns.slow import CONTRACTOR, slow_problems, slow_wishes
from heard.demo.concerns.staff import staff
from heard.demo.concerns.story import DAYS_TOLD, story
from heard.demo.concerns.together import cold_day, is_ended
from heard.demo.concerns.wording import description, texts
from heard.landlords.models import Tenure

TODAY = date(2026, 11, 24)
E_MAIL = re.compile(r"@example\.org$")
PHONE = re.compile(r"^(020 7946 0\d{3}|07700 900\d{3})$")
ENDS = {Kind.CLOSED, Kind.MERGED, Kind.REFUSED}


@pytest.fixture(scope="module")
def told():
    """The whole demonstration, as told on a day."""
    return story(seed=SEED, today=TODAY).concerns


def steps(told, kind):
    return [step for one in told for step in one.happenings if step.kind == kind]


def test_about_3000_concerns_of_18_months_of_which_some_are_open(told):
    assert 2_800 <= len(told) <= 3_200
    still = [one for one in told if not is_ended(one)]
    assert 120 <= len(still) <= 220
    assert min(day_of(one.raised_at) for one in told) <= TODAY - timedelta(days=DAYS_TOLD - 3)
    assert len({one.key for one in told}) == len(told)


def test_nothing_happens_before_it_was_raised_or_after_yesterday(told):
    end = moment(TODAY, 0, 0)
    for one in told:
        entered = [step.entered_at for step in one.happenings]
        assert one.happenings[0].kind == Kind.RECEIVED
        assert entered == sorted(entered)
        assert max(entered) < end
        assert all(step.at <= step.entered_at for step in one.happenings)


@pytest.mark.parametrize("seed", [1, SEED])
@pytest.mark.parametrize("today", [date(2026, 2, 28), date(2027, 7, 4)])
def test_same_seed_and_day_give_the_same_stories(seed, today, monkeypatch):
    monkeypatch.setattr(seasons, "PACE", 0.05)
    assert story(seed=seed, today=today) == story(seed=seed, today=today)
    assert story(seed=seed, today=today) != story(seed=seed + 1, today=today)


def test_every_way_in_and_every_kind_of_thing_is_there(told):
    assert set(Counter(one.channel for one in told)) == {
        "web", "phone", "letter", "visit", "drop-in", "email"
    }  # fmt: skip
    assert {one.category for one in told} == set(WEEKLY)
    assert {one.place_kind for one in told} == {"home", "block", "estate", "other"}
    assert {one.told_landlord for one in told} == {"yes", "no", "unsure"}
    assert {one.flag for one in told} == {"", "safeguarding", "domestic-abuse"}
    assert {one.tenure for one in told} <= {"", *Tenure.values}


def test_every_kind_of_event_happens(told):
    happened = {step.kind for one in told for step in one.happenings}
    assert happened == set(Kind.values)


def test_words_of_the_catalogue_are_used_and_known(told):
    outcomes = {step.outcome for step in steps(told, Kind.CLOSED)}
    assert {outcome_get(code).code for code in outcomes} >= {
        "put-right", "partly", "landlord-no", "no-answer", "ombudsman", "court", "advice",
        "not-for-us", "resident-leaves-it", "no-contact", "moved",
    }  # fmt: skip
    assert len({refusal_get(step.outcome) for step in steps(told, Kind.REFUSED)}) == 7
    people = [party.person for one in told for party in one.parties]
    assert len({language_get(one.language).code for one in people}) > 10
    assert len({adjustment_get(code).code for one in people for code in one.adjustments}) > 10
    for one in told:
        asked = {question.code for question in category_get(one.category).questions}
        assert set(one.answers) <= asked


def test_nobody_can_be_reached_outside_the_demonstration(told):
    people = [party.person for one in told for party in one.parties]
    assert all(not one.email or E_MAIL.search(one.email) for one in people)
    assert all(not one.phone or PHONE.match(one.phone) for one in people)
    assert all(one.postcode.startswith("QO") for one in people)
    assert all(one.email.endswith(".example") for one in staff())
    assert len({one.key for one in staff()}) == len({one.email for one in staff()}) == len(staff())


def test_hardly_anybody_says_the_same(told):
    words = [one.description for one in told if not one.has(Kind.REFUSED)]
    assert len(set(words)) > 0.95 * len(words)
    assert min(map(len, words)) < 60
    assert max(map(len, words)) > 450
    assert not any("{" in text or "}" in text for text in words)
    assert not any("{" in step.text for one in told for step in one.happenings)


@pytest.mark.parametrize("category", sorted(WEEKLY))
def test_each_category_can_be_put_in_hundreds_of_ways(category):
    known = {"landlord": "Kestrel Yard", "place": "Tern House"}
    said = {
        description(Luck(SEED, category, number), category, known, told="yes")
        for number in range(400)
    }
    assert len(said) > 300


def test_heating_is_raised_in_winter_and_noise_in_summer(told):
    by_month = defaultdict(Counter)
    for one in told:
        by_month[one.category][one.raised_at.month] += 1
    heating, noise = by_month["heating-hot-water"], by_month["noise"]
    assert heating[1] + heating[12] > 5 * (heating[7] + heating[8])
    assert noise[7] + noise[8] > noise[1] + noise[12]
    assert expected("lift", date(2026, 12, 28)) < expected("lift", date(2026, 12, 14)) / 2


def test_landlords_differ_as_their_quality_does(told):
    asked, chased = Counter(), Counter()
    for one in told:
        asked[one.landlord] += one.has(Kind.REFERRED)
        chased[one.landlord] += one.has(Kind.CHASED)
    poor = chased["Farthing Row"] / asked["Farthing Row"]
    good = ["Eventide Courts", "Lanterngate Support", "Bridewater & Stanner"]
    assert poor > 2 * sum(chased[one] for one in good) / sum(asked[one] for one in good)


def test_no_landlord_is_shown_what_nobody_agreed_to(told):
    for one in told:
        agreed = {step.landlord for step in one.happenings if step.kind == Kind.CONSENT_GIVEN}
        asked = {step.landlord for step in one.happenings if step.kind == Kind.REFERRED}
        assert asked <= agreed


def test_answers_that_say_no_give_a_reason_and_promises_a_date(told):
    for step in steps(told, Kind.LANDLORD_ANSWERED):
        assert (step.details["reason_from"] is None) == (step.outcome == "yes")
    for step in [*steps(told, Kind.COMMITTED), *steps(told, Kind.COMMITMENT_CHANGED)]:
        assert step.due_on >= day_of(step.at)


def test_a_block_without_heating_is_one_concern_of_12_households(told):
    cold = cold_day(TODAY)
    assert (cold.month, is_worked(cold)) == (1, True)
    (group,) = [
        one
        for one in told
        if one.is_group and one.category == "heating-hot-water" and day_of(one.raised_at) == cold
    ]
    homes = [party for party in group.parties if party.part in {"resident", "household"}]
    assert len(homes) == 12
    assert len({party.person.key for party in homes}) == 12
    joined = [one for one in told if ("group", group.key) in one.links]
    assert joined
    assert all(one.happenings[-1].target == group.key for one in joined)


def test_what_was_merged_or_split_points_at_what_is_there(told):
    by_key = {one.key: one for one in told}
    for step in steps(told, Kind.MERGED):
        assert not by_key[step.target].has(Kind.MERGED)
    for one in told:
        for step in one.happenings:
            if step.kind == Kind.SPLIT:
                assert ("split", one.key) in by_key[step.target].links
    kinds = Counter(kind for one in told for kind, _key in one.links)
    assert set(kinds) == {"duplicate", "group", "split"}


def test_a_merge_happens_while_both_are_open(told):
    by_key = {one.key: one for one in told}
    for one in told:
        merged = [step.at for step in one.happenings if step.kind == Kind.MERGED]
        for kind, key in one.links if merged else ():
            target = by_key[key]
            closed = [step.at for step in target.happenings if step.kind in ENDS]
            assert kind != "split"
            assert not closed or closed[0] >= merged[0]


def test_three_problems_build_up_slowly(told):
    problems = slow_problems(SEED)
    assert [one.code for one in problems] == ["heating", "lift", "damp"]
    for one in problems:
        assert one.weekly == tuple(sorted(one.weekly))
        assert one.started(TODAY) == TODAY - timedelta(weeks=len(one.weekly))
    wishes = list(slow_wishes(SEED, TODAY))
    assert all(wish.day < TODAY for wish in wishes)
    heating, lift, damp = problems
    cold = [one for one in told if one.place == heating.block and one.estate == heating.estate]
    assert sum(one.category == "heating-hot-water" for one in cold) >= 8
    assert sum(one.place == lift.place for one in told) >= 6
    told_of = [one for one in told if CONTRACTOR in one.description]
    assert len(told_of) >= 6
    assert {one.estate for one in told_of} == {damp.estate}
    assert len({one.place for one in told_of}) > 1


def test_commitments_fall_due_today(told):
    due = [step for step in steps(told, Kind.COMMITTED) if step.due_on == TODAY]
    assert len(due) >= 3


def test_office_hours_keep_to_working_days_and_go_forward():
    luck = Luck(SEED, "hours")
    at = moment(date(2026, 12, 24), 16, 50)
    found = [in_office(at, number % 3, luck) for number in range(60)]
    assert all(at < one and is_worked(day_of(one)) for one in found)
    assert worked_later(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert all(at_home(at, number % 3, luck) > at for number in range(30))


def test_chance_is_as_asked():
    luck = Luck(SEED, "chance")
    assert {luck.number(1, 3) for _ in range(60)} == {1, 2, 3}
    assert {luck.weighed({"a": 1, "b": 0, "c": 1}) for _ in range(60)} == {"a", "c"}
    assert sorted(luck.some("abc", 3)) == ["a", "b", "c"]
    assert not any(luck.odds(0) for _ in range(30))
    numbers = [luck.share() for _ in range(30)]
    assert all(0 <= number < 1 for number in numbers)
    assert any(a != b for a, b in pairwise(numbers))


def test_a_household_is_the_same_wherever_it_is_asked_for():
    assert household(SEED, 5) == household(SEED, 5)
    assert household(SEED, 5) != household(SEED, 6)
    assert household(SEED, 7, landlord="Greengage Row Co-op").home.landlord == "Greengage Row Co-op"


def test_pictures_are_small_and_say_that_they_are_made_up():
    whole, small = picture("wall", 0, seed=SEED)
    assert whole[:2] == small[:2] == b"\xff\xd8"
    assert len(small) < len(whole) < 200_000
    assert picture("wall", 0, seed=SEED) == (whole, small)
    assert picture("wall", 1, seed=SEED) != (whole, small)


def test_texts_are_there_for_every_category():
    assert set(texts("residents.toml")["category"]) == set(texts("staff.toml")["thing"])
    assert set(texts("staff.toml")["thing"]) == set(WEEKLY)
    assert all(category_get(code) for code in WEEKLY)


def test_docs_tell_the_truth_of_the_three_problems():
    docs = Path(__file__).parents[3] / "docs" / "explanation" / "demo-borough.md"
    told = docs.read_text("utf-8")
    for one in slow_problems(SEED):
        runs = [(rate, len(list(same))) for rate, same in groupby(one.weekly)]
        first, *rest = [f"{weeks} at {rate}" for rate, weeks in runs]
        assert ", ".join([first.replace(" at", " weeks at"), *rest]) in told
        assert all(name in told for name in (one.landlord, one.estate, one.block, one.category))
        assert f"{sum(one.weekly):.1f}" in told
    assert CONTRACTOR in told
