"""Every public practice with its place among them, and why it stands there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from heard.analysis.practice_places import Practised, Report, practice_places
from heard.practices.models import Step, Version
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from heard.analysis.practice_places import Effect, Place, Status
    from heard.practices.selectors.lineage import Lineage


class Stood(NamedTuple):
    """A public practice in brief."""

    practice: int
    landlord: int  # who stands today for the one that did it
    place: Place


@dataclass(frozen=True, slots=True)
class Standings:
    """Public practices in the order to show them in."""

    rows: tuple[Stood, ...]
    lineage: Lineage

    def of(self, practice: int) -> Stood | None:
        """Where one practice stands; nothing if it isn't public."""
        return next((row for row in self.rows if row.practice == practice), None)


class LastStep(NamedTuple):
    """What a landlord last reported, as stored."""

    practice: int
    landlord: int
    progress: str
    effect: str
    rung: int | None
    on: date


def public_versions() -> QuerySet[Version]:
    """The version of each practice that is public."""
    return Version.objects.filter(published_at__isnull=False, superseded_at=None)


def standings_now() -> Standings:
    """All public practices, ordered by evidence and spread. Three queries."""
    lineage = lineage_now()
    reports = _reports(lineage)
    practised, keys = [], {}
    rows = public_versions().values_list(
        "practice_id",
        "practice__reference",
        "practice__landlord_id",
        "rung",
        "practice__first_published_at",
    )
    for practice, reference, landlord, rung, published in rows.order_by("practice_id"):
        keys[reference] = practice
        first = cast("datetime", published).date()
        own = tuple(reports[practice])
        practised.append(Practised(reference, lineage.today(landlord), rung, first, own))
    did = {one.key: cast("int", one.landlord) for one in practised}
    places = practice_places(practised)
    return Standings(
        tuple(Stood(keys[place.key], did[place.key], place) for place in places), lineage
    )


def last_steps(**which: Any) -> list[LastStep]:
    """The last report of each adoption that is shown, in the order they were begun."""
    rows = (
        Step.objects.filter(hidden_at=None, **which)
        .order_by("adoption_id", "number")
        .values_list(
            "adoption_id",
            "adoption__practice_id",
            "adoption__landlord_id",
            "progress",
            "effect",
            "rung",
            "on",
        )
    )
    return list({row[0]: LastStep(*row[1:]) for row in rows}.values())


def _reports(lineage: Lineage) -> defaultdict[int, list[Report]]:
    found: defaultdict[int, list[Report]] = defaultdict(list)
    for step in last_steps():
        found[step.practice].append(
            Report(
                landlord=lineage.today(step.landlord),
                status=cast("Status", step.progress),
                effect=cast("Effect", step.effect),
                on=step.on,
                rung=step.rung,
            )
        )
    return found
