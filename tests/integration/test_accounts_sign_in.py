"""Signing in by e-mail code and link, and by password."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory

from heard.access import Role
from heard.accounts.models import SignInCode, User

pytestmark = pytest.mark.django_db

SIGN_IN, CODE = "/account/sign-in/", "/account/sign-in/code/"


def ask(client, email="ada@example.org", **more):
    return client.post(SIGN_IN, {"email": email, **more})


def sent_code():
    return re.search(r"Your code is (\d{3} \d{3})", mail.outbox[-1].body).group(1)


def sent_link():
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body).group(1)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_code_signs_in_whoever_was_not_known_before(client):
    assert ask(client)["Location"] == CODE
    assert not User.objects.exists()
    answer = client.post(CODE, {"code": sent_code()})
    assert answer["Location"] == reverse("accounts:start")
    user = User.objects.get()
    assert user.email == "ada@example.org"
    assert not user.has_usable_password()
    assert client.get(reverse("accounts:start"))["Location"] == reverse("accounts:account")
    assert user.emailaddress_set.get().verified


def test_one_person_however_the_address_is_written(client):
    user = PersonFactory(email="ada@example.org")
    ask(client, " Ada@Example.ORG")
    client.post(CODE, {"code": sent_code().replace(" ", "")})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_known_and_unknown_addresses_are_answered_alike(client, django_assert_num_queries):
    PersonFactory(email="known@example.org")
    pages, messages = [], []
    for email in ("known@example.org", "nobody@example.org"):
        client.cookies.clear()
        answer = ask(client, email)
        pages.append((answer.status_code, answer["Location"]))
        page = client.get(CODE).content.decode()
        messages.append(re.sub(r"\d{3} \d{3}|link/\S+", "", mail.outbox[-1].body))
        pages.append(re.sub(r'value="\w{64}"', "", page.replace(email, "")))
    assert pages[:2] == pages[2:]
    assert messages[0] == messages[1]
    assert len(mail.outbox) == 2


def test_the_same_is_done_for_known_and_unknown_addresses(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    PersonFactory(email="known@example.org")
    counts = []
    for email in ("known@example.org", "nobody@example.org"):
        client.cookies.clear()
        with CaptureQueriesContext(connection) as queries:
            ask(client, email)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_link_signs_in_elsewhere_and_only_once(client, django_user_model):
    from django.test import Client

    ask(client)
    phone, link = Client(), sent_link()
    page = phone.get(link)
    assert "ada@example.org" in page.content.decode()
    assert not signed_in(phone)  # programs that look through mail open links
    phone.post(link)
    assert signed_in(phone)
    again = Client()
    again.post(link)
    assert not signed_in(again)
    assert again.get(link).status_code == 404
    assert client.post(CODE, {"code": sent_code()}).status_code == 200
    assert not signed_in(client)


def test_a_wrong_code_is_told_and_five_end_it(client):
    ask(client)
    code = sent_code()
    wrong = "000000" if code != "000 000" else "111111"
    for _try in range(5):
        answer = client.post(CODE, {"code": wrong})
        assert "There is a problem" in answer.content.decode()
    client.post(CODE, {"code": code})
    assert not signed_in(client)


def test_a_code_ends_after_fifteen_minutes_and_when_a_new_one_is_sent(client):
    ask(client)
    first = sent_code()
    ask(client)
    if first != sent_code():
        client.post(CODE, {"code": first})
        assert not signed_in(client)
    SignInCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.post(CODE, {"code": sent_code()})
    assert not signed_in(client)


def test_no_secret_is_kept(client):
    ask(client)
    kept = str(list(SignInCode.objects.values()))
    assert sent_code().replace(" ", "") not in kept
    assert sent_link().rstrip("/").rsplit("/", 1)[1] not in kept


def test_a_code_of_another_browser_is_none_here(client):
    from django.test import Client

    ask(client)
    other = Client()
    assert other.post(CODE, {"code": sent_code()})["Location"] == reverse("accounts:sign-in")


def test_five_codes_for_an_address_and_many_people_at_one_connection(client):
    for number in range(30):  # thirty people in a community centre
        assert ask(client, f"person{number}@example.org").status_code == 302
    for _time in range(4):
        assert ask(client, "person0@example.org").status_code == 302
    assert ask(client, "person0@example.org").status_code == 429
    assert ask(client, "person1@example.org").status_code == 302


def test_the_session_gets_a_new_key(client):
    ask(client)
    before = client.session.session_key
    client.post(CODE, {"code": sent_code()})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [("/account/sessions/", "/account/sessions/"), ("https://evil.example/", "/account/start/")],
)
def test_they_get_to_the_page_that_they_wanted_if_it_is_ours(client, wanted, leads):
    ask(client, next=wanted)
    assert client.post(CODE, {"code": sent_code(), "next": wanted})["Location"] == leads


def test_who_was_closed_stays_out(client):
    PersonFactory(email="ada@example.org", is_active=False)
    ask(client)
    assert client.post(CODE, {"code": sent_code()})["Location"] == "/account/sign-in/closed/"
    assert not signed_in(client)


def test_a_password_signs_in_and_a_wrong_one_does_not(client):
    user = PersonFactory(role=Role.OFFICER, email="staff@example.org", is_made_up=True)
    user.set_password("correct horse")
    user.save()
    address = "/account/sign-in/password/"
    answer = client.post(address, {"login": "staff@example.org", "password": "wrong"})
    assert "There is a problem" in answer.content.decode()
    unknown = client.post(address, {"login": "nobody@example.org", "password": "wrong"})
    errors = [each.context["form"].non_field_errors() for each in (answer, unknown)]
    assert errors[0] == errors[1]
    client.post(address, {"login": "staff@example.org", "password": "correct horse"})
    assert signed_in(client)


def test_guessing_passwords_is_stopped_for_the_person_and_not_for_the_connection(client):
    for name in ("one", "two"):
        user = PersonFactory(email=f"{name}@example.org", is_made_up=True)
        user.set_password("correct horse")
        user.save()
    address = "/account/sign-in/password/"
    for _time in range(5):
        client.post(address, {"login": "one@example.org", "password": "wrong"})
    client.post(address, {"login": "one@example.org", "password": "correct horse"})
    assert not signed_in(client)
    client.post(address, {"login": "two@example.org", "password": "correct horse"})
    assert signed_in(client)
