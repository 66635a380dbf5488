"""A real mail server on loopback, which answers as a test tells it to."""

from __future__ import annotations

import socket
import warnings
from contextlib import contextmanager
from email import message_from_bytes, policy
from threading import Event, Lock, Thread

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Handler:
    """Keeps what it took. `rcpt` and `data` hold answers to give before it takes anything."""

    def __init__(self):
        self.taken = []
        self.rcpt = []
        self.data = []
        self.peers = set()
        self.lock = Lock()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        with self.lock:
            self.peers.add(session.peer)
            if self.data:
                return self.data.pop(0)
            self.taken.append(envelope)
        return "250 OK"

    @property
    def messages(self):
        return [message_from_bytes(each.content, policy=policy.default) for each in self.taken]


class Server(Controller):
    """Says who it is without asking the network what this machine is called."""

    def factory(self):
        with warnings.catch_warnings(action="ignore"):  # that it doesn't ask for encryption
            return SMTP(self.handler, hostname="mail.test", **self.options)

    def __init__(self, handler, **options):
        self.options = options
        super().__init__(handler, hostname="127.0.0.1", port=free_port())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(**options):
    """A server that runs as long as the block, with its handler as `handler`."""
    server = Server(Handler(), **options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def silent_server():
    """A port that takes connections and never says a word; yields its number."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.1)
    done, held = Event(), []

    def listen():
        while not done.is_set():
            try:
                held.append(listening.accept()[0])
            except TimeoutError:
                continue

    thread = Thread(target=listen)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        done.set()
        thread.join()
        for each in [*held, listening]:
            each.close()
