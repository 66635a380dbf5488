"""What the page of one walkabout, estate or action shows besides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from heard.walkabouts.models import (
    EstateAction,
    Observation,
    Photo,
    Stop,
    Verdict,
    Walkabout,
)
from heard.walkabouts.selectors.estates import verdicts_of
from heard.walkabouts.selectors.finding import is_team
from heard.walkabouts.showing import Shown, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.access import Reader
    from heard.landlords.models import Estate
    from heard.walkabouts.models import (
        ActionStep,
    )


@dataclass(frozen=True, slots=True)
class ActionPage:
    """An action's steps and photos, and what residents said since it was closed.

    `doubtful` counts what came as machines do; it is for the team, and 0 for others.
    """

    steps: Sequence[ActionStep]
    photos: Sequence[Photo]
    shown: Shown
    doubtful: int


def stops_of(estate: Estate) -> list[Stop]:
    """The places of its route, in order."""
    return list(Stop.objects.filter(estate=estate, retired_at=None).order_by("position", "pk"))


def observations_of(walkabout: Walkabout) -> list[Observation]:
    """What was noted on a walkabout, withdrawn ones too, with grades, actions and photos."""
    return list(
        Observation.objects.filter(walkabout=walkabout)
        .select_related("grade", "action")
        .prefetch_related(Prefetch("photos", Photo.objects.select_related("file")))
        .order_by("seen_at", "pk")
    )


def still_open(estate: Estate) -> list[EstateAction]:
    """The estate's open actions, those due first at the top."""
    return list(
        EstateAction.objects.filter(estate=estate, closed_at=None, dropped_at=None)
        .select_related("observation")
        .order_by("due_on", "pk")
    )


def last_before(walkabout: Walkabout) -> Walkabout | None:
    """The latest walk of the same estate that was held before."""
    return (
        Walkabout.objects.filter(
            estate=walkabout.estate_id, held_at__isnull=False, on__lt=walkabout.on
        )
        .select_related("scheme")
        .order_by("-on", "-pk")
        .first()
    )


def action_page(reader: Reader, action: EstateAction) -> ActionPage:
    """All that its page shows. The team sees each verdict, others those that may be shown."""
    counts = verdicts_of([action]).get(action.pk)
    done, not_done = (counts[True], counts[False]) if counts else (0, 0)
    team = is_team(reader)
    doubtful = Verdict.objects.filter(action=action, doubtful=True).count() if team else 0
    return ActionPage(
        list(action.steps.order_by("at", "pk")),
        list(
            Photo.objects.filter(observation=action.observation_id)
            .select_related("file")
            .order_by("at", "pk")
        ),
        Shown(done + not_done, done, not_done)
        if team
        else shown_verdicts(done=done, not_done=not_done),
        doubtful,
    )
