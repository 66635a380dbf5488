from __future__ import annotations

from datetime import date

import pytest
from django.urls import get_resolver, reverse
from tests.factories.landlords import (
    BoroughFactory,
    CodeFactory,
    EstateFactory,
    HomesFactory,
    LandlordFactory,
    NameFactory,
    PresenceFactory,
    SuccessionFactory,
    WardFactory,
)

from heard.landlords.models import (
    Borough,
    Estate,
    HomesCount,
    Landlord,
    LandlordCode,
    LandlordName,
    Presence,
    Succession,
    Ward,
)
from heard.landlords.services import landlord_create, landlord_update

pytestmark = pytest.mark.django_db


@pytest.fixture
def landlord():
    return LandlordFactory(slug="confluence", name="Confluence")


def url(name, *args):
    return reverse(f"landlords:{name}", args=args)


def addresses(landlord):
    borough = BoroughFactory(slug="riverton")
    ward = WardFactory(borough=borough)
    code = CodeFactory(landlord=landlord)
    slug = landlord.slug
    return [
        url("staff-list"),
        url("add"),
        url("upload"),
        url("confirm"),
        url("download", "riverton", "landlords"),
        url("template", "landlords"),
        url("borough-add"),
        url("wards", "riverton"),
        url("ward-add", "riverton"),
        url("ward", "riverton", ward.pk),
        url("ward-remove", "riverton", ward.pk),
        url("staff-detail", slug),
        url("edit", slug),
        url("rename", slug),
        url("remove", slug),
        url("history", slug),
        url("restore", slug, 1),
        url("part-add", slug, "codes"),
        url("part-change", slug, "codes", code.pk),
        url("part-remove", slug, "codes", code.pk),
    ]


