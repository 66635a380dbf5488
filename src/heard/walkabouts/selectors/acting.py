"""Lists of actions, and those that wait for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.analysis.small_numbers import FEWEST, LEAST_BASE
from heard.errors import NotFoundError
from heard.walkabouts.models import EstateAction
from heard.walkabouts.selectors.finding import is_team, key_of, may_run, within

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader

PER_PAGE = 25
SOON = timedelta(days=14)
MOST = 200


@dataclass(frozen=True, slots=True)
class ActionsWanted:
    """Which actions: open, late, closed, said not to be done, or all."""

    show: str = "open"
    landlord: int | None = None
    estate: int | None = None
    ward: int | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class WaitingAction:
    """Something that waits for a landlord: `late`, due `soon`, or residents say it `isn’t done`.

    `days` is how many are left, below nought how many it is late.
    """

    key: str
    what: str
    estate: str
    landlord_id: int
    owner: str
    due_on: date
    days: int
    waits_because: str  # "late", "soon" or "not-done"
    url: str


def actions_for(reader: Reader) -> QuerySet[EstateAction]:
    """Every action that the reader may see, but for those of withdrawn observations."""
    return EstateAction.objects.filter(
        within(reader, walkabout="observation__walkabout"), dropped_at=None
    )


def action_get_for(reader: Reader, key: str, *, runs: bool = False) -> EstateAction:
    """One action with what it is about; `runs`: only if they may say what became of it.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = (
        EstateAction.objects.filter(
            within(reader, walkabout="observation__walkabout"), key=key_of(key)
        )
        .select_related("estate", "landlord", "observation__walkabout", "observation__grade")
        .first()
    )
    if found is None or (runs and not may_run(reader, found.landlord_id)):
        raise NotFoundError(_("There is no action at this address that you may see."))
    return found


def action_list_for(
    reader: Reader, wanted: ActionsWanted, *, page: int | str = 1, per_page: int = PER_PAGE
) -> Page[EstateAction]:
    """One page of actions, those due first at the top; closed ones with the latest first."""
    return Paginator(actions_wanted(reader, wanted), per_page).get_page(page)


def actions_wanted(reader: Reader, wanted: ActionsWanted) -> QuerySet[EstateAction]:
    """All of them. Who isn't of the team finds "not done" only where many residents said so."""
    rows = actions_for(reader).select_related(
        "estate__ward", "landlord", "observation__walkabout", "observation__grade"
    )
    given = {
        "landlord": wanted.landlord,
        "estate": wanted.estate,
        "estate__ward": wanted.ward,
        "what__icontains": wanted.q or None,
    }
    rows = rows.filter(**{name: value for name, value in given.items() if value is not None})
    match wanted.show:
        case "late":
            rows = rows.filter(closed_at=None, due_on__lt=timezone.localdate())
        case "closed":
            return rows.filter(closed_at__isnull=False).order_by("-closed_on", "-pk")
        case "not-done":
            return _said_not_done(rows, reader).order_by("-closed_on", "-pk")
        case "all":
            pass
        case _:
            rows = rows.filter(closed_at=None)
    return rows.order_by("due_on", "pk")


def actions_waiting_for(reader: Reader) -> list[WaitingAction]:
    """What waits for the reader's landlord: late, due within a fortnight, or said not to be done.

    The latest first, 200 at most.
    """
    today = timezone.localdate()
    rows = actions_for(reader).select_related("estate")
    due = rows.filter(closed_at=None, due_on__lte=today + SOON).order_by("due_on", "pk")[:MOST]
    doubted = _said_not_done(rows, reader).order_by("closed_on", "pk")[:MOST]
    found = [_waiting(row, "late" if row.due_on < today else "soon", today) for row in due]
    return ([_waiting(row, "not-done", today) for row in doubted] + found)[:MOST]


def _waiting(row: EstateAction, why: str, today: date) -> WaitingAction:
    return WaitingAction(
        str(row.key),
        row.what,
        row.estate.name,
        row.landlord_id,
        row.owner,
        row.due_on,
        (row.due_on - today).days,
        why,
        row.get_absolute_url(),
    )


def _said_not_done(rows: QuerySet[EstateAction], reader: Reader) -> QuerySet[EstateAction]:
    """Closed ones of which residents say since then that they aren't done.

    The team sees each; others only where so many said something that it may be shown.
    """
    since = Q(verdicts__at__gte=F("closed_at"), verdicts__doubtful=False)
    counted = rows.filter(closed_at__isnull=False).annotate(
        said=Count("verdicts", filter=since),
        said_not=Count("verdicts", filter=since & Q(verdicts__done=False)),
    )
    if is_team(reader):
        return counted.filter(said_not__gte=1)
    return counted.filter(said__gte=LEAST_BASE, said_not__gte=FEWEST)
