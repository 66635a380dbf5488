"""What is written down of a deed, and what of it never is."""

from __future__ import annotations

import json

import pytest
from tests.factories.accounts import PersonFactory

from heard.access import Role
from heard.accounts.models import User
from heard.audit.guards import guards_lift
from heard.audit.models import Entry
from heard.audit.services import CHANGED, audit_look, audit_record, audit_verify
from heard.cli import main
from heard.doctor import _log

pytestmark = pytest.mark.django_db


def test_personal_values_never_enter():
    person = PersonFactory()
    audit_record(
        event="person.change",
        target=person,
        by=None,
        before={"email": "ada@example.org", "is_active": True},
        after={"email": "ada@example.net", "is_active": False},
    )
    entry = Entry.objects.get()
    assert json.loads(entry.before) == {"email": CHANGED, "is_active": True}
    assert "example" not in entry.before + entry.after + entry.target_label


def test_actor_is_a_number_and_outlives_the_account():
    person = PersonFactory()
    person.roles_now = {Role.OFFICER, Role.ADMINISTRATOR}
    number = person.pk
    audit_look(event="concern.read", target=None, by=person, about="H-1")
    User.objects.filter(pk=number).delete()
    entry = Entry.objects.get()
    assert (entry.actor, entry.actor_roles) == (number, "council-administrator,council-officer")
    assert audit_verify().ok


def test_every_look_counts():
    for _ in range(3):
        audit_look(event="concern.read", target=None, by=None, about="H-1")
    assert Entry.objects.count() == 3


def test_doctor_says_whether_the_end_holds():
    audit_look(event="concern.read", target=None, by=None)
    assert [finding.mark for finding in _log()] == ["ok"]
    from django.db import connection

    guards_lift(connection)
    assert [finding.mark for finding in _log()] == ["ok", "wrong"]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_command_lists_entries_and_logs_that_it_did(form, capsys):
    audit_look(event="concern.read", target=None, by=None, about="H-1")
    audit_look(event="landlord.rename", target=None, by=None, about="river-homes")
    assert main(["audit", "list", "--event", "concern", "--format", form]) == 0
    said = capsys.readouterr().out
    assert "H-1" in said
    assert "river-homes" not in said
    last = Entry.objects.latest("pk")
    assert (last.event, json.loads(last.after)) == (
        "audit.list",
        {"event": "concern", "format": form},
    )


def test_command_refuses_a_day_that_is_none(capsys):
    with pytest.raises(SystemExit):
        main(["audit", "list", "--since", "soon"])
    assert "is no day" in capsys.readouterr().err
