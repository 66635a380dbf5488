from datetime import date

from heard.demo.places import BOROUGH, ENDED, ESTATES, REDRAWN, WARDS


def test_borough_has_18_wards_of_different_names():
    names = [ward.name for ward in WARDS]
    assert len(set(names)) == 18
    assert BOROUGH not in names


def test_a_ward_was_redrawn_under_a_new_name():
    after = [ward for ward in WARDS if ward.since == ENDED.until]
    assert ENDED.until == REDRAWN == date(2022, 5, 5)
    assert [ward.name for ward in after] == ["Ferrybank & Old Staithe"]
    assert ENDED.name not in {ward.name for ward in WARDS}


def test_about_60_estates_have_names_of_their_own():
    assert len(set(ESTATES)) == len(ESTATES) == 60
