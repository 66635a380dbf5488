from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.notices import NOON, make_notice

from heard.errors import NotFoundError
from heard.notices.models import Notice, State
from heard.notices.services import notice_queue, quiet_hours_set
from heard.notices.services.sending import wake
from heard.notices.timing import Window, Wish

pytestmark = pytest.mark.django_db
GIVEN = {"reference": "RV-1", "landlord": "Confluence Homes", "link": "/c/abc"}
NIGHT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
EIGHT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)` sets the time."""

    def set_to(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_to(NOON)
    return set_to


def queue(**changes):
    values = {
        "key": "RV-1:answered:1",
        "template": "concern.answered",
        "to": "ada@example.org",
        "context": GIVEN,
        "about": "RV-1",
    }
    return notice_queue(**values | changes)


def test_change_is_told_once(clock):
    notice = queue()
    assert notice.state == State.QUEUED
    assert notice.next_try_at == NOON
    assert notice.subject == "There is an answer to your concern RV-1"
    assert "http://localhost:8000/c/abc" in notice.body
    assert notice.wording == "heard 2026.1"
    assert queue() is None
    assert Notice.objects.count() == 1


def test_nothing_is_told_of_a_change_that_failed(clock):
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_key_taken_in_between_is_told_once(clock, monkeypatch):
    """As where another transaction commits between our looking and our writing."""
    make_notice(key="RV-1:answered:1")
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda rows: False)
    assert queue() is None
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("key", ["RV-1:3:ada@example.org", "x" * 300])
def test_address_in_a_key_is_not_kept(clock, key):
    assert "@" not in queue(key=key).key
    assert queue(key=key) is None
    assert queue(key=f"{key}.") is not None


def test_a_value_that_is_missing_is_named(clock):
    with pytest.raises(ValueError, match=r"concern\.answered needs a value for: landlord"):
        queue(context={"reference": "RV-1", "link": "/c/abc"})
    with pytest.raises(NotFoundError):
        queue(template="concern.sung")


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\nBcc: c@example.org", f"{'a' * 320}@example.org"]
)
def test_address_that_cannot_be_written_to_stands_on_the_list(clock, address):
    notice = queue(to=address[:320])
    assert notice.state == State.FAILED
    assert notice.last_error
    assert notice.next_try_at is None


def test_quiet_hours_hold_back_what_is_not_urgent(clock):
    clock(NIGHT)
    assert queue(key="1").next_try_at == EIGHT
    assert queue(key="2", urgent=True).next_try_at == NIGHT
    assert queue(key="3", template="concern.received").next_try_at == NIGHT
    assert queue(key="4", not_before=EIGHT + timedelta(days=1)).next_try_at == EIGHT + timedelta(
        days=1
    )


def test_council_sets_quiet_hours(clock):
    quiet_hours_set(start=time(0), end=time(0), by=None)
    clock(NIGHT)
    assert queue(key="1").next_try_at == NIGHT
    quiet_hours_set(start=time(22), end=time(10), by=None)
    assert queue(key="2").next_try_at == EIGHT + timedelta(hours=2)


def test_wish_comes_before_quiet_hours_and_urgency(clock):
    late = Wish((Window(time(22), time(23)),), discreet=True)
    clock(NIGHT)
    tomorrow = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
    notice = queue(key="1", wish=late)
    assert notice.next_try_at == tomorrow
    assert notice.discreet
    assert Wish.from_dict(notice.wish) == late
    assert queue(key="2", wish=late, urgent=True).next_try_at == tomorrow
    said_so = Wish(late.windows, urgent_any_time=True)
    assert queue(key="3", wish=said_so, urgent=True).next_try_at == NIGHT


def test_code_goes_at_once_whatever_was_wished(clock):
    clock(NIGHT)
    wish = Wish((Window(time(10), time(11)),))
    given = {"code": "K7QD", "minutes": "15"}
    notice = queue(template="sign-in-code", context=given, wish=wish)
    assert notice.next_try_at == NIGHT
    assert notice.secret
    assert notice.expires_at == NIGHT + timedelta(minutes=15)


def test_discreet_message_says_nothing(clock):
    notice = queue(discreet=True)
    text = notice.subject + notice.body
    for value in (*GIVEN.values(), "Riverton", "landlord", "concern", "council"):
        assert value not in text


def test_values_cannot_break_out_of_the_subject(clock):
    given = GIVEN | {"reference": "RV-1\r\nBcc: everybody@example.org ((link))"}
    notice = queue(context=given)
    assert "\n" not in notice.subject
    assert "((link))" in notice.body


def test_one_asking_after_the_commit_serves_many(clock, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        for number in range(5):
            queue(key=str(number))
    assert calls == [wake]


def test_asking_survives_a_part_that_is_undone(clock, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        with transaction.atomic():
            queue(key="undone")
            transaction.set_rollback(True)
        queue(key="kept")
    assert calls == [wake]


def test_nobody_is_asked_for_what_goes_later(clock, django_capture_on_commit_callbacks):
    clock(NIGHT)
    with django_capture_on_commit_callbacks() as calls:
        queue()
    assert not calls


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.QUEUED, "next_try_at": None},
        {"state": State.FAILED, "next_try_at": NOON},
        {"state": State.SENT, "sent_at": None},
        {"state": State.FAILED, "sent_at": NOON},
        {"state": State.SENDING},
        {"state": State.SENDING, "claimed_at": NOON},
        {"state": State.FAILED, "claim": "x"},
        {"state": State.TOLD},
        {"state": State.CANCELLED, "settled_at": None},
        {"state": State.QUEUED, "settled_at": NOON},
        {"state": State.FAILED, "told_note": "by telephone"},
        {"state": "lost"},
        {"state": State.FAILED, "key": ""},
    ],
)
def test_store_refuses_a_state_that_cannot_be(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_notice(**values)


def test_queueing_asks_a_fixed_number_of_times(clock, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        queue()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_many_at_once_tell_once():
    told, start = [], Barrier(8)

    def tell():
        start.wait()
        with transaction.atomic():
            told.append(queue())
        connection.close()

    threads = [Thread(target=tell) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([each for each in told if each is not None]) == 1
    assert Notice.objects.count() == 1
