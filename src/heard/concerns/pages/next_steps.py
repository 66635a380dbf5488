"""What happens next with a new concern, and by which day at the latest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.analysis.clocks.words import london_day
from heard.concerns.rules import england_calendar, rule_packs

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.analysis.clocks import Rule
    from heard.concerns.models import Concern

STANDARD = "council-standard"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something that happens, and the last day for it; None where no rule sets one."""

    words: str
    by: date | None


def next_steps(concern: Concern, now: datetime) -> list[NextStep]:
    """The council's own standard as dates, each counted from the last day of the one before."""
    shared = concern.consents.filter(withdrawn_at=None).exists()
    rules = _standard(london_day(now))
    day: date | None = london_day(concern.raised_at)
    wanted = [("check", _("Somebody in our team reads it and takes it up."))]
    if concern.landlord and shared:
        named = {"landlord": concern.landlord.name}
        wanted += [
            ("refer", _("We put it to %(landlord)s.") % named),
            ("enquiry", _("%(landlord)s answers us.") % named),
            ("tell", _("We tell you what they answered.")),
        ]
    else:
        wanted.append(("refer", _("We tell you what we can do, and ask you before we share it.")))
    steps = []
    for code, words in wanted:
        rule = rules.get(code)
        day = _added(day, rule) if day and rule else None
        steps.append(NextStep(words, day))
    return steps


def _added(day: date, rule: Rule) -> date | None:
    if rule.within.unit != "working-days":
        return None
    return england_calendar().add(day, rule.within.number)


def _standard(on: date) -> dict[str, Rule]:
    """Rules of the council's standard that holds on a day, by their own short code."""
    return {
        rule.code.removeprefix(f"{STANDARD}."): rule
        for pack in rule_packs()
        if pack.code == STANDARD and pack.in_effect(on)
        for rule in pack.rules
    }
