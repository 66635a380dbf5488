"""What of a warning a landlord may be shown: what residents agreed to, and no small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.analysis.small_numbers import FEWEST, shown_count
from heard.concerns.models import Concern
from heard.concerns.selectors.counting import unflagged
from heard.concerns.selectors.finding import landlord_cases_for
from heard.errors import NotFoundError
from heard.landlords.lineage import ancestors
from heard.landlords.models import Landlord
from heard.landlords.selectors.lineage import edges, line_of
from heard.signals.events import Kind, Level
from heard.signals.models import EarlyWarning, WarningEvent
from heard.signals.selectors.standing import state_of
from heard.signals.wording import day, place_of, what_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from heard.access import Reader

TO_ANSWER = timedelta(days=14)
MOST_CASES = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A warning as a landlord's people are shown it. `count` is None where it is withheld.

    `cases` are concerns that residents agreed to share with it: those it sees anyhow.
    """

    warning: EarlyWarning
    landlord: Landlord
    title: str
    what: str
    where: str
    since: str
    count: int | None
    cases: Sequence[Concern]
    events: Sequence[WarningEvent]
    asked_on: date
    due_on: date
    answered: bool

    @property
    def fewest(self) -> int:
        """The smallest count that is shown."""
        return FEWEST


def landlords_behind(warning: EarlyWarning) -> list[Landlord]:
    """Landlords of the concerns behind a warning, who can be asked about it, by name."""
    if warning.is_danger:
        return []
    if warning.landlord is not None:
        return [warning.landlord]
    rows = Landlord.objects.filter(
        pk__in=warning.concerns.exclude(landlord=None).values("landlord"), ended_on=None
    )
    return list(rows.order_by("name", "pk"))


def may_share_with(warning: EarlyWarning, landlord: Landlord) -> bool:
    """Whether a warning is about homes of this landlord."""
    return landlord.pk in {one.pk for one in landlords_behind(warning)}


def shared_for(reader: Reader) -> QuerySet[EarlyWarning]:
    """Warnings that were shared with a landlord of the reader's, or with one that became it."""
    if not reader.may(Thing.LANDLORD_WARNING, Action.READ):
        return EarlyWarning.objects.none()
    told = WarningEvent.objects.filter(
        warning=OuterRef("pk"), kind=Kind.SHARED, landlord__in=line_of(reader.landlords)
    )
    return EarlyWarning.objects.filter(Exists(told))


def asked_get_for(reader: Reader, pk: int) -> Asked:
    """One of them, as far as it may be shown.

    Raises:
        NotFoundError: there is none, or it wasn't shared with them.
    """
    warning = shared_for(reader).filter(pk=pk).select_related("estate__ward", "ward").first()
    if warning is None:
        raise NotFoundError(_("There is no such warning, or it wasn’t shared with you."))
    return asked_of(reader, [warning])[0]


def asked_of(reader: Reader, warnings: Sequence[EarlyWarning]) -> list[Asked]:
    """Warnings as the reader's landlord is shown them. Four queries, however many."""
    keys = [one.pk for one in warnings]
    if not keys:
        return []
    known = edges()
    lines = {pk: ancestors(known, pk) | {pk} for pk in reader.landlords}
    everybody = set[int]().union(*lines.values())
    events: dict[int, list[WarningEvent]] = {}
    rows = WarningEvent.objects.filter(warning__in=keys, landlord__in=everybody).select_related(
        "landlord", "by"
    )
    for row in rows.order_by("warning", "number"):
        events.setdefault(row.warning_id, []).append(row)
    own = unflagged(Concern.objects.filter(landlord__in=everybody))
    behind: dict[int, list[tuple[int, int]]] = {}
    for key, concern, landlord in own.filter(warnings__in=keys).values_list(
        "warnings", "pk", "landlord"
    ):
        behind.setdefault(key, []).append((concern, landlord or 0))
    seen = _seen(reader, {concern for rows in behind.values() for concern, _one in rows})
    return [_asked(one, events[one.pk], behind.get(one.pk, []), lines, seen) for one in warnings]


def _seen(reader: Reader, concerns: set[int]) -> dict[int, Concern]:
    """Those of the concerns that residents agreed to share with the reader's landlord."""
    rows = Concern.objects.filter(
        pk__in=landlord_cases_for(reader).filter(pk__in=concerns).values("pk")
    )
    shown = ("reference", "raised_at", "estate__name")
    return {one.pk: one for one in rows.select_related("estate").only(*shown)}


def _asked(
    warning: EarlyWarning,
    events: list[WarningEvent],
    behind: list[tuple[int, int]],
    lines: Mapping[int, set[int]],
    seen: Mapping[int, Concern],
) -> Asked:
    landlord = next(one.landlord for one in reversed(events) if one.landlord is not None)
    line = next(line for line in lines.values() if landlord.pk in line)
    own = [concern for concern, of in behind if of in line]
    cases = sorted(
        (seen[concern] for concern in own if concern in seen),
        key=lambda one: one.raised_at,
        reverse=True,
    )
    asked = [one for one in events if one.kind == Kind.SHARED][-1]
    asked_on = timezone.localdate(asked.at)
    what = what_of(warning)
    where = _where(warning, exact=len(own) >= FEWEST or len(own) == len(cases))
    return Asked(
        warning=warning,
        landlord=landlord,
        title=_("%(what)s: %(where)s") % {"what": what, "where": where},
        what=what,
        where=where,
        since=day(warning.since),
        count=shown_count(len(own)),
        cases=cases[:MOST_CASES],
        events=events,
        asked_on=asked_on,
        due_on=asked_on + TO_ANSWER,
        answered=any(one.kind == Kind.ANSWERED and one.number >= asked.number for one in events),
    )


def _where(warning: EarlyWarning, *, exact: bool) -> str:
    """The place, or only its ward where so few raised something that it could be told who."""
    if exact or warning.level.removesuffix("-total") != Level.PLACE:
        return place_of(warning) or _("all your homes")
    if warning.ward is None:
        return _("some of your homes")
    return _("some of your homes in %(ward)s ward") % {"ward": warning.ward.name}


def warnings_waiting_for(reader: Reader) -> list[Asked]:
    """Open warnings that wait for the reader's landlord to say what it found."""
    rows = list(
        shared_for(reader)
        .filter(ended_at=None)
        .select_related("estate__ward", "ward")
        .prefetch_related("events")
        .order_by("pk")[:MOST_CASES]
    )
    line = line_of(reader.landlords)
    waiting = [one for one in rows if state_of(one).waits_for & line]
    return asked_of(reader, waiting)
