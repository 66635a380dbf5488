from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
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

from heard.landlords.models import Tenure
from heard.landlords.services import (
    landlord_add_name,
    landlord_create,
    landlord_update,
    succession_record,
)

pytestmark = pytest.mark.django_db


def crowd(number, borough=None):
    for _ in range(number):
        code = CodeFactory(landlord__name="Weir Homes")
        NameFactory(landlord=code.landlord)
        SuccessionFactory(predecessor=code.landlord)
        if borough:
            PresenceFactory(landlord=code.landlord, borough=borough)


def page(client, name, *args, **query):
    response = client.get(reverse(f"landlords:{name}", args=args), query)
    assert response.status_code == 200, response
    return response.content.decode()


def test_list_names_every_landlord_with_code_and_kind(client):
    CodeFactory(code="L4321", landlord__name="Millstream")
    text = page(client, "list")
    assert "Millstream" in text
    assert "L4321" in text
    assert "Housing association" in text


def test_list_finds_a_misspelt_earlier_name_and_says_why(client):
    landlord = LandlordFactory(name="Confluence")
    NameFactory(landlord=landlord, name="Old Mill Trust", used_until=date(2018, 10, 1))
    LandlordFactory(name="Quite Another")
    text = page(client, "list", q="old mil trust")
    assert "Confluence" in text
    assert "Formerly “Old Mill Trust” (until 1 October 2018)" in text
    assert "Quite Another" not in text


def test_list_says_when_nothing_is_found_and_escapes_what_was_typed(client):
    text = page(client, "list", q="<script>zzz")
    assert "No landlord goes or went by a name like" in text
    assert "<script>zzz" not in text


def test_list_filters_by_borough_and_kind(client):
    borough = BoroughFactory(slug="here")
    PresenceFactory(borough=borough, landlord__name="Inside")
    PresenceFactory(borough=borough, landlord__name="Almshouse", landlord__kind="almshouse")
    LandlordFactory(name="Outside")
    assert "Outside" not in page(client, "list", borough="here")
    text = page(client, "list", borough="here", kind="almshouse")
    assert ">Almshouse<" in text
    assert "Inside" not in text


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "999"}, {"kind": "zzz"}, {"q": "é" * 300}]
)
def test_list_bears_any_query(client, query):
    LandlordFactory()
    page(client, "list", **query)


def test_list_pages_by_25(client):
    LandlordFactory.create_batch(26)
    assert page(client, "list").count("govuk-heading-s") == 25
    assert page(client, "list", page=2).count("govuk-heading-s") == 1


@pytest.mark.parametrize("number", [3, 25])
def test_list_queries_do_not_grow(client, number, django_assert_num_queries):
    crowd(number)
    with django_assert_num_queries(7):
        page(client, "list")


@pytest.mark.parametrize("number", [3, 25])
def test_search_queries_do_not_grow(client, number, django_assert_num_queries):
    borough = BoroughFactory(slug="here")
    crowd(number, borough)
    with django_assert_num_queries(10):
        page(client, "list", q="weir", borough="here")


def test_detail_shows_identity_past_homes_and_estates(client):
    landlord = LandlordFactory(name="Confluence", slug="confluence", legal_name="Confluence Ltd")
    CodeFactory(landlord=landlord, code="L0001")
    NameFactory(landlord=landlord, name="Old Mill", used_until=date(2018, 10, 1), source="Deed")
    SuccessionFactory(predecessor__name="Weir Trust", successor=landlord, source="Its report")
    ward = WardFactory(name="Weirside", borough__name="Riverton")
    HomesFactory(landlord=landlord, ward=ward, homes=1204)
    EstateFactory(landlord=landlord, ward=ward, name="Lock Court")
    text = page(client, "detail", "confluence")
    for word in ("Confluence Ltd", "L0001", "Old Mill", "1 October 2018", "Deed", "Weir Trust"):
        assert word in text
    for word in ("Its report", "1,204", "Weirside", "Riverton", "Lock Court", "31 March 2025"):
        assert word in text


def test_detail_of_a_predecessor_leads_to_todays_landlord(client):
    before = LandlordFactory(slug="before")
    SuccessionFactory(predecessor=before, successor__name="After", successor__slug="after")
    text = page(client, "detail", "before")
    assert "Today this landlord is part of" in text
    assert reverse("landlords:detail", args=["after"]) in text


def test_detail_hides_the_wards_of_supported_homes_except_from_staff(client, admin_client):
    landlord = LandlordFactory(slug="x")
    HomesFactory(landlord=landlord, ward__name="Quietside", tenure=Tenure.SUPPORTED, homes=4)
    text = page(client, "detail", "x")
    assert "Quietside" not in text
    assert "4 homes are supported housing" in text
    assert "Quietside" in page(admin_client, "detail", "x")


def test_detail_is_404_for_nobody(client):
    assert client.get(reverse("landlords:detail", args=["nobody"])).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_detail_queries_do_not_grow(client, number, django_assert_num_queries):
    landlord = LandlordFactory(slug="x")
    for _ in range(number):
        HomesFactory(landlord=landlord)
        CodeFactory(landlord=landlord)
        EstateFactory(landlord=landlord)
        SuccessionFactory(successor=landlord)
        PresenceFactory(landlord=landlord)
    with django_assert_num_queries(11):  # three of them for its measures
        page(client, "detail", "x")


def test_history_tells_who_changed_what(admin_client, admin_user):
    admin_user.first_name, admin_user.last_name = "Sam", "Okafor"
    admin_user.save()
    landlord = landlord_create(name="Old", kind="council", by=admin_user)
    landlord_update(landlord=landlord, by=admin_user, name="New", reason="Typing mistake")
    landlord_add_name(landlord=landlord, name="Nickname", by=None)
    other = LandlordFactory(name="Weir Trust")
    succession_record(
        predecessor=other, successor=landlord, kind="merger", on=date(2020, 1, 1), by=None
    )
    text = page(admin_client, "history", landlord.slug)
    for word in ("Sam Okafor", "Old", "New", "Typing mistake", "Nickname", "Weir Trust"):
        assert word in text


@pytest.mark.parametrize("number", [1, 30])
def test_history_queries_do_not_grow(admin_client, number, django_assert_num_queries):
    landlord = landlord_create(name="First", kind="council", by=None)
    for each in range(number):
        landlord_add_name(landlord=landlord, name=f"Name {each}", by=None)
    with django_assert_num_queries(12):
        page(admin_client, "history", landlord.slug)
