"""A landlord's desk: everything that waits for it, by date, as its reader wants to see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.accounts.models import Membership
from heard.desk.models import Taken
from heard.desk.sections import SECTIONS

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.desk.items import Item

WEEK = timedelta(days=7)
SHOWS = ("all", "mine", "overdue")


@dataclass(frozen=True, slots=True)
class Laid:
    """One thing on the desk, in which section, and who has taken it on."""

    item: Item
    section: str
    mine: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits. `groups` holds what is shown, by when it is due."""

    everything: tuple[Laid, ...]
    groups: tuple[tuple[str, tuple[Laid, ...]], ...]
    shown: int
    tabs: tuple[tuple[str, str, int], ...]
    sections: tuple[tuple[str, str, int], ...]

    @property
    def waiting(self) -> int:
        """How much there is to do; meetings don't count."""
        return waiting_of([one.item for one in self.everything])


def desk_for(reader: Reader, *, show: str = "all", section: str = "") -> Desk:
    """The reader's desk: what is overdue first, then by date, then what has no date.

    A fixed number of queries, however much waits.
    """
    today = timezone.localdate()
    taken = _taken(reader)
    rows = [
        Laid(item, code, *_whose(taken.get(item.key, []), reader.user_id))
        for code, item in _gathered(reader, today)
    ]
    rows.sort(key=lambda one: (one.item.due_on or date.max, one.item.title))
    of_section = [one for one in rows if section in {"", one.section}]
    chosen = [one for one in of_section if _is_shown(one, show)]
    return Desk(
        everything=tuple(rows),
        groups=_grouped(chosen, today),
        shown=len(chosen),
        tabs=tuple(
            (code, label, sum(_is_shown(one, code) for one in of_section))
            for code, label in zip(SHOWS, (_("Everything"), _("Mine"), _("Overdue")), strict=True)
        ),
        sections=tuple(
            (one.code, str(one.label), sum(each.section == one.code for each in rows))
            for one in SECTIONS
        ),
    )


def items_for(reader: Reader) -> list[Item]:
    """Everything that waits for the reader's landlord, in no order."""
    return [item for _code, item in _gathered(reader, timezone.localdate())]


def waiting_of(items: list[Item]) -> int:
    """How much there is to do; meetings don't count."""
    return sum(not one.note for one in items)


def _gathered(reader: Reader, today: date) -> list[tuple[str, Item]]:
    if not reader.may(Thing.DESK, Action.READ) or not reader.landlords:
        return []
    return [(one.code, item) for one in SECTIONS for item in one.gather(reader, today)]


def _taken(reader: Reader) -> dict[str, list[tuple[int, str]]]:
    """Who of the reader's own colleagues has taken on what."""
    colleagues = Membership.objects.filter(landlord__in=reader.landlords, ended_at=None)
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = Taken.objects.filter(user__in=colleagues.values("user")).select_related("user")
    for row in rows:
        found[row.item].append((row.user_id, row.user.get_full_name() or row.user.email))
    return found


def _whose(takers: list[tuple[int, str]], user_id: int | None) -> tuple[bool, tuple[str, ...]]:
    mine = any(user == user_id for user, _name in takers)
    return mine, tuple(name for user, name in takers if user != user_id)


def _is_shown(one: Laid, show: str) -> bool:
    match show:
        case "mine":
            return one.mine
        case "overdue":
            return one.item.overdue
        case _:
            return True


def _grouped(rows: list[Laid], today: date) -> tuple[tuple[str, tuple[Laid, ...]], ...]:
    """Rows by when they are due; empty groups are left out."""
    heads = {
        "overdue": _("Overdue"),
        "week": _("In the next seven days"),
        "later": _("Later"),
        "undated": _("Without a date"),
    }
    found: dict[str, list[Laid]] = {name: [] for name in heads}
    for one in rows:
        due = one.item.due_on
        when = (
            "overdue"
            if one.item.overdue
            else "undated"
            if due is None
            else "week"
            if due <= today + WEEK
            else "later"
        )
        found[when].append(one)
    return tuple((heads[name], tuple(group)) for name, group in found.items() if group)
