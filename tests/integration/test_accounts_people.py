"""Inviting people, accepting, and ending roles."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import MembershipFactory, PersonFactory
from tests.factories.landlords import CodeFactory, LandlordFactory, WardFactory

from heard.access import Role
from heard.accounts.errors import PeopleError
from heard.accounts.invitations import (
    invitation_accept,
    invitation_send,
    membership_end,
    membership_grant,
)
from heard.accounts.models import Invitation, Membership, User
from heard.audit.models import Entry
from heard.cli import main
from heard.cli.people import ROLES
from heard.notices.models import Notice

pytestmark = pytest.mark.django_db


def invite(email="new@example.org", role=Role.OFFICER, **more):
    return invitation_send(email=email, role=role, by=more.pop("by", None), **more)


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.LANDLORD_OFFICER, {}),
        (Role.COUNCILLOR, {}),
        (Role.OFFICER, {"landlord": True}),
        (Role.CHAMPION, {"ward": True}),
        (Role.RESIDENT, {}),
        (Role.AUDITOR, {"sees_restricted": True}),
    ],
)
def test_the_store_and_the_service_refuse_a_role_without_its_place(role, scope):
    given = dict(scope)
    if given.pop("landlord", False):
        given["landlord"] = LandlordFactory()
    if given.pop("ward", False):
        given["ward"] = WardFactory()
    with pytest.raises(PeopleError):
        invite(role=role, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=PersonFactory(), role=role, **given)


def test_nobody_holds_a_role_twice_at_once():
    landlord = LandlordFactory()
    held = MembershipFactory(role=Role.LANDLORD_LEAD, landlord=landlord)
    again = {"user": held.user, "role": held.role, "landlord": landlord}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**again)
    assert membership_grant(by=None, **again) == held
    held.ended_at = timezone.now()
    held.save()
    assert membership_grant(by=None, **again) != held


def test_one_address_is_one_person_whatever_the_letters():
    PersonFactory(email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ADA@example.org")
    User.objects.create(email="")
    User.objects.create(email="")


def test_an_invitation_is_told_once_and_accepted_once(client):
    invitation, link = invite(by=PersonFactory(first_name="Ines", last_name="Vallely"))
    notice = Notice.objects.get()
    assert notice.to == "new@example.org"
    assert link in notice.body
    assert "Ines Vallely" in notice.body
    assert "Council officer" in client.get(link).content.decode()
    assert not Membership.objects.exists()  # looking accepts nothing
    answer = client.post(link)
    assert answer["Location"] == reverse("accounts:start")
    user = User.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.memberships.get().role == Role.OFFICER
    assert client.get("/cases/")["Location"] == reverse("accounts:second-factor")
    other = Client()
    assert other.post(link).status_code == 404
    assert "_auth_user_id" not in other.session
    with pytest.raises(PeopleError, match="used already"):
        invitation_accept(invitation=invitation)
    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["invitation.send", "membership.grant"]


def test_the_link_is_not_kept():
    _invitation, link = invite()
    assert link.rstrip("/").rsplit("/", 1)[1] not in str(list(Invitation.objects.values()))


def test_an_invitation_expires(client):
    _invitation, link = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link).status_code == 404
    assert not Membership.objects.exists()


def test_whoever_accepts_is_signed_in_as_the_one_invited(client, sign_in_as):
    sign_in_as(client)
    _invitation, link = invite(role=Role.REPRESENTATIVE)
    client.post(link)
    assert User.objects.get(pk=client.session["_auth_user_id"]).email == "new@example.org"


def test_an_administrator_invites_many_at_once(client, sign_in_as):
    sign_in_as(client, Role.ADMINISTRATOR)
    has = PersonFactory(role=Role.AUDITOR)
    emails = f"one@example.org, Two@example.org;\nnonsense\n{has.email} one@example.org"
    page = client.post(reverse("accounts:people-invite"), {"emails": emails, "role": "auditor"})
    text = page.content.decode()
    assert "2 invitations were sent" in text
    assert "nonsense isn’t an e-mail address" in text
    assert f"{has.email} has this role already" in text
    assert page.context["form"]["emails"].value() == f"nonsense\n{has.email}"
    assert sorted(Invitation.objects.values_list("email", flat=True)) == [
        "one@example.org",
        "two@example.org",
    ]


def test_a_lead_invites_to_their_own_landlord_only(client, sign_in_as):
    own, other = LandlordFactory(), LandlordFactory()
    sign_in_as(client, Role.LANDLORD_LEAD, landlord=own)
    address = reverse("accounts:our-people-invite")
    answers = [
        {"emails": "a@example.org", "role": "landlord-officer", "landlord": other.pk},
        {"emails": "a@example.org", "role": "champion", "landlord": own.pk},
        {"emails": "a@example.org", "role": "council-administrator"},
    ]
    for answer in answers:
        assert "There is a problem" in client.post(address, answer).content.decode()
    assert not Invitation.objects.exists()
    client.post(address, {**answers[0], "landlord": own.pk})
    assert Invitation.objects.get().landlord == own


def test_a_lead_of_one_and_officer_of_another_leads_one(client, sign_in_as):
    led, works = LandlordFactory(), LandlordFactory()
    user = sign_in_as(client, Role.LANDLORD_LEAD, landlord=led)
    MembershipFactory(user=user, role=Role.LANDLORD_OFFICER, landlord=works)
    colleague = MembershipFactory(role=Role.LANDLORD_OFFICER, landlord=works)
    mine = MembershipFactory(role=Role.LANDLORD_OFFICER, landlord=led)
    text = client.get(reverse("accounts:our-people")).content.decode()
    assert mine.user.email in text
    assert colleague.user.email not in text
    end = reverse("accounts:our-people-end", args=[colleague.pk])
    assert client.post(end).status_code == 404
    assert client.post(reverse("accounts:our-people-end", args=[mine.pk])).status_code == 302
    mine.refresh_from_db()
    assert mine.ended_by == user


def test_an_invitation_is_sent_again_with_a_new_link_or_withdrawn(client, sign_in_as):
    sign_in_as(client, Role.ADMINISTRATOR)
    first, link = invite()
    client.post(reverse("accounts:people-invited", args=[first.pk, "resend"]))
    assert Client().post(link).status_code == 404
    second = Invitation.objects.get(revoked_at=None)
    link = re.search(r"/account/invitation/\S+", Notice.objects.latest("pk").body).group()
    assert Client().get(link).status_code == 200
    client.post(reverse("accounts:people-invited", args=[second.pk, "revoke"]))
    assert Client().post(link).status_code == 404
    client.post(reverse("accounts:people-invited", args=[second.pk, "resend"]))
    assert Invitation.objects.count() == 2
    assert (
        client.post(reverse("accounts:people-invited", args=[second.pk, "burn"])).status_code == 404
    )


def test_a_role_is_ended_with_its_reason_and_the_last_administrator_stays(client, sign_in_as):
    user = sign_in_as(client, Role.ADMINISTRATOR)
    held = MembershipFactory(role=Role.OFFICER)
    address = reverse("accounts:people-end", args=[held.pk])
    assert "Take this role away" in client.get(address).content.decode()
    client.post(address, {"reason": "She\0 moved on."})
    held.refresh_from_db()
    assert held.ended_at is not None
    assert Entry.objects.get(event="membership.end").reason_digest
    own = user.memberships.get()
    with pytest.raises(PeopleError, match="last administrator"):
        membership_end(membership=own, by=user)
    MembershipFactory(role=Role.ADMINISTRATOR)
    membership_end(membership=own, by=user)
    assert client.get(reverse("accounts:people")).status_code == 403


def test_an_administrator_decides_which_officers_see_restricted_cases(client, sign_in_as):
    sign_in_as(client, Role.ADMINISTRATOR)
    held = MembershipFactory(role=Role.OFFICER)
    for act, sees in (("restrict", True), ("unrestrict", False)):
        client.post(reverse("accounts:people-act", args=[held.pk, act]))
        held.refresh_from_db()
        assert held.sees_restricted is sees
    assert Entry.objects.filter(event="membership.restricted").count() == 2
    champion = MembershipFactory(role=Role.CHAMPION)
    client.post(reverse("accounts:people-act", args=[champion.pk, "restrict"]))
    champion.refresh_from_db()
    assert not champion.sees_restricted


def test_people_change_their_name(client, sign_in_as):
    user = sign_in_as(client)
    client.post(reverse("accounts:account"), {"first_name": "Mary", "last_name": "Seacole"})
    user.refresh_from_db()
    assert str(user) == "Mary Seacole"


@pytest.mark.parametrize("people", [3, 30])
def test_people_page_takes_few_queries(client, sign_in_as, people, django_assert_max_num_queries):
    sign_in_as(client, Role.ADMINISTRATOR)
    for _person in range(people):
        MembershipFactory(user=PersonFactory(), role=Role.LANDLORD_OFFICER)
    with django_assert_max_num_queries(8):
        client.get(reverse("accounts:people"))


def run(*words):
    out = io.StringIO()
    return main(["people", *words], out=out), out.getvalue()


def test_command_invites_and_prints_the_link_when_mail_is_printed(client, settings):
    CodeFactory(code="L0042", landlord=LandlordFactory(name="Weir Homes"))
    words = ("invite", "lead@weir.example", "--role", "landlord-lead", "--landlord", "l0042")
    code, text = run(*words)
    assert code == 0
    assert "/account/invitation/" not in text
    settings.EMAIL_BACKEND = "heard.notices.channels.console.ConsoleBackend"
    _code, text = run(*words)
    link = re.search(r"http\S+?(/account/invitation/\S+)", text).group(1)
    client.post(link)
    assert Membership.objects.get().landlord.name == "Weir Homes"
    _code, text = run("list", "--json")
    assert json.loads(text)[0]["landlord"] == "Weir Homes"
    assert "lead@weir.example" in run("list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("invite", "x", "--role", "auditor"), "isn’t an e-mail address"),
        (("invite", "x@y.example", "--role", "landlord-lead"), "Name the landlord"),
        (("invite", "x@y.example", "--role", "auditor", "--landlord", "L9"), "No landlord has"),
        (("invite", "x@y.example", "--role", "ward-councillor", "--ward", "Q"), "No ward"),
        (("forget", "x@y.example"), "Nobody is known"),
    ],
)
def test_command_says_what_is_wrong(capsys, words, said):
    assert run(*words)[0] == 1
    assert said in capsys.readouterr().err


def test_command_names_every_role():
    assert set(ROLES) == set(Role) - {Role.RESIDENT}
