"""A case as one line of a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from heard.concerns import catalogue
from heard.concerns.events import Status, Waiting
from heard.concerns.models import PlaceKind
from heard.concerns.rules import rule_packs
from heard.concerns.selectors.viewing import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from heard.analysis.clocks import Rule
    from heard.concerns.models import Concern

TONES = {
    Status.TO_CHECK: "yellow",
    Status.NEW: "blue",
    Status.WITH_TEAM: "blue",
    Status.WITH_LANDLORD: "purple",
    Status.WITH_COUNCILLOR: "purple",
    Status.WITH_RESIDENT: "turquoise",
    Status.ANSWERED: "turquoise",
    Status.NOT_FIXED: "red",
    Status.CLOSED: "grey",
    Status.MERGED: "grey",
    Status.REFUSED: "grey",
}
SUSPICIONS = {
    "hidden-field-filled": lazy("A field that people can’t see was filled in"),
    "sent-too-quickly": lazy("Sent quicker than people write"),
    "form-never-shown": lazy("Sent without the form having been opened"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list: nothing in it is personal."""

    concern: Concern
    reference: str
    what: str
    where: str
    landlord: str
    status: str
    tone: str
    assigned: str
    due: str
    rule: str
    whose: str
    overdue: bool
    raised: str
    suspicions: tuple[str, ...]


class Namer:
    """Names of codes, each looked up and translated once for a whole page."""

    def __init__(self) -> None:
        rules = rules_by_code()
        self.what = cache(lambda code: _(catalogue.category_get(code).name))
        self.status = cache(lambda code: str(Status(code).label))
        self.place = cache(lambda code: str(PlaceKind(code).label))
        self.rule = cache(lambda code: rule_name(code, rules))
        self.whose = cache(lambda code: whose_words(code, rules))
        self.day = cache(lambda day: date_format(day, "j M Y"))


def rows_of(concerns: Iterable[Concern], now: datetime) -> list[Row]:
    """Each concern as a line. No queries, if what lists show was fetched with them."""
    namer = Namer()
    return [row_of(concern, now, namer) for concern in concerns]


def row_of(concern: Concern, now: datetime, namer: Namer | None = None) -> Row:
    """A concern as a line."""
    namer = namer or Namer()
    return Row(
        concern=concern,
        reference=concern.reference,
        what=namer.what(concern.category),
        where=concern.estate.name if concern.estate else namer.place(concern.place_kind),
        landlord=concern.landlord.name if concern.landlord else _("Landlord not known"),
        status=namer.status(concern.status),
        tone=TONES[Status(concern.status)],
        assigned=name_of(concern.assigned_to) if concern.assigned_to else _("Nobody"),
        due=due_words(concern.due_at, now) if concern.due_at else "",
        rule=namer.rule(concern.due_rule),
        whose=namer.whose(concern.due_rule),
        overdue=concern.due_at is not None and concern.due_at < now,
        raised=namer.day(timezone.localdate(concern.raised_at)),
        suspicions=suspicion_words(concern.suspicions),
    )


def what_of(concern: Concern) -> str:
    """What a concern is about, in plain words."""
    return _(catalogue.category_get(concern.category).name)


def suspicion_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Why somebody should look twice, in words."""
    return tuple(str(SUSPICIONS.get(code, code)) for code in codes)


def rules_by_code() -> Mapping[str, Rule]:
    """Every rule of every pack; of several versions the newest."""
    return {rule.code: rule for pack in rule_packs() for rule in pack.rules}


def rule_name(code: str, rules: Mapping[str, Rule]) -> str:
    """What is due, in a few words."""
    if code == "commitment":
        return _("Do what the landlord promised")
    return _(rules[code].name) if code in rules else code


def whose_words(code: str, rules: Mapping[str, Rule]) -> str:
    """Whose deadline it is."""
    if code in rules and rules[code].who == "council":
        return str(Waiting.TEAM.label)
    return str(Waiting.LANDLORD.label) if code else ""


def due_words(due: datetime, now: datetime) -> str:
    """When something is due, as people say it: by how much it is late, or how soon it is."""
    day, today = timezone.localdate(due), timezone.localdate(now)
    days = (today - day).days
    if due < now and days == 0:
        return _("late since %(time)s") % {"time": _clock(due)}
    if due < now:
        return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    if days == 0:
        return _("today") if _ends_day(due) else _("today at %(time)s") % {"time": _clock(due)}
    if days == -1:
        whole = _ends_day(due)
        return _("tomorrow") if whole else _("tomorrow at %(time)s") % {"time": _clock(due)}
    return date_format(day, "D j M Y" if day.year != today.year else "D j M")


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i")


def _ends_day(moment: datetime) -> bool:
    local = timezone.localtime(moment)
    return (local.hour, local.minute) in {(23, 59), (0, 0)}
