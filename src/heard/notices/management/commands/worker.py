"""Background work: the tasks that others queued, and a sweep of the outbox every few seconds."""

from __future__ import annotations

import logging
import os
import signal
import sys
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Command as Worker
from django_tasks_db.models import DBTaskResult

from heard.notices.chores import Round
from heard.notices.services.sending import notices_send, send_task

if TYPE_CHECKING:
    from argparse import ArgumentParser

log = logging.getLogger(__name__)
EVERY = 20.0  # seconds
KEPT = timedelta(days=1)  # rows of tasks that only said "look into the outbox"


class Sweep(Thread):
    """Sends what is due whether or not a task said so: retries, mornings, killed workers."""

    def __init__(self, *, every: float = EVERY) -> None:
        super().__init__(name="sweep", daemon=True)
        self._every = every
        self._stop_asked = Event()

    def run(self) -> None:
        """Sweep until told to stop; one that fails is followed by the next."""
        chores = Round()
        while True:
            try:
                close_old_connections()
                notices_send()
                chores.go()
                tasks_forget()
            except Exception as error:  # noqa: BLE001 - the next sweep may do better
                log.error("sweep: %s", type(error).__name__)  # noqa: TRY400 - its words may be personal
            if self._stop_asked.wait(self._every):
                break
        connections.close_all()

    def stop(self) -> None:
        """Ask for no more sweeps, and wait a little for the one under way."""
        self._stop_asked.set()
        if self.is_alive():
            self.join(timeout=5)


def tasks_forget() -> int:
    """Remove what is left of finished tasks that only said that there was something to send."""
    old = DBTaskResult.objects.filter(
        task_path=send_task.module_path,
        finished_at__lt=timezone.now() - KEPT,
    )
    if not old.exists():
        return 0
    return old.delete()[0]


class Leash(Thread):
    """Stops this process once the server that started it is gone, however it ended."""

    def __init__(self, server: int, *, every: float = 1.0) -> None:
        super().__init__(name="leash", daemon=True)
        self._server, self._every = server, every

    def run(self) -> None:
        """Look now and then whether the server is still this process's parent."""
        waiting = Event()
        while os.getppid() == self._server:
            waiting.wait(self._every)
        os.kill(os.getpid(), signal.SIGTERM)


class Command(Worker):
    """`heard manage worker`, as `heard serve` runs it."""

    help = "Run what is queued in the background, and send messages that are due"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the queue's own worker takes, and whose worker it is."""
        super().add_arguments(parser)
        parser.add_argument("--server", type=int, default=0, help="stop when this process is gone")

    def configure_logging(self, verbosity: int) -> None:
        """As loud as the settings say; `--verbosity 2` shows each task."""
        if verbosity > 1:
            super().configure_logging(verbosity)

    def handle(self, **options: Any) -> None:
        """Work until stopped."""
        server = options.pop("server", 0)
        if server and sys.platform != "win32":
            Leash(server).start()
        sweep = Sweep()
        sweep.start()
        try:
            super().handle(**options)
        finally:
            sweep.stop()
