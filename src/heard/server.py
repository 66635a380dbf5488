"""Getting an installation ready, and serving it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from heard.audit.services import audit_seal
from heard.concerns.services.drafting import draft_sweep
from heard.errors import HeardError
from heard.measures.services.standings import standings_rebuild, standings_stale
from heard.safety.services import throttle_sweep
from heard.uploads.services import upload_sweep

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreBehindError(HeardError):
    """The store was made by an earlier version of Heard."""


class PortTakenError(HeardError):
    """Something else listens on the port."""


def prepare() -> None:
    """Bring the store up to date and put static files in place; safe to run again."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    settings.HOME.chmod(0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    upload_sweep()
    throttle_sweep()
    draft_sweep()
    audit_seal()  # what a process that was killed left
    if stale := standings_stale():  # an upgrade brought a new edition of the methods
        standings_rebuild(years=stale)


def ensure_store() -> None:
    """Set up a store that is still empty, so that the first command of a new user works.

    Raises:
        StoreBehindError: the store was made by an earlier version of Heard. Changing it is for
            the person who runs it to decide.
    """
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / "setting-up").open("w") as lock:  # two first commands at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        _set_up_empty()


def _set_up_empty() -> None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return
    if executor.loader.applied_migrations:
        raise StoreBehindError(
            f"The store is {len(waiting)} steps behind this version of Heard. "
            "Back it up, then run `heard manage migrate`."
        )
    settings.HOME.chmod(0o700)
    call_command("migrate", verbosity=0, interactive=False)


def check_port(host: str, port: int) -> None:
    """Make sure that the port is free.

    Raises:
        PortTakenError: something listens there already.
    """
    import socket  # noqa: PLC0415 - only a server needs it

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTakenError(
                f"Port {port} on {host} is taken or not allowed ({error.strerror}). "
                f"Name another: --port {port + 1}"
            ) from error


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve pages and run background work until stopped.

    Raises:
        PortTakenError: something listens there already.
    """
    from granian import Granian  # noqa: PLC0415 - only a server needs it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    check_port(host, port)
    with background_worker():
        Granian(
            "heard.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            workers_kill_timeout=2,  # a terminal's Ctrl+C reaches the workers too, who then wait
            blocking_threads=4,
            log_level=LogLevels.error,
            log_access=False,
        ).serve()


@contextmanager
def background_worker() -> Iterator[None]:
    """Run a worker for background tasks beside the server."""
    worker = subprocess.Popen(  # noqa: S603 - our own words
        [
            *(sys.executable, "-m", "heard", "manage", "worker"),
            *("--no-startup-delay", "--no-reload", "--server", str(os.getpid())),
        ],
        stdout=subprocess.DEVNULL,
        process_group=0,  # Ctrl+C is for the server, which then ends the worker
    )
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            worker.kill()
