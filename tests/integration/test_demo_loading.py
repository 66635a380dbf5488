from datetime import date

import pytest
from django.db import transaction

from heard.access import Role
from heard.accounts.models import Membership, User
from heard.concerns.models import Concern, Event
from heard.demo import background
from heard.demo.concerns import seasons
from heard.demo.loading import demo_load
from heard.demo.models import Load
from heard.demo.people import PEOPLE, USERNAMES, sign_ins_renew
from heard.demo.store import NotADemoError
from heard.demo.summary import contents
from heard.landlords.models import (
    Borough,
    Estate,
    HomesCount,
    Landlord,
    LandlordCode,
    Presence,
    Succession,
    Ward,
)
from heard.landlords.services import landlord_create, landlord_update
from heard.measures.models import NotIncluded, Result, Standing, Workbook
from heard.measures.pages.boroughs import landlords_in
from heard.measures.services import importing

FEW = 20  # landlords elsewhere: enough to compare with, and quick
PACE = 0.03  # of the concerns; all of them are in test_demo_concerns
COUNTED = (
    Borough, Ward, Landlord, LandlordCode, Presence, Succession, Estate, HomesCount, Workbook,
    Result, NotIncluded, Standing, Load, Concern, Event,
)  # fmt: skip


def silent(_message):
    """Tell nobody."""


def load(folder, *, reset=False):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(background, "HOW_MANY", FEW)
        patch.setattr(seasons, "PACE", PACE)
        return demo_load(folder=folder, real=[], told=silent, reset=reset)


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, folder):
    """A store with the demonstration in it, loaded once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(folder)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo, db):
    """The loaded store; what a test changes in it is undone."""


def test_borough_is_as_large_as_it_should_be(loaded):
    borough = Borough.objects.get()
    standing = Ward.objects.filter(borough=borough, valid_to=None)
    social = HomesCount.objects.filter(tenure="social-rent", on=date(2025, 3, 31))
    main = social.filter(landlord__name="Osiermead Homes")
    assert len(landlords_in(borough)) == 20
    assert standing.count() == 18
    assert Ward.objects.get(name="Ferrybank").valid_to == date(2022, 5, 5)
    assert Estate.objects.count() == 60
    assert sum(main.values_list("homes", flat=True)) == 6_300
    assert 9_800 <= sum(social.values_list("homes", flat=True)) <= 10_200


def test_everything_is_marked_as_made_up(loaded):
    assert not Borough.objects.filter(is_fictional=False).exists()
    assert not Landlord.objects.filter(is_fictional=False).exists()
    assert not Workbook.objects.filter(is_fictional=False).exists()
    assert not LandlordCode.objects.exclude(code__startswith="ZZ").exists()


def test_no_borough_or_ward_claims_a_real_code(loaded):
    assert not Borough.objects.exclude(gss_code="").exists()
    assert not Ward.objects.exclude(gss_code="").exists()


def test_landlords_elsewhere_make_a_national_position(loaded):
    elsewhere = Landlord.objects.filter(name__startswith="Example ")
    assert elsewhere.count() == FEW
    assert not Presence.objects.filter(landlord__in=elsewhere).exists()
    standing = Standing.objects.filter(
        comparison__is_fictional=True, comparison__measure__code="TP06", comparison__adjust="none"
    )
    assert (
        standing.filter(comparison__year="2024-25", comparison__population="LCRA").count()
        == 16 + FEW
    )


def test_figures_recompute_but_for_one(loaded):
    wrong = Result.objects.filter(agrees=False)
    assert [(one.returned.code, one.measure.code) for one in wrong] == [("ZZ0011", "RP02.1")]


def test_each_figure_is_traced_to_a_made_up_workbook(loaded, folder):
    names = set(Workbook.objects.values_list("file_name", flat=True))
    assert names == {"made-up-tsm-2024.xlsx", "made-up-tsm-2025.xlsx"}
    assert names == {path.name for path in folder.iterdir()}
    assert not Workbook.objects.filter(publisher__icontains="regulator").exists()
    assert not Result.objects.filter(cell="").exists()


def test_change_follows_a_merger_and_a_new_code(loaded):
    standings = Standing.objects.filter(
        comparison__year="2024-25", comparison__measure__code="TP01", comparison__adjust="none",
        comparison__population="LCRA", comparison__is_fictional=True,
    )  # fmt: skip
    for code in ("ZZ0008", "ZZ0004"):
        assert standings.get(result__returned__code=code).change is not None
    merged = Landlord.objects.get(name="Hollin Homes")
    assert merged.ended_on == date(2024, 6, 3)


def test_a_landlord_left_out_has_a_reason(loaded):
    assert [one.code for one in NotIncluded.objects.all()] == ["ZZ0013"]


def test_loading_again_changes_nothing(loaded, folder):
    before = counts()
    assert load(folder) is False
    assert counts() == before


def test_reset_wipes_what_demo_sign_ins_did_and_loads_the_same_anew(loaded, folder, monkeypatch):
    monkeypatch.setattr(importing, "standings_rebuild", lambda **_: 0)  # seen above
    before = counts()
    sign_ins_renew()
    staff = User.objects.get(username="staff@demo.example")
    landlord_create(name="Tried Out Homes", kind="provider", by=staff)
    assert load(folder, reset=True) is True
    assert counts() == before | {"Standing": 0}
    assert not Landlord.objects.filter(name="Tried Out Homes").exists()
    assert not User.objects.exclude(is_made_up=True).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_reset_is_refused_where_somebody_else_signs_in(loaded, folder):
    User.objects.create(username="officer@council.example")
    with pytest.raises(NotADemoError, match=r"the sign-in officer@council\.example"):
        load(folder, reset=True)
    assert Landlord.objects.exists()


def test_reset_is_refused_where_somebody_else_edited(loaded, folder):
    landlord = Landlord.objects.get(name="Kestrel Yard")
    landlord_update(landlord=landlord, website="https://kestrel.example", by=None)
    with pytest.raises(NotADemoError, match="changes of Kestrel Yard"):
        load(folder, reset=True)


def test_sign_ins_get_new_passwords_each_time(loaded):
    first, second = sign_ins_renew(), sign_ins_renew()
    users = {user.username: user for user in User.objects.filter(username__in=USERNAMES)}
    assert set(users) == {person.username for person in PEOPLE}
    for before, now in zip(first, second, strict=True):
        user = users[now.person.username]
        assert user.check_password(now.password)
        assert not user.check_password(before.password)
        assert now.password not in user.password
        assert not user.is_superuser
    assert all(user.is_made_up for user in User.objects.all())
    held = Membership.objects.filter(user__username__in=USERNAMES, ended_at=None)
    assert {(one.user.username, one.role) for one in held} == {
        (person.username, person.role) for person in PEOPLE if person.role is not Role.RESIDENT
    }
    nobody = User.objects.exclude(username__in=USERNAMES)
    assert not any(user.has_usable_password() for user in nobody)


def test_summary_counts_what_is_there(loaded):
    lines = contents()
    assert lines[0].startswith("Osiermead (a made-up borough): 20 landlords, 18 wards, 60 estates")
    assert "made-up concerns of 18 months" in lines[1]
    assert "made-up reviews" in lines[2]
    assert "made-up charters" in lines[3]
    assert "early warnings of 30 weeks" in lines[4]
    assert len(lines) > 5
    assert all("made-up figures" in line for line in lines[5:])