def test_every_staff_address_is_for_staff_only(client, landlord, django_user_model):
    resident = django_user_model.objects.create_user("resident", password="x")
    checked = addresses(landlord)
    names = get_resolver("heard.landlords.urls").reverse_dict
    assert len(checked) == len({name for name in names if isinstance(name, str)}) - 2
    for address in checked:
        answer = client.post(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith(reverse("accounts:sign-in")), address
    client.force_login(resident)
    for address in checked:
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code == 403, address
    assert LandlordCode.objects.count() == 1


def test_every_staff_page_opens(admin_client, landlord):
    for address in addresses(landlord):
        if address in {url("confirm"), url("restore", "confluence", 1)} or "/codes/" in address:
            continue
        assert admin_client.get(address).status_code == 200, address


def test_staff_add_a_landlord(admin_client, admin_user):
    answer = admin_client.post(
        url("add"),
        {"name": "  Weir  Homes ", "kind": "almshouse", "ended_on": "", "website": "weir.example"},
    )
    landlord = Landlord.objects.get()
    assert answer["Location"] == url("staff-detail", "weir-homes")
    assert (landlord.name, landlord.website) == ("Weir Homes", "https://weir.example")
    assert landlord.history.get().history_user == admin_user


def test_staff_see_what_is_wrong_with_a_form(admin_client):
    answer = admin_client.post(url("add"), {"name": "", "ended_on": "32/1/2020"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in text
    assert 'href="#id_name"' in text
    assert not Landlord.objects.exists()


def test_staff_correct_a_landlord_with_a_reason(admin_client, landlord):
    admin_client.post(
        url("edit", "confluence"), {"name": "Confluence Homes", "kind": "council", "reason": "Why"}
    )
    landlord.refresh_from_db()
    assert (landlord.name, landlord.slug) == ("Confluence Homes", "confluence")
    assert landlord.history.first().history_change_reason == "Why"


def test_staff_rename_a_landlord_and_the_old_name_stays(admin_client, landlord):
    admin_client.post(url("rename", "confluence"), {"name": "Estuary", "on": "1/2/2024"})
    landlord.refresh_from_db()
    assert landlord.name == "Estuary"
    old = landlord.names.get()
    assert (old.name, old.used_until) == ("Confluence", date(2024, 2, 1))


def test_staff_remove_a_landlord_only_when_nothing_stands_on_it(admin_client, landlord):
    HomesFactory(landlord=landlord)
    admin_client.post(url("remove", "confluence"))
    assert Landlord.objects.filter(pk=landlord.pk).exists()
    HomesCount.objects.all().delete()
    admin_client.post(url("remove", "confluence"))
    assert not Landlord.objects.filter(pk=landlord.pk).exists()


@pytest.mark.parametrize(
    ("part", "model", "values"),
    [
        ("codes", LandlordCode, {"code": "l4279"}),
        ("names", LandlordName, {"name": "Old", "used_until": "1/2/2010", "source": "Deed"}),
        ("boroughs", Presence, {"borough": "BOROUGH", "since": "1/2/2010"}),
        ("estates", Estate, {"name": "Court", "ward": "WARD", "postcode": "zz11zz"}),
        (
            "homes",
            HomesCount,
            {"ward": "WARD", "tenure": "leasehold", "on": "31/3/2025", "homes": "0"},
        ),
        (
            "successions",
            Succession,
            {"way": "before", "other": "L0009", "kind": "merger", "on": "1/2/2010", "whole": "on"},
        ),
    ],
)
def test_staff_add_each_part_and_remove_it(admin_client, landlord, part, model, values):
    ward = WardFactory()
    CodeFactory(code="L0009")
    model.objects.all().delete() if part == "presence" else None
    told = {"BOROUGH": ward.borough_id, "WARD": ward.pk}
    values = {name: told.get(value, value) for name, value in values.items()}
    before = set(model.objects.values_list("pk", flat=True))
    answer = admin_client.post(url("part-add", "confluence", part), values)
    assert answer.status_code == 302, answer.content.decode()
    (pk,) = set(model.objects.values_list("pk", flat=True)) - before
    asked = admin_client.get(url("part-remove", "confluence", part, pk))
    assert asked.status_code == 200
    assert model.objects.filter(pk=pk).exists()
    admin_client.post(url("part-remove", "confluence", part, pk))
    assert not model.objects.filter(pk=pk).exists()


def test_staff_change_each_part(admin_client, landlord):
    ward = WardFactory()
    name = NameFactory(landlord=landlord, name="Old")
    presence = PresenceFactory(landlord=landlord)
    estate = EstateFactory(landlord=landlord)
    homes = HomesFactory(landlord=landlord, homes=1)
    succession = SuccessionFactory(successor=landlord)
    for part, row, values in (
        ("names", name, {"name": "Older"}),
        ("boroughs", presence, {"since": "1/2/2001"}),
        ("estates", estate, {"name": "Court", "ward": ward.pk}),
        ("homes", homes, {"homes": 7}),
        ("successions", succession, {"kind": "rename", "on": "2/2/2002", "whole": "on"}),
    ):
        address = url("part-change", "confluence", part, row.pk)
        assert admin_client.get(address).status_code == 200
        answer = admin_client.post(address, values)
        assert answer.status_code == 302, answer.content.decode()
        row.refresh_from_db()
    assert name.name == "Older"
    assert presence.since == date(2001, 2, 1)
    assert estate.ward == ward
    assert homes.homes == 7
    assert (succession.kind, succession.on) == ("rename", date(2002, 2, 2))


def test_staff_are_told_who_holds_a_code(admin_client, landlord):
    CodeFactory(code="L4279", landlord__name="Another")
    answer = admin_client.post(url("part-add", "confluence", "codes"), {"code": "L4279"})
    assert "L4279 is the code of Another." in answer.content.decode()


def test_staff_are_told_the_pattern_of_codes(admin_client, landlord):
    answer = admin_client.post(url("part-add", "confluence", "codes"), {"code": "nine"})
    assert answer.content.decode().count("two digits and two capital letters") >= 2


def test_staff_are_told_the_nearest_landlords(admin_client, landlord):
    LandlordFactory(name="Weir Trust")
    answer = admin_client.post(
        url("part-add", "confluence", "successions"), {"way": "after", "other": "weir trst"}
    )
    assert "Nearest are: Weir Trust." in answer.content.decode()


def test_part_of_another_landlord_is_404(admin_client, landlord):
    other = CodeFactory()
    address = url("part-remove", "confluence", "codes", other.pk)
    assert admin_client.post(address).status_code == 404
    assert LandlordCode.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("address", ["confluence/zzz/add/", "confluence/codes/1/", "nobody/"])
def test_unknown_staff_address_is_404(admin_client, landlord, address):
    assert admin_client.get(f"/staff/landlords/{address}").status_code == 404


def test_staff_put_an_earlier_version_back(admin_client, admin_user):
    landlord = landlord_create(name="First", kind="council", website="https://a.example", by=None)
    version = landlord.history.get().history_id
    landlord_update(landlord=landlord, name="Second", website="", by=None)
    address = url("restore", landlord.slug, version)
    asked = admin_client.get(address).content.decode()
    assert "Second" in asked
    assert "https://a.example" in asked
    admin_client.post(address)
    landlord.refresh_from_db()
    assert (landlord.name, landlord.website) == ("First", "https://a.example")
    assert landlord.history.count() == 3
    assert landlord.history.first().history_user == admin_user


def test_staff_keep_boroughs_and_wards(admin_client):
    admin_client.post(url("borough-add"), {"name": "Riverton"})
    borough = Borough.objects.get()
    values = {"name": "Weirside", "gss_code": "e05000001", "valid_from": "5/5/2022"}
    admin_client.post(url("ward-add", "riverton"), values)
    ward = Ward.objects.get()
    assert (ward.borough, ward.gss_code) == (borough, "E05000001")
    again = admin_client.post(url("ward-add", "riverton"), values)
    assert "stands already" in again.content.decode()
    admin_client.post(url("ward", "riverton", ward.pk), {**values, "valid_to": "7/5/2026"})
    ward.refresh_from_db()
    assert ward.valid_to == date(2026, 5, 7)
    admin_client.post(url("ward-remove", "riverton", ward.pk))
    assert not Ward.objects.exists()


def test_ward_with_homes_stays(admin_client):
    homes = HomesFactory()
    admin_client.post(url("ward-remove", homes.ward.borough.slug, homes.ward.pk))
    assert Ward.objects.exists()


@pytest.mark.parametrize("number", [3, 25])
def test_staff_list_queries_do_not_grow(admin_client, number, django_assert_num_queries):
    borough = BoroughFactory(slug="here")
    for _ in range(number):
        code = CodeFactory(landlord__name="Weir Homes")
        PresenceFactory(landlord=code.landlord, borough=borough)
    with django_assert_num_queries(13):
        admin_client.get(url("staff-list"), {"q": "weir", "borough": "here"})


@pytest.mark.parametrize("number", [1, 20])
def test_staff_detail_queries_do_not_grow(admin_client, number, django_assert_num_queries):
    landlord = LandlordFactory(slug="x")
    for _ in range(number):
        HomesFactory(landlord=landlord)
        CodeFactory(landlord=landlord)
        EstateFactory(landlord=landlord)
        SuccessionFactory(successor=landlord)
        PresenceFactory(landlord=landlord)
    with django_assert_num_queries(11):
        admin_client.get(url("staff-detail", "x"))
