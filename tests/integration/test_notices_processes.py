"""Real processes, a real mail server and a store in a file: nothing lost, nothing sent twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from threading import Event

import pytest
from tests.factories.notices import make_notice
from tests.mail_server import Handler, Server, mail_server

from heard.cli import main
from heard.notices.models import Notice, State

MANY = 30
PAST = datetime(2020, 1, 1, tzinfo=UTC)
FILL = f"""
import django
django.setup()
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from heard.notices.services import notice_queue
call_command("migrate", verbosity=0)
for number in range({MANY}):
    notice_queue(key=str(number), template="link.again", to=f"p{{number}}@example.org",
                 context={{"link": "/c/abc"}}, about="RV-1")
DBTaskResult.objects.all().delete()
"""


class Slow(Handler):
    """Takes the first message, and doesn't say so until it is too late."""

    def __init__(self):
        super().__init__()
        self.taking = Event()
        self.slow = True

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        import asyncio

        self.taken.append(envelope)
        if self.slow:
            self.slow = False
            self.taking.set()
            await asyncio.sleep(30)
        return "250 OK"


class Counting(Handler):
    """Says when it has taken everything."""

    def __init__(self):
        super().__init__()
        self.all = Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        said = await super().handle_DATA(server, session, envelope)
        if len(self.taken) >= MANY:
            self.all.set()
        return said


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store in a file that holds messages which are due, as no task says."""
    home = tmp_path_factory.mktemp("filled")
    subprocess.run([sys.executable, "-c", FILL], env=environment(home, 1), check=True, timeout=300)
    return home


@pytest.fixture
def heard(filled, tmp_path):
    """`heard(port, *words)` runs the command line with a copy of that store."""
    home = tmp_path / "home"
    shutil.copytree(filled, home)

    def start(port, *words):
        command = [sys.executable, "-m", "heard", *words]
        return subprocess.Popen(
            command,
            env=environment(home, port),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def finish(process):
        out, errors = process.communicate(timeout=180)
        assert process.returncode == 0, errors
        return out

    start.finish = finish
    start.store = home / "heard.sqlite3"
    return start


def environment(home, port):
    return {
        **os.environ,
        "HEARD_HOME": str(home),
        "HEARD_DATABASE_URL": "",
        "HEARD_MAIL_URL": f"smtp://127.0.0.1:{port}?timeout=60",
        "DJANGO_SETTINGS_MODULE": "heard.settings",
    }


def test_workers_at_once_send_everything_and_nothing_twice(heard):
    with mail_server() as server:
        workers = [heard(server.port, "notices", "send", "--json") for _ in range(2)]
        results = [json.loads(heard.finish(worker)) for worker in workers]
        ids = [message["Message-ID"] for message in server.handler.messages]
    assert sum(result["sent"] for result in results) == MANY
    assert len(ids) == len(set(ids)) == MANY


def test_killed_worker_leaves_one_in_doubt_and_loses_none(heard):
    handler = Slow()
    server = Server(handler)
    server.start()
    try:
        worker = heard(server.port, "notices", "send")
        assert handler.taking.wait(120)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        out = heard.finish(heard(server.port, "notices", "send"))
        assert f"Sent {MANY - 1}," in out
        with closing(sqlite3.connect(heard.store)) as store, store:
            store.execute("UPDATE notices_notice SET claimed_at='2020-01-01' WHERE state='sending'")
        assert "Sent 1," in heard.finish(heard(server.port, "notices", "send"))
        ids = [message["Message-ID"] for message in handler.messages]
    finally:
        server.stop()
    assert len(set(ids)) == MANY
    assert len(ids) == MANY + 1  # the one in doubt, twice under the same Message-ID


def test_worker_sweeps_without_being_asked_and_stops_when_told(heard):
    handler = Counting()
    server = Server(handler)
    server.start()
    try:
        worker = heard(server.port, "manage", "worker", "--no-startup-delay")
        assert handler.all.wait(120)
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=60)
    finally:
        server.stop()
    assert worker.returncode == 0
    assert len(handler.taken) == MANY


def run(*words):
    out = StringIO()
    code = main(["notices", *words], out=out)
    return code, out.getvalue()


@pytest.fixture
def no_set_up(monkeypatch):
    monkeypatch.setattr("heard.server.ensure_store", lambda: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_set_up")
def test_command_line_lists_and_retries_what_failed(capsys):
    assert run("failed") == (0, "No message failed.\n")
    assert json.loads(run("failed", "--json")[1]) == []
    notice = make_notice(state=State.FAILED, last_error="refused (code 550)")
    other = make_notice(state=State.FAILED)
    secret = make_notice(state=State.FAILED, secret=True)
    text = run("failed")[1]
    assert "a…@example.org" in text
    assert "ada@" not in text
    assert "refused (code 550)" in text
    assert json.loads(run("failed", "--json")[1])[0]["number"] == notice.pk
    assert run("retry", str(notice.pk)) == (0, "Queued 1, not possible for 0.\n")
    code, text = run("retry", "--all", "--json")
    assert (code, json.loads(text)) == (1, {"queued": [other.pk], "refused": [secret.pk]})
    assert run("retry")[0] == 1
    assert run("retry", "999999")[0] == 1
    assert "There is no message 999999." in capsys.readouterr().err
    assert Notice.objects.filter(state=State.QUEUED).count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("no_set_up")
def test_command_line_sends(settings):
    make_notice(urgent=True, next_try_at=PAST)
    assert run("send") == (0, "Sent 1, to try again 0, failed 0.\n")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 0.2
    make_notice(urgent=True, next_try_at=PAST)
    code, text = run("send")
    assert code == 1
    assert "Stopped: The mail server could not be reached." in text
