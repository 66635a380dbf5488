from __future__ import annotations

import smtplib
import socket
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection
from tests.factories.notices import NOON, make_notice
from tests.mail_server import free_port, mail_server, silent_server

from heard.access import NOBODY
from heard.notices.channels import REGISTRY, open_channels
from heard.notices.channels.email import email_of
from heard.notices.errors import PermanentError, TemporaryError
from heard.notices.management.commands.worker import Sweep, tasks_forget
from heard.notices.models import Notice, State
from heard.notices.services import notices_send
from heard.notices.services.sending import CLAIM_LASTS, TOO_LATE, _claim, send_task
from heard.notices.timing import MOST_ATTEMPTS, Window, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The time, which a test can move on."""

    class Clock:
        now = NOON

    monkeypatch.setattr("django.utils.timezone.now", lambda: Clock.now)
    return Clock


@pytest.fixture
def by_smtp(settings):
    """`by_smtp(port)` sends to a port of this machine."""

    def use(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_TIMEOUT = 0.3
        settings.DEFAULT_FROM_EMAIL = "Riverton Council <champion@riverton.example>"

    return use


@pytest.fixture
def server(by_smtp):
    with mail_server() as running:
        by_smtp(running.port)
        yield running.handler


def states():
    return sorted(Notice.objects.values_list("state", flat=True))


def test_due_messages_are_sent_over_one_connection(server):
    for number in range(3):
        make_notice(to=f"p{number}@example.org")
    make_notice(next_try_at=NOON + timedelta(minutes=1))
    result = notices_send()
    assert (result.sent, result.again, result.failed, result.stopped) == (3, 0, 0, "")
    assert [each.rcpt_tos for each in server.taken] == [[f"p{n}@example.org"] for n in range(3)]
    assert len(server.peers) == 1
    assert states() == [State.QUEUED, State.SENT, State.SENT, State.SENT]
    notice = Notice.objects.first() or pytest.fail("gone")
    assert Notice.objects.filter(state=State.SENT).exclude(sent_at=NOON).count() == 0
    assert notice.claim == ""


def test_message_is_plain_and_answers_nobody(server, settings):
    settings.MAIL_REPLY_TO = "answers@riverton.example"
    make_notice(body="Grüße – Ω\n" + "long " * 400)
    notices_send()
    message = server.messages[0]
    assert message["From"] == "Riverton Council <champion@riverton.example>"
    assert message["Reply-To"] == "answers@riverton.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == "There is an answer"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines()[0] == "Grüße – Ω"
    assert max(map(len, server.taken[0].content.splitlines())) <= 998
    assert not [name for name in message if name.lower().startswith("list-")]


def test_same_message_has_the_same_id_and_its_key_stays_ours(by_smtp):
    by_smtp(1)
    one, two = make_notice(key="RV-4821:x"), make_notice(key="RV-4822:x")
    ids = [email_of(each).message()["Message-ID"] for each in (one, one, two)]
    assert ids[0] == ids[1] != ids[2]
    assert "4821" not in ids[0]
    assert ids[0].endswith("@riverton.example>")


def test_discreet_message_hides_who_sends_it(server, settings):
    settings.MAIL_REPLY_TO = "answers@riverton.example"
    make_notice(discreet=True)
    notices_send()
    assert server.messages[0]["From"] == "champion@riverton.example"
    assert server.messages[0]["Reply-To"] is None
    settings.MAIL_FROM_DISCREET = "news@post.example"
    make_notice(discreet=True)
    notices_send()
    assert server.messages[1]["From"] == "news@post.example"


def test_links_and_secrets_are_not_kept_once_sent(server):
    plain = make_notice()
    secret = make_notice(secret=True, subject="Your code is K7QD", body="Your code is K7QD")
    notices_send()
    plain.refresh_from_db()
    secret.refresh_from_db()
    assert plain.body == "Read it at http://localhost:8000/…"
    assert (secret.subject, secret.body) == ("", "")
    assert "/c/abc" in server.messages[0].get_content()
    assert "K7QD" in server.messages[1].get_content()


def test_temporary_refusal_is_tried_again_and_accepted(server, clock):
    server.rcpt.append("450 4.2.1 ada@example.org is busy")
    notice = make_notice()
    assert notices_send().again == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.QUEUED, 1)
    assert notice.last_error == "The mail server asked to try again later (code 450)."
    assert timedelta(seconds=48) <= notice.next_try_at - NOON <= timedelta(seconds=72)
    assert notices_send().sent == 0
    clock.now = notice.next_try_at
    assert notices_send().sent == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.last_error) == (State.SENT, 2, "")


@pytest.mark.parametrize(
    ("where", "said", "reason"),
    [
        (
            "rcpt",
            "550 5.1.1 ada@example.org unknown",
            "The mail server refused the recipient (code 550).",
        ),
        ("data", "554 5.7.1 refused", "The mail server refused the message (code 554)."),
    ],
)
def test_refusal_for_good_fails_at_once_and_the_next_one_goes(server, where, said, reason):
    getattr(server, where).append(said)
    notice, other = make_notice(), make_notice()
    result = notices_send()
    assert (result.sent, result.failed) == (1, 1)
    notice.refresh_from_db()
    other.refresh_from_db()
    assert (notice.state, notice.last_error) == (State.FAILED, reason)
    assert "ada" not in notice.last_error
    assert other.state == State.SENT


def test_no_server_stops_the_round_and_costs_the_others_nothing(by_smtp):
    by_smtp(free_port())
    for _ in range(3):
        make_notice()
    result = notices_send()
    assert (result.sent, result.again, result.failed) == (0, 1, 0)
    assert result.stopped == "The mail server could not be reached."
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert set(states()) == {State.QUEUED}


def test_server_that_hangs_is_left_and_tried_again(by_smtp):
    notice = make_notice()
    with silent_server() as port:
        by_smtp(port)
        result = notices_send()
    assert (result.again, result.stopped) == (1, "The mail server could not be reached.")
    notice.refresh_from_db()
    assert notice.state == State.QUEUED


def test_server_that_does_not_let_us_in_is_our_fault_not_the_message_s(by_smtp, settings):
    make_notice()
    with mail_server(
        auth_required=True, auth_require_tls=False, authenticator=lambda *_: _refusal()
    ) as running:
        by_smtp(running.port)
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "heard", "wrong"
        result = notices_send()
    assert (result.again, result.failed) == (1, 0)
    assert result.stopped.startswith("The mail server did not let us in")


def _refusal():
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=False, handled=False)


def test_connection_that_breaks_between_messages_is_opened_again(server, monkeypatch):
    make_notice()
    with open_channels() as channels:
        channel = channels["email"]
        channel.send(make_notice())
        channel._connection.connection.sock.shutdown(socket.SHUT_RDWR)
        with pytest.raises(TemporaryError):
            channel.send(make_notice())
        channel.send(make_notice())
    assert len(server.taken) == 2


def test_it_gives_up_after_two_days(by_smtp, clock):
    by_smtp(free_port())
    notice = make_notice(wish=Wish(()).as_dict(), urgent=True)
    while notice.state == State.QUEUED:
        clock.now = notice.next_try_at
        notices_send()
        notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.FAILED, MOST_ATTEMPTS)
    assert timedelta(days=1) < clock.now - NOON < timedelta(days=3)


@pytest.mark.parametrize("to", ["a@b@c", "ö@example.org"])
def test_address_that_no_e_mail_can_carry_fails(server, to):
    notice = make_notice(to=to)
    make_notice()
    result = notices_send()
    assert result.failed + result.sent == 2
    notice.refresh_from_db()
    assert notice.state == State.FAILED


def test_header_that_would_break_out_is_refused():
    from heard.notices.channels.email import EmailChannel

    notice = make_notice(subject="Hello\nBcc: everybody@example.org")
    with pytest.raises(PermanentError):
        EmailChannel().send(notice)
    assert not mail.outbox


def test_what_nobody_foresaw_loses_no_message(monkeypatch, caplog):
    class Broken:
        def send(self, notice):
            raise KeyError(notice.to)

        def close(self):
            pass

    monkeypatch.setitem(REGISTRY, "email", Broken)
    notice = make_notice()
    assert notices_send().again == 1
    notice.refresh_from_db()
    assert notice.state == State.QUEUED
    assert "ada@example.org" not in caplog.text


def test_urgent_goes_first():
    make_notice(to="later@example.org", next_try_at=NOON - timedelta(hours=1))
    make_notice(to="urgent@example.org", urgent=True)
    notices_send()
    assert [each.to for each in mail.outbox] == [["urgent@example.org"], ["later@example.org"]]


def test_message_that_fell_due_in_a_quiet_hour_waits_for_the_morning(clock):
    """As where the worker stood still since the afternoon."""
    clock.now = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    notice = make_notice()
    window = Wish((Window(clock.now.time(), (clock.now + timedelta(hours=1)).time()),))
    late = make_notice(to="late@example.org", wish=window.as_dict())
    assert notices_send().sent == 1
    notice.refresh_from_db()
    late.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.QUEUED, 0)
    assert notice.next_try_at == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert late.state == State.SENT


def test_what_is_of_no_use_any_more_is_not_sent():
    notice = make_notice(expires_at=NOON, secret=True)
    assert notices_send().failed == 1
    notice.refresh_from_db()
    assert (notice.last_error, notice.body) == (TOO_LATE, "")
    assert not mail.outbox


def test_message_of_a_worker_that_was_killed_goes_again_with_the_same_id(clock):
    notice = make_notice()
    assert _claim().pk == notice.pk  # and then the worker was killed
    assert notices_send().sent == 0
    clock.now = NOON + CLAIM_LASTS
    assert notices_send().sent == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.SENT, 2)


def test_worker_that_comes_back_late_does_not_overwrite_another_s(clock, monkeypatch):
    notice = make_notice()
    slow = _claim()
    clock.now = NOON + CLAIM_LASTS
    notices_send()
    from heard.notices.services.sending import _settle

    assert _settle(slow, state=State.FAILED, last_error="too slow") == 0
    notice.refresh_from_db()
    assert notice.state == State.SENT


def test_task_and_sweep_send(clock):
    make_notice()
    send_task.enqueue()
    assert len(mail.outbox) == 1
    assert tasks_forget() == 0


@pytest.mark.django_db(transaction=True)
def test_queueing_sends_once_committed():
    from heard.notices.services import notice_queue

    notice = notice_queue(
        key="1",
        template="sign-in-code",
        to="ada@example.org",
        context={"code": "K7QD", "minutes": "15"},
        about="",
    )
    notice.refresh_from_db()
    assert notice.state == State.SENT
    assert "K7QD" in mail.outbox[0].body


def test_sweep_goes_on_after_a_failure(monkeypatch, caplog):
    rounds = []
    sweep = Sweep(every=0)

    def fail():
        rounds.append(1)
        if len(rounds) == 2:
            sweep._stop_asked.set()
        raise smtplib.SMTPException("ada@example.org")

    monkeypatch.setattr("heard.notices.management.commands.worker.notices_send", fail)
    monkeypatch.setattr(
        "heard.notices.management.commands.worker.connections.close_all", lambda: None
    )
    sweep.run()
    assert len(rounds) == 2
    assert "ada" not in caplog.text


def test_round_has_an_end():
    for _ in range(5):
        make_notice()
    assert notices_send(most=2).sent == 2
    assert notices_send().sent == 3


def test_sending_asks_the_store_a_fixed_number_of_times_for_each(django_assert_max_num_queries):
    for _ in range(4):
        make_notice()
    with django_assert_max_num_queries(3 + 4 * 10 + 3):
        notices_send()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads small tables whole")
def test_looking_for_what_is_due_or_open_reads_an_index():
    from heard.notices.selectors import _visible
    from heard.notices.services.sending import _due

    for number in range(200):
        make_notice(state=State.SENT, key=f"sent:{number}")
    make_notice(state=State.FAILED)
    make_notice(state=State.SENDING, claim="x", claimed_at=NOON)
    make_notice()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for urgent in (True, False):
        plan = _due(NOON, urgent=urgent).explain()
        assert "SEARCH notices_notice USING INDEX notice_due (urgent=? AND next_try_at<?)" in plan
        assert "TEMP" not in plan
    assert "notice_taken" in Notice.objects.filter(claimed_at__lte=NOON).explain()
    failed = _visible(NOBODY).filter(state=State.FAILED, settled_at=None).order_by("-pk")
    assert "notice_open" in failed.explain()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs rows that can be locked")
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_nothing_twice(server):
    for _ in range(60):
        make_notice()

    def work():
        notices_send()
        connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    ids = [message["Message-ID"] for message in server.messages]
    assert len(ids) == len(set(ids)) == 60
    assert states() == [State.SENT] * 60
