"""Work that comes round again, which parts of Heard give to the background worker."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds. Doing it twice at once must do no harm."""

    name: str
    every: float
    work: Callable[[], object]


_chores: dict[str, Chore] = {}


def chore_register(chore: Chore) -> None:
    """Give a chore to the worker; a later one of the same name takes its place."""
    _chores[chore.name] = chore


class Round:
    """Does each chore when its time has come; the first time at once."""

    def __init__(self) -> None:
        self._done_at: dict[str, float] = {}

    def go(self, *, now: float | None = None) -> list[str]:
        """Do what is due, and say what was done. One that fails keeps no other back."""
        now = time.monotonic() if now is None else now
        done = []
        for chore in list(_chores.values()):
            last = self._done_at.get(chore.name)
            if last is not None and now - last < chore.every:
                continue
            self._done_at[chore.name] = now
            try:
                chore.work()
            except Exception as error:  # noqa: BLE001 - it comes round again
                log.error("%s: %s", chore.name, type(error).__name__)  # noqa: TRY400 - may be personal
            else:
                done.append(chore.name)
        return done
