from __future__ import annotations

import re
from datetime import UTC, datetime, time

import pytest
from django.urls import reverse
from tests.factories.notices import make_notice

from heard.access import Role
from heard.audit.models import Entry
from heard.mail import CONSOLE
from heard.notices.errors import NoticeError, WordingError
from heard.notices.models import Notice, QuietHours, State, TemplateVersion
from heard.notices.rendering import render
from heard.notices.selectors import PER_PAGE, quiet_hours
from heard.notices.services import (
    notice_told,
    quiet_hours_set,
    template_reset,
    template_restore,
    template_save,
)
from heard.notices.shipped import Words, shipped_get

pytestmark = pytest.mark.django_db
CODE = "concern.answered"


@pytest.fixture
def officer(client, sign_in_as):
    """A client with a council officer signed in."""
    sign_in_as(client, Role.OFFICER)
    return client


@pytest.fixture
def administrator(client, sign_in_as):
    sign_in_as(client, Role.ADMINISTRATOR)
    return client


def url(name, *args):
    return reverse(f"notices:{name}", args=args)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def filled(**changes):
    words = shipped_get(CODE).words
    values = {name: getattr(words, name) for name in Words.__slots__}
    return values | {"note": "", "seen": 0} | changes


# Messages


def test_list_shows_states_and_masks_addresses(officer, settings):
    settings.EMAIL_BACKEND = CONSOLE
    make_notice(state=State.FAILED, last_error="The mail server refused the recipient (code 550).")
    make_notice(urgent=True)
    text = text_of(officer.get(url("list")))
    assert "a…@example.org" in text
    assert "ada@" not in text
    assert "code 550" in text
    assert "at any hour" in text
    assert "reach nobody" in text
    assert "Failed (1)" in text


def test_list_filters_and_pages(officer, django_assert_max_num_queries):
    for _ in range(PER_PAGE + 1):
        make_notice(state=State.SENT)
    failed = make_notice(state=State.FAILED, about="RV-X")
    rows = Notice.objects.filter(state=State.SENT)
    with django_assert_max_num_queries(14):
        first = text_of(officer.get(url("list"), {"state": "sent"}))
    assert url("detail", rows.order_by("pk")[1].pk) in first
    assert url("detail", rows.order_by("pk")[0].pk) not in first
    before = re.search(r"before=(\d+)", first)[1]
    assert before == str(rows.order_by("pk")[1].pk)
    second = text_of(officer.get(url("list"), {"state": "sent", "before": before}))
    assert url("detail", rows.order_by("pk")[0].pk) in second
    assert "Newest messages" in second
    assert "Older messages" not in second
    about = text_of(officer.get(url("list"), {"about": "rv-x"}))
    assert about.count("/staff/messages/" + str(failed.pk)) == 1
    assert "There are no such messages" in text_of(officer.get(url("list"), {"about": "?"}))
    assert officer.get(url("list"), {"state": "sung", "before": "x"}).status_code == 200


def test_looking_at_a_message_is_logged(officer):
    notice = make_notice(about="RV-1")
    text = text_of(officer.get(url("detail", notice.pk)))
    assert "ada@example.org" in text
    assert "Read it at http://localhost:8000/…" in text
    assert "/c/abc" not in text
    entry = Entry.objects.get(event="notice.read")
    assert (entry.target_id, entry.target_label) == (str(notice.pk), "RV-1")


def test_administrator_sees_whether_it_arrives_and_not_what_it_says(administrator):
    notice = make_notice(state=State.FAILED)
    text = text_of(administrator.get(url("detail", notice.pk)))
    assert "a…@example.org" in text
    assert "ada@" not in text
    assert "There is an answer" not in text
    assert not Entry.objects.filter(event="notice.read").exists()


def test_secret_is_shown_to_nobody(officer):
    notice = make_notice(secret=True, body="Your code is K7QD", subject="Your code is K7QD")
    assert "K7QD" not in text_of(officer.get(url("detail", notice.pk)))
    assert not Entry.objects.filter(event="notice.read").exists()


def test_restricted_message_is_there_for_those_only_who_may_see_the_flag(client, sign_in_as):
    notice = make_notice(restricted=True, state=State.FAILED)
    sign_in_as(client, Role.OFFICER)
    assert client.get(url("detail", notice.pk)).status_code == 404
    assert "RV-1" not in text_of(client.get(url("list")))
    client.post(url("retry-many"), {"notice": [notice.pk]})
    notice.refresh_from_db()
    assert notice.state == State.FAILED
    sign_in_as(client, Role.CHAMPION)
    assert client.get(url("detail", notice.pk)).status_code == 200


