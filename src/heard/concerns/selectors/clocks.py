"""The clocks of a case as they stand now, for pages, files and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext

from heard.concerns.clockwork import clocks_of, facts_of

if TYPE_CHECKING:
    from datetime import datetime

    from heard.analysis.clocks import Clock
    from heard.concerns.models import Concern


def clocks_for(concern: Concern, *, now: datetime | None = None) -> tuple[Clock, ...]:
    """Every clock of the case at a moment, the soonest first. One query."""
    return clocks_of(concern, facts_of(concern), now=now or timezone.now())


def clock_as_dict(clock: Clock) -> dict[str, Any]:
    """A clock for machines: the deadline with its rule, its sum and its source."""
    return {
        "rule": clock.rule.code,
        "name": gettext(clock.rule.name),
        "duty": gettext(clock.rule.duty),
        "who": clock.rule.who,
        "pack": clock.pack.code,
        "version": clock.pack.version,
        "basis": clock.pack.basis,
        "number": clock.number,
        "started": _moment(clock.started_at),
        "due": _moment(clock.due_at),
        "due_on": clock.due_on.isoformat(),
        "stopped": _moment(clock.stopped_at),
        "state": clock.state,
        "left": clock.left,
        "unit": clock.rule.within.unit,
        "extended_by": clock.extended_by,
        "paused": [[_moment(pause.since), _moment(pause.until)] for pause in clock.paused],
        "provisional": clock.provisional,
        "sum": [step.said(gettext) for step in clock.steps],
        "conditions": [step.said(gettext) for step in clock.conditions],
        "warnings": [step.said(gettext) for step in clock.warnings],
        "source": {
            "title": clock.rule.source.title,
            "clause": clock.rule.source.clause,
            "url": clock.rule.source.url,
        },
    }


def _moment(at: datetime | None) -> str | None:
    """A moment as people in London read it, with its offset."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None
