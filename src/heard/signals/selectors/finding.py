"""Which warnings the team finds in its lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.errors import NotFoundError
from heard.runs.models import LIVE, RunState
from heard.signals.events import Level, Status
from heard.signals.models import EarlyWarning, Scan, Sighting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader

PER_PAGE = 20
FEW = 10


@dataclass(frozen=True, slots=True)
class Lists:
    """What the team opens Warnings for. `listed` are the latest scan's, the most unusual first."""

    scan: Scan | None
    running: Scan | None
    listed: Sequence[EarlyWarning]
    dangers: Sequence[EarlyWarning]
    in_hand: Sequence[EarlyWarning]
    waiting: int  # never looked at, and not on the latest list


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which warnings of all times. Empty means any."""

    status: str = ""
    verdict: str = ""
    level: str = ""
    landlord: int | None = None
    category: str = ""


def warnings_for(reader: Reader) -> QuerySet[EarlyWarning]:
    """Every warning, for the team; none for anybody else."""
    if not reader.may(Thing.WARNING, Action.READ):
        return EarlyWarning.objects.none()
    return EarlyWarning.objects.all()


def warning_get_for(reader: Reader, pk: int) -> EarlyWarning:
    """One warning with what it is about.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = warnings_for(reader).select_related("estate__ward", "ward", "landlord")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFoundError(_("There is no warning at this address that you may see."))
    return found


def lists_for(reader: Reader) -> Lists:
    """The latest list, what speaks of danger, what is in hand. Six queries."""
    every = warnings_for(reader)
    scan = Scan.objects.filter(state=RunState.DONE).first()
    on_list = (
        Sighting.objects.filter(scan=scan, warning__in=every, warning__ended_at=None)
        .select_related("warning")
        .order_by("rank")
        if scan
        else ()
    )
    listed = [one.warning for one in on_list]
    still = every.filter(ended_at=None).exclude(pk__in=[one.pk for one in listed])
    dangers = still.filter(level=Level.DANGER, status=Status.NEW).order_by("-found_on", "-pk")
    hand = still.filter(status__in=[Status.TAKEN_UP, Status.WATCHED])
    return Lists(
        scan=scan,
        running=Scan.objects.filter(state__in=LIVE).first(),
        listed=listed,
        dangers=list(dangers[:FEW]),
        in_hand=list(hand.order_by("status", "-seen_on", "pk")[:FEW]),
        waiting=still.filter(status=Status.NEW).exclude(level=Level.DANGER).count(),
    )


def history_for(reader: Reader, wanted: Wanted, *, page: int | str = 1) -> Page[EarlyWarning]:
    """One page of all warnings there ever were, the latest first."""
    given = {
        "status": wanted.status,
        "verdict": wanted.verdict,
        "level": wanted.level,
        "landlord": wanted.landlord,
        "category": wanted.category,
    }
    rows = warnings_for(reader).filter(**{name: value for name, value in given.items() if value})
    return Paginator(rows.order_by("-found_on", "-pk"), PER_PAGE).get_page(page)


def scan_get_for(reader: Reader, pk: int) -> Scan:
    """One scan.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = Scan.objects.filter(pk=pk).first() if reader.may(Thing.WARNING, Action.READ) else None
    if found is None:
        raise NotFoundError(_("There is no scan at this address."))
    return found
