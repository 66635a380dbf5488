import re

import pytest

from heard.demo.chance import SEED
from heard.demo.homes import EARLIER, LATER, estates, homes, social_rent, wards_of
from heard.demo.landlords import LANDLORDS, MAIN
from heard.demo.places import ESTATES, WARD_NAMES
from heard.demo.predecessors import HOLLIN, MARRABLE, PREDECESSORS, SUCCESSIONS
from heard.demo.shapes import ALMSHOUSE, COOPERATIVE, COUNCIL, FOR_PROFIT, HOUSING_ASSOCIATION
from heard.ingest.cells import RSH_CODE
from heard.ingest.tsm_read import read_tsm
from heard.landlords.models import Kind, SuccessionKind, Tenure
from heard.landlords.naming import forms

EVERYBODY = (*LANDLORDS, *PREDECESSORS)


def test_20_landlords_have_names_and_codes_of_their_own():
    names = [one.name for one in EVERYBODY]
    codes = [code for one in EVERYBODY for code in one.codes]
    assert len(LANDLORDS) == 20
    assert len(set(names)) == len(names)
    assert len(set(codes)) == len(codes)
    assert all(re.match(r"^ZZ\d{4}$", code) and RSH_CODE.match(code) for code in codes)


def test_words_are_those_of_the_register():
    assert {one.kind for one in EVERYBODY} <= set(Kind.values)
    assert {came.kind for came in SUCCESSIONS} <= set(SuccessionKind.values)
    assert {row.tenure for row in homes(seed=SEED)} <= set(Tenure.values)


def test_every_kind_of_landlord_is_there():
    kinds = {one.kind for one in LANDLORDS}
    assert kinds == {HOUSING_ASSOCIATION, COUNCIL, ALMSHOUSE, COOPERATIVE, FOR_PROFIT}
    assert [one.codes for one in LANDLORDS if one.kind == ALMSHOUSE] == [()]
    assert [one.name for one in LANDLORDS if len(one.codes) == 2] == ["Tidewell Brandreth"]
    assert [one.name for one in LANDLORDS if one.earlier_names] == ["Corvane Homes"]


def test_three_landlords_were_formed_by_mergers():
    merged = [came.successor for came in SUCCESSIONS if came.kind == "merger"]
    assert len(merged) == 6
    assert set(merged) == {"Hollin Marrable", "Pallister Wren Homes", "Tidewell Brandreth"}
    names = {one.name: one for one in EVERYBODY}
    for came in SUCCESSIONS:
        assert names[came.predecessor].ended_on == came.on
        assert names[came.successor].ended_on is None


def test_homes_are_like_the_borough_they_are_shaped_after():
    assert social_rent(LATER, seed=SEED, landlord=MAIN) == 6_300
    assert 9_800 <= social_rent(LATER, seed=SEED) <= 10_200
    assert social_rent(EARLIER, seed=SEED) >= social_rent(LATER, seed=SEED)
    leasehold = [row.homes for row in homes(seed=SEED) if row.landlord == MAIN and row.on == LATER]
    assert sum(leasehold) == 6_300 + 260 + 90 + 160 + 1_800


def test_homes_of_merged_landlords_are_under_the_names_of_their_day():
    rows = homes(seed=SEED)
    earlier = {row.landlord for row in rows if row.on == EARLIER}
    later = {row.landlord for row in rows if row.on == LATER}
    assert {HOLLIN.name, MARRABLE.name} == earlier - later
    assert later - earlier == {"Hollin Marrable"}


def test_no_landlord_has_more_homes_here_than_in_all():
    for one in LANDLORDS:
        rented = one.homes.social_rent + one.homes.affordable_rent + one.homes.supported
        assert rented <= one.rented + 25, one.name  # small ones may rent a few at market rates
        assert one.homes.shared_ownership <= one.part_owned


def test_estates_stand_where_their_landlord_has_homes():
    rows = estates(seed=SEED)
    wards = {one.name: wards_of(one, seed=SEED) for one in LANDLORDS}
    assert len({row.name for row in rows}) == len(ESTATES)
    assert all(row.ward in wards[row.landlord] for row in rows)
    assert set(wards[MAIN]) == set(WARD_NAMES)


def test_the_same_seed_gives_the_same_borough():
    assert homes(seed=SEED) == homes(seed=SEED)
    assert homes(seed=SEED) != homes(seed=SEED + 1)


@pytest.mark.workbooks
def test_no_real_landlord_has_a_name_or_code_of_a_made_up_one(tsm_folder):
    real = [
        (forms(one.name).core, one.code)
        for path in sorted(tsm_folder.glob("*TSM*.xlsx"))
        for one in read_tsm(path).returns
    ]
    words = {word for name, _ in real for word in name.split()}
    assert not {code for _, code in real} & {code for one in EVERYBODY for code in one.codes}
    for one in EVERYBODY:
        assert forms(one.name).core not in {name for name, _ in real}
        assert forms(one.legal_name or one.name).core not in {name for name, _ in real}
        own = [word for word in forms(one.name).core.split() if len(word) > 3]
        assert set(own) - words, f"{one.name} is made of words in real names"
