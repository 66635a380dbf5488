"""The auditor reads the log, finds entries in it, and takes it away; reading is logged."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.integration.audit_store import row, some_rows, tampering

from heard.access import Role
from heard.audit.models import Entry, Reason
from heard.audit.services import Deed, audit_record, audit_record_many, audit_seal

pytestmark = pytest.mark.django_db

LIST = "/audit/"


@pytest.fixture
def auditor(client, sign_in_as):
    client.auditor = sign_in_as(client, Role.AUDITOR)
    return client


def said(response):
    return response.content.decode()


def shown(response):
    return [entry.event for entry in response.context["page"].entries]


@pytest.mark.parametrize("name", ["audit:list", "audit:export", "audit:status"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_only_the_auditor_may(client, sign_in_as, role, name):
    sign_in_as(client, role)
    assert client.get(reverse(name)).status_code == 403


def test_entries_are_listed_newest_first_with_people_as_numbers(auditor):
    some_rows(2)
    page = auditor.get(LIST)
    text = said(page)
    assert [entry.target_label for entry in page.context["page"].entries][:2] == ["H-2", "H-1"]
    assert "Case: note" in text
    assert "council officer" in text
    assert auditor.auditor.get_full_name() not in text or not auditor.auditor.get_full_name()


def test_reading_the_log_is_logged(auditor):
    auditor.get(LIST, {"about": "H-1"})
    entry = Entry.objects.get()
    assert (entry.event, entry.actor) == ("audit.list", auditor.auditor.pk)
    assert entry.actor_roles == "auditor"
    assert entry.after == '{"about":"H-1"}'
    auditor.get(reverse("audit:entry", args=[entry.pk]))
    assert Entry.objects.latest("pk").event == "audit.read"
    assert Entry.objects.latest("pk").target_id == str(entry.pk)


@pytest.fixture
def mixed():
    audit_record_many(
        deeds=[
            Deed(event="landlord.create", about="river-homes"),
            Deed(event="landlord.rename", about="river-homes"),
            Deed(event="landlord-code.create", about="river-homes"),
            Deed(event="concern.read", about="H-ABC"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"event": "landlord.rename"}, ["landlord.rename"]),
        ({"event": "landlord"}, ["landlord.rename", "landlord.create"]),
        ({"about": "H-ABC"}, ["concern.read"]),
        ({"about": "h"}, []),
        ({"person": "99"}, []),
        ({"since": "2999-01-01"}, []),
        ({"until": "1999-01-01"}, []),
    ],
)
def test_filters_find(auditor, mixed, query, expected):
    assert shown(auditor.get(LIST, query)) == expected


def test_a_day_is_londons(auditor, mixed):
    today = timezone.localdate()
    assert len(shown(auditor.get(LIST, {"since": today, "until": today, "about": "H-ABC"}))) == 1
    yesterday = today - timedelta(days=1)
    assert shown(auditor.get(LIST, {"until": yesterday, "about": "H-ABC"})) == []


def test_filter_that_makes_no_sense_is_said_and_left_out(auditor, mixed):
    page = auditor.get(LIST, {"person": "Ann", "since": "soon", "before": "x"})
    assert len(shown(page)) == 4
    assert "A person is a number" in said(page)


def test_pages_are_by_key_and_lead_both_ways(auditor):
    audit_record_many(deeds=[Deed(event="case.note", about=f"H-{n}") for n in range(120)])
    seen, query = [], {"event": "case.note"}
    for _ in range(3):
        page = auditor.get(LIST, query).context["page"]
        seen += [entry.target_label for entry in page.entries]
        query = {"event": "case.note", "before": page.older}
    assert seen == [f"H-{n}" for n in reversed(range(120))]
    assert page.older is None
    back = auditor.get(LIST, {"event": "case.note", "after": page.newer}).context["page"]
    assert [entry.target_label for entry in back.entries] == seen[50:100]
    first = auditor.get(LIST, {"event": "case.note", "after": back.newer}).context["page"]
    assert [entry.target_label for entry in first.entries] == seen[:50]
    assert first.newer is None


def test_pages_ask_a_fixed_number_of_times(auditor, django_assert_max_num_queries):
    audit_record_many(deeds=[Deed(event=f"case.note-{n}") for n in range(60)])
    with django_assert_max_num_queries(14):
        auditor.get(LIST)


def test_entry_shows_before_after_and_reason(auditor):
    made = audit_record(
        event="landlord.rename",
        target=None,
        by=None,
        reason="It said so.",
        before={"name": "River Homes", "ended_on": None},
        after={"name": "Stream <b>Homes</b>", "ended_on": None},
    )
    text = said(auditor.get(reverse("audit:entry", args=[made.pk])))
    assert "River Homes" in text
    assert "Stream &lt;b&gt;Homes" in text
    assert "It said so." in text
    Reason.objects.all().delete()
    text = said(auditor.get(reverse("audit:entry", args=[made.pk])))
    assert "has been removed because its time was up" in text


def test_entry_that_is_not_there_is_not_found(auditor):
    assert auditor.get(reverse("audit:entry", args=[4711])).status_code == 404


def test_log_can_be_taken_away_safely(auditor):
    audit_record(event="case.note", target=None, by=None, about="=1+1", reason="about Ann")
    audit_seal()
    response = auditor.get(reverse("audit:export"), {"event": "case.note"})
    text = b"".join(response.streaming_content).decode()
    (line,) = csv.DictReader(io.StringIO(text))
    assert line["about"] == "'=1+1"
    assert (line["number"], line["gave_reason"]) == ("1", "yes")
    assert "Ann" not in text
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert Entry.objects.latest("pk").event == "audit.export"


def test_status_says_whether_the_newest_rows_hold(auditor):
    some_rows()
    assert "They hold. The log has 6 sealed" in said(auditor.get(reverse("audit:status")))
    with tampering():
        row(5).update(actor=99)
    text = said(auditor.get(reverse("audit:status")))
    assert "Row 5 was altered" in text


def test_status_of_an_empty_log(auditor):
    text = said(auditor.get(reverse("audit:status")))
    assert "There are no entries yet" in text
    assert "not verified on this machine yet" in text


def test_menu_leads_the_auditor_to_the_log(auditor):
    assert 'href="/audit/"' in said(auditor.get("/"))
