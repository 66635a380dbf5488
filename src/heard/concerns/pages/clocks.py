"""A concern's clocks in words: what is due, by when, by which sum, and where the rule stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.events import Waiting
from heard.concerns.pages.rows import due_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from heard.analysis.clocks import Clock

STATES = {
    "running": (lazy("Running"), "blue"),
    "paused": (lazy("Stopped for a while"), "yellow"),
    "met": (lazy("Done in time"), "green"),
    "missed": (lazy("Late"), "red"),
    "lapsed": (lazy("No longer due"), "grey"),
}


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock, ready to be shown."""

    code: str
    name: str
    duty: str
    pack: str
    whose: str
    state: str
    tone: str
    due: str
    due_words: str
    overdue: bool
    is_open: bool
    is_paused: bool
    provisional: bool
    may_extend: int
    may_pause: bool
    steps: tuple[str, ...]
    conditions: tuple[str, ...]
    warnings: tuple[str, ...]
    source: str
    source_url: str


def clocks_shown(clocks: Iterable[Clock], now: datetime) -> list[ClockView]:
    """Every clock, those that still run first, by when they are due."""
    ordered = sorted(clocks, key=lambda clock: (not clock.is_open, clock.due_at))
    return [_view(clock, now) for clock in ordered]


def _view(clock: Clock, now: datetime) -> ClockView:
    rule = clock.rule
    label, tone = STATES[clock.state]
    state = str(label)
    if clock.state == "missed":
        late = _("Done late") if clock.stopped_at else _("Not done in time")
        state = _("Overdue") if clock.is_open else late
    hours = rule.within.unit == "hours"
    day = timezone.localtime(clock.due_at)
    clause = f", {rule.source.clause}" if rule.source.clause else ""
    return ClockView(
        code=rule.code,
        name=_(rule.name),
        duty=_(rule.duty),
        pack=_(clock.pack.name),
        whose=str(Waiting.TEAM.label if rule.who == "council" else Waiting.LANDLORD.label),
        state=state,
        tone=tone,
        due=date_format(day, "l j F Y, H:i" if hours else "l j F Y"),
        due_words=due_words(clock.due_at, now) if clock.is_open else "",
        overdue=clock.is_overdue,
        is_open=clock.is_open,
        is_paused=clock.state == "paused",
        provisional=clock.provisional,
        may_extend=rule.extension.most if rule.extension and clock.is_open else 0,
        may_pause=rule.may_pause and clock.is_open,
        steps=tuple(step.said(_) for step in clock.steps),
        conditions=tuple(step.said(_) for step in clock.conditions),
        warnings=tuple(step.said(_) for step in clock.warnings),
        source=f"{rule.source.title}{clause}",
        source_url=rule.source.url,
    )