@pytest.mark.parametrize(
    ("before", "deed", "after"),
    [
        (State.FAILED, "retry", State.QUEUED),
        (State.FAILED, "cancel", State.CANCELLED),
        (State.QUEUED, "hold", State.HELD),
        (State.QUEUED, "cancel", State.CANCELLED),
        (State.HELD, "release", State.QUEUED),
        (State.HELD, "cancel", State.CANCELLED),
        (State.SENT, "retry", State.SENT),
        (State.SENT, "cancel", State.SENT),
        (State.SENT, "hold", State.SENT),
        (State.QUEUED, "release", State.QUEUED),
        (State.CANCELLED, "retry", State.CANCELLED),
    ],
)
def test_deeds_do_what_can_be_done(officer, before, deed, after):
    notice = make_notice(state=before, attempts=3)
    text = text_of(officer.post(url("deed", notice.pk, deed), follow=True))
    notice.refresh_from_db()
    assert notice.state == after
    assert Entry.objects.filter(event__startswith="notice.").exclude(
        event="notice.read"
    ).count() == (before != after)
    if before == after:
        assert "This can’t be done" in text or "This can&#x27;t be done" in text


def test_deed_that_is_none_is_not_found(officer):
    assert officer.post(url("deed", make_notice().pk, "burn")).status_code == 404
    assert officer.get(url("deed", make_notice().pk, "cancel")).status_code == 405


def test_retry_gives_all_attempts_again(officer):
    notice = make_notice(state=State.FAILED, attempts=10, last_error="x")
    officer.post(url("deed", notice.pk, "retry"))
    notice.refresh_from_db()
    assert notice.attempts == 0
    assert notice.next_try_at is not None


@pytest.mark.parametrize("values", [{"secret": True}, {"body": ""}, {"to": "nobody"}])
def test_what_can_never_go_is_not_tried_again(officer, values):
    notice = make_notice(state=State.FAILED, **values)
    officer.post(url("deed", notice.pk, "retry"))
    notice.refresh_from_db()
    assert notice.state == State.FAILED


def test_ticked_messages_are_tried_again(officer):
    ticked = [make_notice(state=State.FAILED) for _ in range(3)]
    other = make_notice(state=State.FAILED)
    sent = make_notice(state=State.SENT)
    assert "Try the ticked ones again" in text_of(officer.get(url("list"), {"state": "failed"}))
    numbers = [each.pk for each in [*ticked, sent]]
    text = text_of(officer.post(url("retry-many"), {"notice": [*numbers, "x"]}, follow=True))
    assert "3 messages are waiting" in text
    assert "1 message can’t be sent again" in text
    assert Notice.objects.filter(state=State.QUEUED).count() == 3
    other.refresh_from_db()
    assert other.state == State.FAILED
    assert "Tick the messages" in text_of(officer.post(url("retry-many"), follow=True))


def test_told_another_way_says_how(officer):
    notice = make_notice(state=State.FAILED)
    text = text_of(officer.post(url("told", notice.pk), {"note": " "}))
    assert "Say how they were told, and when." in text
    officer.post(url("told", notice.pk), {"note": "Read out by telephone"})
    notice.refresh_from_db()
    assert (notice.state, notice.told_note) == (State.TOLD, "Read out by telephone")
    assert "telephone" not in str(Entry.objects.values_list("before", "after"))
    assert "Read out by telephone" in text_of(officer.get(url("detail", notice.pk)))
    assert officer.get(url("told", notice.pk)).status_code == 302
    text = text_of(officer.post(url("told", notice.pk), {"note": "again"}))
    assert "be done any more" in text
    with pytest.raises(NoticeError):
        notice_told(notice=notice, note=" ", by=None)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LANDLORD_LEAD, Role.COUNCILLOR, Role.AUDITOR])
def test_others_see_none_of_it(client, sign_in_as, role):
    sign_in_as(client, role)
    for name, args in [("list", []), ("detail", [make_notice().pk]), ("wordings", [])]:
        assert client.get(url(name, *args)).status_code == 403


# Wording


def test_every_kind_of_message_can_be_read(officer):
    text = text_of(officer.get(url("wordings")))
    assert "Concern: answered" in text
    assert "Change quiet hours" not in text
    assert officer.get(url("wording", "concern.sung")).status_code == 404
    assert officer.get(url("edit", CODE)).status_code == 403
    assert officer.post(url("reset", CODE)).status_code == 403


@pytest.mark.parametrize("code", [CODE, "part.direct-routes", "sign-in-code"])
def test_wording_shows_examples_filled_in(administrator, code):
    text = text_of(administrator.get(url("wording", code)))
    assert "((" not in text
    assert ("Without details" in text) == (code != "part.direct-routes")
    assert administrator.get(url("edit", code)).status_code == 200


def test_preview_saves_nothing(administrator):
    changes = {"body": "Read it: ((link))\n\n((direct_routes))", "preview": "1"}
    text = text_of(administrator.post(url("edit", CODE), filled(**changes)))
    assert "Read it: https://heard.example.org/c/example" in text
    assert "housing-ombudsman.org.uk" in text
    assert "Nothing is saved yet" in text
    assert not TemplateVersion.objects.exists()


