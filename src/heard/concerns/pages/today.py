"""The page that the team starts the day with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.concerns.events import Kind
from heard.concerns.pages.rows import due_words, rows_of, what_of
from heard.concerns.selectors.lists import MOST_COUNTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.utils.functional import _StrPromise as Lazy

    from heard.access import Reader
    from heard.concerns.models import LikelyDuplicate, Telling
    from heard.concerns.pages.rows import Row
    from heard.concerns.selectors.today import Listed, Today


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the page, with where the whole of it is."""

    code: str
    title: str
    empty: str
    count: str
    rows: list[Row]
    more: str  # address of the whole list, where there is more
    queue: bool = False


@dataclass(frozen=True, slots=True)
class Short:
    """One line of a list whose rows aren't cases."""

    url: str
    reference: str
    text: str
    note: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A list that another part of Heard has for this page. `gather` takes one query."""

    code: str
    title: Lazy
    gather: Callable[[Reader], list[Short]]


_sources: dict[str, Source] = {}


def today_source_register(source: Source) -> None:
    """Add a list to the page; a later one of the same code takes its place."""
    _sources[source.code] = source


def others_shown(reader: Reader) -> list[tuple[str, str, list[Short]]]:
    """Code, title and rows of each list that other parts have for this page."""
    return [(one.code, str(one.title), one.gather(reader)) for one in _sources.values()]


def parts_of(today: Today, *, mine: bool) -> list[Part]:
    """What is due, and what came back, for one's own cases or for all."""
    now = today.now
    listing = reverse("cases:list")
    own = "&assigned=me" if mine else ""
    return [
        _part("overdue", _("Overdue"), today.overdue, now, f"{listing}?overdue=on&order=due{own}"),
        _part("today", _("Due today"), today.today, now, f"{listing}?order=due{own}"),
        _part("tomorrow", _("Due tomorrow"), today.tomorrow, now, f"{listing}?order=due{own}"),
        _part(
            "not-fixed",
            _("Residents say it isn’t fixed"),
            today.not_fixed,
            now,
            f"{listing}?status=not-fixed&order=quietest{own}",
        ),
    ]


def queues_of(today: Today) -> list[Part]:
    """What waits for anybody of the team."""
    now, listing = today.now, reverse("cases:list")
    return [
        _part(
            "to-check",
            _("To be checked"),
            today.to_check,
            now,
            f"{listing}?status=to-check&order=quietest",
            queue=True,
        ),
        _part(
            "new",
            _("New, and nobody’s yet"),
            today.new,
            now,
            f"{listing}?status=new&order=quietest",
            queue=True,
        ),
    ]


def _part(
    code: str, title: str, listed: Listed, now: datetime, more: str, *, queue: bool = False
) -> Part:
    return Part(
        code=code,
        title=title,
        empty=_("Nothing."),
        count=count_words(listed.count),
        rows=rows_of(listed.rows, now),
        more=more if listed.more else "",
        queue=queue,
    )


def count_words(count: int) -> str:
    """A count, which stops at a thousand."""
    return _("over 1,000") if count > MOST_COUNTED else f"{count:,}"


def tellings_shown(today: Today) -> list[Short]:
    """Whom to ring or write to, without names: those are on the case's page."""
    return [_telling(each, today.now) for each in today.to_tell]


def _telling(telling: Telling, now: datetime) -> Short:
    person = telling.party.person
    ways = {"phone": _("By telephone"), "letter": _("By letter")}
    since = (now - telling.since).days
    waited = ngettext("waits for %(days)d day", "waits for %(days)d days", since) % {"days": since}
    url = reverse("cases:act", args=[telling.concern.reference, "tell"])
    how = person.contact_by if person.contact_by in ways else "phone"
    return Short(
        f"{url}?how={how}&party={telling.party_id}",
        telling.concern.reference,
        ways.get(person.contact_by, _("No e-mail address is known")),
        f"{Kind(telling.event.kind).label}; {waited if since else _('since today')}",
    )


def commitments_shown(today: Today) -> list[Short]:
    """What landlords promised: broken first, then due within a week."""
    return [
        Short(
            reverse("cases:case", args=[each.concern.reference]),
            each.concern.reference,
            f"{each.landlord or _('The landlord')}: {what_of(each.concern)}",
            due_words(each.due_at, today.now),
            late=each.due_at < today.now,
        )
        for each in today.commitments
    ]


def duplicates_shown(pairs: list[LikelyDuplicate]) -> list[Short]:
    """Pairs that look alike, with why."""
    return [
        Short(
            reverse("cases:compare", args=[pair.pk]),
            _("%(newer)s and %(older)s")
            % {"newer": pair.newer.reference, "older": pair.older.reference},
            what_of(pair.newer),
            "; ".join(str(reason) for reason in pair.reasons),
        )
        for pair in pairs
    ]
