"""Sessions end when they should, and powers with them."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.integration.test_accounts_sign_in import CODE, ask, sent_code, signed_in

from heard.access import STAFF, Role
from heard.accounts.models import Membership
from heard.accounts.sessions import (
    RESIDENT_SECONDS,
    SEEN_AT,
    SIGNED_IN_AT,
    STAFF_IDLE_SECONDS,
    STAFF_SECONDS,
)

pytestmark = pytest.mark.django_db

REGISTER = "/staff/landlords/"


def age(client, **seconds):
    session = client.session
    for name, ago in seconds.items():
        session[{"began": SIGNED_IN_AT, "seen": SEEN_AT}[name]] = time.time() - ago
    session.save()


def test_staff_sign_in_again_after_a_pause_and_come_back(client, sign_in_as):
    sign_in_as(client, Role.OFFICER)
    age(client, seen=STAFF_IDLE_SECONDS - 60)
    assert client.get(REGISTER).status_code == 200
    age(client, seen=STAFF_IDLE_SECONDS + 60)
    answer = client.get(REGISTER + "?page=2")
    assert answer["Location"] == f"{reverse('accounts:sign-in')}?next=/staff/landlords/%3Fpage%3D2"
    assert not signed_in(client)


def test_looking_at_pages_keeps_a_session(client, sign_in_as):
    sign_in_as(client, Role.OFFICER)
    age(client, seen=STAFF_IDLE_SECONDS - 60)
    client.get(REGISTER)
    assert time.time() - client.session[SEEN_AT] < 60


def test_staff_sign_in_again_after_a_day_of_work(client, sign_in_as):
    sign_in_as(client, Role.OFFICER)
    age(client, began=STAFF_SECONDS + 60)
    assert client.get(REGISTER).status_code == 302


def test_residents_stay_for_a_month(client, sign_in_as):
    sign_in_as(client)
    account = reverse("accounts:account")
    age(client, began=RESIDENT_SECONDS - 60, seen=RESIDENT_SECONDS - 60)
    assert client.get(account).status_code == 200
    age(client, began=RESIDENT_SECONDS + 60)
    assert client.get(account).status_code == 302


def test_a_session_that_says_nothing_is_over(client, sign_in_as):
    sign_in_as(client)
    session = client.session
    del session[SIGNED_IN_AT]
    session.save()
    assert client.get(reverse("accounts:account")).status_code == 302


def test_signing_out_ends_it_for_good(client, sign_in_as):
    sign_in_as(client, Role.OFFICER)
    key = client.session.session_key
    client.post(reverse("accounts:sign-out"))
    client.cookies["sessionid"] = key
    assert client.get(REGISTER).status_code == 302


def test_signing_out_everywhere_ends_every_session(client):
    clients = [client, Client()]
    for each in clients:
        ask(each)
        each.post(CODE, {"code": sent_code()})
    assert client.get(reverse("accounts:sessions")).content.decode().count("heard-card") >= 2
    client.post(reverse("accounts:everywhere"))
    account = reverse("accounts:account")
    assert [each.get(account).status_code for each in clients] == [302, 302]


def test_one_session_is_ended_by_its_owner_only(client, sign_in_as):
    other = Client()
    ask(other)
    other.post(CODE, {"code": sent_code()})
    pk = other.get(reverse("accounts:sessions")).context["sessions"][0]["pk"]
    sign_in_as(client)
    assert client.post(reverse("accounts:session-end", args=[pk])).status_code == 404
    other.post(reverse("accounts:session-end", args=[pk]))
    assert other.get(reverse("accounts:account")).status_code == 302


def test_ending_a_role_ends_its_powers_at_once(client, sign_in_as):
    user = sign_in_as(client, Role.OFFICER)
    assert client.get(REGISTER).status_code == 200
    Membership.objects.filter(user=user).update(ended_at=timezone.now())
    assert client.get(REGISTER).status_code == 403


def test_closing_an_account_ends_its_sessions(client, sign_in_as):
    user = sign_in_as(client, Role.OFFICER)
    user.is_active = False
    user.save()
    assert client.get(REGISTER).status_code == 302


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_without_a_second_factor_reach_only_its_set_up(client, role):
    start_session(client, PersonFactory(role=role), strong=False)
    wanted = reverse("accounts:second-factor")
    for address in ("/", REGISTER, "/cases/", reverse("accounts:account"), reverse("mfa_index")):
        assert client.get(address)["Location"] == wanted, address
    for name in ("accounts:second-factor", "mfa_add_webauthn", "mfa_activate_totp"):
        assert client.get(reverse(name)).status_code == 200, name


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.REPRESENTATIVE])
def test_others_need_none(client, role):
    start_session(client, PersonFactory(role=role), strong=False)
    assert client.get(reverse("accounts:account")).status_code == 200


def test_people_of_the_demonstration_need_none(client):
    start_session(client, PersonFactory(role=Role.OFFICER, is_made_up=True), strong=False)
    assert client.get(REGISTER).status_code == 200


def test_it_can_be_left_out(client, settings):
    settings.SECOND_FACTOR = False
    start_session(client, PersonFactory(role=Role.OFFICER), strong=False)
    assert client.get(REGISTER).status_code == 200


def test_a_resident_who_becomes_staff_owes_one_at_once(client):
    from tests.factories.accounts import MembershipFactory

    user = PersonFactory()
    start_session(client, user, strong=False)
    MembershipFactory(user=user, role=Role.OFFICER)
    assert client.get(REGISTER)["Location"] == reverse("accounts:second-factor")


def test_the_reader_costs_one_query_and_strangers_none(client, sign_in_as):
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from heard.accounts.selectors import reader_for_user

    user = sign_in_as(client, Role.LANDLORD_LEAD)
    with CaptureQueriesContext(connection) as queries:
        reader = reader_for_user(user)
        reader_for_user(AnonymousUser())
    assert len(queries) == 1
    assert reader.roles == {Role.LANDLORD_LEAD}
    assert reader.landlords == reader.landlords_led != set()
    assert reader.emails == {user.email}


@pytest.mark.parametrize(
    ("role", "ticked", "sees"),
    [(Role.CHAMPION, False, True), (Role.OFFICER, False, False), (Role.OFFICER, True, True)],
)
def test_who_sees_restricted_cases(role, ticked, sees):
    from heard.accounts.selectors import reader_for_user

    assert reader_for_user(PersonFactory(role=role, sees_restricted=ticked)).sees_restricted == sees