def test_wording_of_the_council_is_used_from_then_on(administrator):
    changes = {"subject": "News of ((reference))", "save": "1", "note": "Shorter"}
    response = administrator.post(url("edit", CODE), filled(**changes))
    assert response.headers["Location"] == url("wording", CODE)
    given = {"reference": "RV-1", "landlord": "Confluence", "link": ""}
    rendered = render(CODE, given, discreet=False)
    assert (rendered.subject, rendered.version) == ("News of RV-1", "1")
    text = text_of(administrator.get(url("wording", CODE)))
    assert "Version 1" in text
    assert "Shorter" in text
    assert Entry.objects.get(event="template.edit").target_label == CODE


def test_fault_stands_by_its_field_and_keeps_what_was_written(administrator):
    changes = {"body": "Hello ((refrence)) ((direct_routes))", "save": "1"}
    response = administrator.post(url("edit", CODE), filled(**changes))
    text = text_of(response)
    assert response.status_code == 200
    assert "Did you mean ((reference))?" in text
    assert "Hello ((refrence))" in text
    assert not TemplateVersion.objects.exists()


def test_somebody_else_s_change_is_not_overwritten(administrator):
    administrator.post(url("edit", CODE), filled(subject="One", save="1"))
    text = text_of(administrator.post(url("edit", CODE), filled(subject="Two", save="1")))
    assert "Somebody changed this wording while you wrote" in text
    assert TemplateVersion.objects.count() == 1


def test_reset_and_restore_keep_every_version(administrator):
    administrator.post(url("edit", CODE), filled(subject="One", save="1"))
    administrator.post(url("edit", CODE), filled(subject="Two", save="1", seen=1))
    administrator.post(url("reset", CODE))
    given = {"reference": "RV-1", "landlord": "Confluence"}
    assert render(CODE, given, discreet=False).version.startswith("heard ")
    assert "back to Heard’s own wording" in text_of(administrator.get(url("wording", CODE)))
    assert "One" in text_of(administrator.get(url("version", CODE, 1)))
    assert administrator.get(url("version", CODE, 3)).status_code == 200
    administrator.post(url("restore", CODE, 1))
    assert render(CODE, given, discreet=False).subject == "One"
    administrator.post(url("restore", CODE, 3))
    assert render(CODE, given, discreet=False).version.startswith("heard ")
    assert TemplateVersion.objects.count() == 5
    assert administrator.get(url("version", CODE, 9)).status_code == 404
    assert administrator.post(url("restore", CODE, 9)).status_code == 302


def test_part_is_put_into_every_message_to_residents(administrator):
    administrator.post(
        url("edit", "part.direct-routes"),
        {"body": "Go yourself.", "seen": 0, "save": "1", "note": ""},
    )
    given = {"reference": "RV-1", "landlord": "Confluence"}
    assert "Go yourself." in render(CODE, given, discreet=False).body
    assert "Go yourself." not in render(CODE, given, discreet=True).body


def test_direct_routes_leave_out_a_landlord_whose_way_is_not_known():
    given = {"reference": "RV-1", "landlord": "Confluence"}
    body = render(CODE, given, discreet=False).body
    assert "complaints team:" not in body
    known = given | {"landlord_complaints": "020 7946 0000"}
    assert "complaints team: 020 7946 0000" in render(CODE, known, discreet=False).body


def test_earlier_wording_that_lost_its_placeholder_is_not_restored():
    TemplateVersion.objects.create(
        code=CODE,
        version=1,
        subject="((gone))",
        body="((direct_routes))",
        discreet_subject="x",
        discreet_body="x",
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    template_reset(code=CODE, by=None)
    with pytest.raises(WordingError, match="gone"):
        template_restore(code=CODE, version=1, by=None)


def test_wordings_of_a_moment_meet_without_loss(monkeypatch):
    """Two save at once: the second is told so."""
    words = shipped_get(CODE).words
    template_save(code=CODE, words=words, by=None)
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda rows: None)
    with pytest.raises(WordingError, match="Somebody changed"):
        template_save(code=CODE, words=words, by=None)


# Quiet hours


def test_quiet_hours_are_set_and_logged(administrator):
    assert "21:00" in text_of(administrator.get(url("quiet")))
    text = text_of(administrator.post(url("quiet"), {"start": "late", "end": "08:00"}))
    assert "Write a time such as 21:00." in text
    administrator.post(url("quiet"), {"start": "22:30", "end": "07:00"})
    assert (quiet_hours().start, quiet_hours().end) == (time(22, 30), time(7))
    assert "Quiet from 22:30 to 07:00" in text_of(administrator.get(url("list")))
    assert 'value="22:30"' in text_of(administrator.get(url("quiet")))
    quiet_hours_set(start=time(1), end=time(1), by=None)
    assert QuietHours.objects.count() == 1
    assert "No quiet hours" in text_of(administrator.get(url("list")))
    assert Entry.objects.filter(event="quiet-hours.set").count() == 2
