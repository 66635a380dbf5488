"""What agendas may propose, and from where: each part of Heard adds a source of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.utils.functional import _StrPromise

    from heard.partnership.models import Meeting


@dataclass(frozen=True, slots=True)
class Occasion:
    """For which meeting something is proposed: its day, and the day of the one before it.

    `landlords` are those in the group and those that became part of them.
    """

    meeting: Meeting
    since: date
    on: date
    landlords: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a meeting could deal with, and why now.

    `key` tells it from others of its source, so that it stands on an agenda once. `why` goes onto
    the agenda, which all members read: it holds nothing that they may not see.
    """

    source: str
    key: str
    title: str
    why: str
    link: str = ""  # within Heard, to more about it

    @property
    def code(self) -> str:
        """What tells it from all others, for a form."""
        return f"{self.source}:{self.key}"


@dataclass(frozen=True, slots=True)
class AgendaSource:
    """Where proposals come from. `propose` gives the most pressing first, by fixed queries."""

    code: str
    label: _StrPromise
    propose: Callable[[Occasion], Iterable[Proposal]]


MOST = 8  # of one source: an agenda is for two hours
_sources: dict[str, AgendaSource] = {}


def agenda_source_register(source: AgendaSource) -> None:
    """Add a source; a later one of the same code takes its place, in the order of the first."""
    _sources[source.code] = source


def agenda_sources() -> tuple[AgendaSource, ...]:
    """All sources, in the order in which they were added."""
    return tuple(_sources.values())
