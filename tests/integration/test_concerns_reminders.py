"""Deadlines that come near or pass are told once; so is the question at the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory
from tests.integration.concern_cases import officer, raised, referred

from heard.access import Role
from heard.concerns.actors import party_of
from heard.concerns.models import Concern, Consent, Deadline
from heard.concerns.services import casework, residents
from heard.concerns.services.reminding import listened_ask, reminders_send
from heard.notices.chores import Chore, Round, chore_register
from heard.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    landlord = LandlordFactory()
    PersonFactory(role=Role.LANDLORD_OFFICER, landlord=landlord, email="answers@example.org")
    made, concern = referred(landlord=landlord)
    return made, Concern.objects.get(pk=concern.pk)


def told(template):
    return Notice.objects.filter(template=template)


def test_landlord_is_reminded_once_before_and_once_after(case):
    _made, concern = case
    due = Deadline.objects.get(concern=concern, rule="council-standard.enquiry").due_at
    assert reminders_send(now=due - timedelta(days=5)) == 0
    assert reminders_send(now=due - timedelta(days=1)) == 1
    assert reminders_send(now=due - timedelta(hours=1)) == 0
    assert reminders_send(now=due + timedelta(hours=1)) == 1
    assert reminders_send(now=due + timedelta(days=1)) == 0
    assert told("concern.due-soon").get().to == "answers@example.org"
    assert concern.reference in told("concern.overdue").get().body


def test_nobody_is_reminded_of_what_is_closed_or_not_shared_any_more(case):
    made, concern = case
    due = Deadline.objects.get(concern=concern, rule="council-standard.enquiry").due_at
    residents.consent_withdraw(consent=Consent.objects.get(), actor=party_of(made.party))
    reminders_send(now=due - timedelta(days=1))
    assert not told("concern.due-soon").filter(to="answers@example.org").exists()


def test_whose_case_it_is_is_reminded_of_the_councils_own_deadlines():
    by = officer()
    concern = raised(actor=by).concern
    by.user.email = "mine@example.org"
    by.user.save()
    casework.concern_assign(concern=concern, to=by.user, actor=by)
    due = Deadline.objects.get(concern=concern, rule="council-standard.refer").due_at
    reminders_send(now=due - timedelta(hours=3))
    assert told("concern.due-soon").get().to == "mine@example.org"


def test_resident_is_asked_once_and_not_if_they_said_it(case):
    _made, concern = case
    casework.concern_close(concern=concern, outcome="put-right", words="Done.", actor=officer())
    later = timezone.now() + timedelta(days=3)
    assert listened_ask() == 0
    assert listened_ask(now=later) == 1
    assert listened_ask(now=later) == 0
    assert told("concern.felt-listened").get().to == "rosa@example.org"
    other = raised(actor=officer()).concern
    casework.concern_close(concern=other, outcome="put-right", words="Done.", actor=officer())
    residents.resident_listened(
        concern=other, felt="yes", words="", actor=party_of(other.parties.get())
    )
    assert listened_ask(now=later) == 0


def test_chores_come_round_and_one_that_fails_keeps_no_other_back(monkeypatch):
    monkeypatch.setattr("heard.notices.chores._chores", {})
    done = []

    def fails():
        raise RuntimeError

    chore_register(Chore("fails", 10, fails))
    chore_register(Chore("works", 10, lambda: done.append(1)))
    rounds = Round()
    assert rounds.go(now=0) == ["works"]
    assert rounds.go(now=5) == []
    assert rounds.go(now=11) == ["works"]
    assert len(done) == 2
