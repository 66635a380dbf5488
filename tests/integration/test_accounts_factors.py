"""Second factors: set up, asked for, kept and forgotten."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import MembershipFactory, PersonFactory
from tests.integration.test_accounts_sign_in import CODE, ask, sent_code, signed_in

from heard.access import Role
from heard.audit.models import Entry
from heard.notices.models import Notice

pytestmark = pytest.mark.django_db


def digits(secret):
    """What an app with this secret shows now: the middle one of those that are let in."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def by_mail(client, user):
    ask(client, user.email)
    return client.post(CODE, {"code": sent_code()})


@pytest.fixture(autouse=True)
def after_the_commit(monkeypatch):
    """What is to happen after a commit happens: within a test nothing is committed."""
    now = SimpleNamespace(on_commit=lambda call: call())
    for kind in ("totp", "recovery_codes"):
        monkeypatch.setattr(f"allauth.mfa.{kind}.internal.flows.transaction", now)


@pytest.fixture
def officer():
    return PersonFactory(role=Role.OFFICER)


@pytest.fixture
def with_app(officer):
    """An officer with an app set up; the app's secret and the recovery codes."""
    client = Client()
    by_mail(client, officer)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    page = client.get(answer["Location"])
    return client, secret, page.context["unused_codes"]


def test_setting_up_an_app_opens_the_door_and_shows_recovery_codes_once(with_app):
    client, _secret, codes = with_app
    assert len(codes) == 10
    assert client.get("/staff/landlords/").status_code == 200
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] not in again
    assert Entry.objects.filter(event="factor.add").exists()
    assert "authenticator app was set up" in Notice.objects.get(template="account.changed").body


def test_the_picture_carries_no_style_that_the_policy_would_refuse(officer):
    client = Client()
    by_mail(client, officer)
    text = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in text
    assert "style=" not in text
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)


def test_secrets_are_of_no_use_to_whoever_has_the_store_alone(with_app):
    _client, secret, codes = with_app
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert codes[0] not in kept


def test_whoever_has_an_app_is_asked_for_it(with_app, officer):
    _client, _secret, codes = with_app
    client = Client()
    assert by_mail(client, officer)["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get("/staff/landlords/").status_code == 302
    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "There is a problem" in page.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get("/staff/landlords/").status_code == 200
    other = Client()
    by_mail(other, officer)
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})  # each works once
    assert not signed_in(other)


def test_guessing_is_stopped(with_app, officer):
    _client, _secret, codes = with_app
    client = Client()
    by_mail(client, officer)
    for _time in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": codes[1]})
    assert not signed_in(client)


def test_staff_keep_their_last_factor(with_app, officer):
    client, _secret, _codes = with_app
    page = client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()
    assert page.status_code == 200


def test_a_change_asks_again_who_it_is(with_app):
    client, _secret, _codes = with_app
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    answer = client.get(reverse("mfa_add_webauthn"))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(answer["Location"]).status_code == 200


def test_a_lost_phone_is_forgotten_by_an_administrator(with_app, officer, sign_in_as):
    client, _secret, _codes = with_app
    administrator = Client()
    sign_in_as(administrator, Role.ADMINISTRATOR)
    held = officer.memberships.get()
    administrator.post(reverse("accounts:people-act", args=[held.pk, "forget"]))
    assert not Authenticator.objects.exists()
    assert client.get("/staff/landlords/").status_code == 302
    assert Entry.objects.filter(event="factor.forget").exists()
    by_mail(client, officer)
    assert client.get("/staff/landlords/")["Location"] == reverse("accounts:second-factor")


def test_a_password_is_one_factor_only(officer):
    officer.set_password("correct horse")
    officer.save()
    client = Client()
    client.post("/account/sign-in/password/", {"login": officer.email, "password": "correct horse"})
    assert client.get("/staff/landlords/")["Location"] == reverse("accounts:second-factor")


def test_a_passkey_is_asked_for_with_a_fresh_challenge(client):
    address = reverse("mfa_login_webauthn")
    asked = [
        client.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).json() for _ in "ab"
    ]
    challenges = {each["request_options"]["publicKey"]["challenge"] for each in asked}
    assert len(challenges) == 2
    assert asked[0]["request_options"]["publicKey"]["userVerification"] == "required"
    for nonsense in ("", "{}", "[]", '{"id": 1}', '{"response": null}'):
        assert client.post(address, {"credential": nonsense}).status_code == 302
    assert not signed_in(client)


def test_residents_may_have_one_and_remove_it(client):
    resident = PersonFactory()
    by_mail(client, resident)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    MembershipFactory(user=resident, role=Role.REPRESENTATIVE)
    assert client.get(reverse("accounts:account")).status_code == 200
