"""Who came after whom: mergers, transfers, groups, new names. Never in a circle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.landlords.errors import SuccessionError
from heard.landlords.lineage import Edge, ancestors, closes_circle, descendants
from heard.landlords.models import Landlord, Succession, SuccessionKind
from heard.landlords.services.keeping import drop, keep

if TYPE_CHECKING:
    from heard.accounts.models import User

EARLIEST = date(1800, 1, 1)
ENDINGS = frozenset({SuccessionKind.MERGER, SuccessionKind.RENAME})


@transaction.atomic
def succession_record(
    *,
    predecessor: Landlord,
    successor: Landlord,
    kind: str,
    on: date,
    by: User | None,
    whole: bool = True,
    source: str = "",
    reason: str = "",
) -> Succession:
    """Record that one landlord came after another. Told again, the same succession stays.

    Raises:
        SuccessionError: it would close a circle, or its date can't be.
    """
    _lock(predecessor, successor)
    known = Succession.objects.filter(
        predecessor=predecessor, successor=successor, on=on, kind=kind, whole=whole
    ).first()
    if known is not None:
        return known
    row = Succession(
        predecessor=predecessor, successor=successor, kind=kind, on=on, whole=whole, source=source
    )
    _check(row)
    return keep(row, by=by, reason=reason)


@transaction.atomic
def succession_update(
    *,
    row: Succession,
    kind: str,
    on: date,
    whole: bool,
    source: str,
    by: User | None,
    reason: str = "",
) -> Succession:
    """Correct when and how one landlord came after another.

    Raises:
        SuccessionError: its date can't be.
    """
    _lock(row.predecessor, row.successor)
    locked = Succession.objects.select_for_update().get(pk=row.pk)
    changes = {"kind": kind, "on": on, "whole": whole, "source": source}
    before = {name: getattr(locked, name) for name in changes}
    if before == changes:
        return locked
    for name, value in changes.items():
        setattr(locked, name, value)
    _check(locked)
    return keep(locked, by=by, reason=reason, before=before)


@transaction.atomic
def succession_remove(*, row: Succession, by: User | None, reason: str = "") -> None:
    """Forget a succession that didn't happen."""
    drop(row, by=by, reason=reason)


def edges(*, without: int | None = None) -> list[Edge]:
    """Every succession as the pure walks take it."""
    rows = Succession.objects.order_by("pk")
    if without is not None:
        rows = rows.exclude(pk=without)
    fields = rows.values_list("predecessor_id", "successor_id", "on", "whole", "kind")
    return [
        Edge(before, after, on, whole, final=whole and kind in ENDINGS)
        for before, after, on, whole, kind in fields
    ]


def _lock(*landlords: Landlord) -> None:
    """Hold everybody related to these, so that two people can't close a circle between them."""
    known = edges()
    related = {landlord.pk for landlord in landlords}
    for pk in list(related):
        related |= ancestors(known, pk) | descendants(known, pk)
    list(Landlord.objects.select_for_update().filter(pk__in=related).order_by("pk").values("pk"))


def _check(row: Succession) -> None:
    if row.on > timezone.localdate():
        raise SuccessionError(
            _("The date is in the future. Record it when it has happened."), field="on"
        )
    if row.on < EARLIEST:
        raise SuccessionError(_("The date is before 1800. Check the year."), field="on")
    if row.predecessor.is_fictional != row.successor.is_fictional:
        raise SuccessionError(
            _("A made-up landlord and a real one can't follow each other."), field="successor"
        )
    known = edges(without=row.pk)
    if closes_circle(known, row.predecessor_id, row.successor_id):
        raise SuccessionError(
            _("%(after)s came before %(before)s already, so it can't come after it as well.")
            % {"after": row.successor, "before": row.predecessor},
            field="successor",
        )
    _check_endings(row, known)


def _check_endings(row: Succession, known: list[Edge]) -> None:
    """A landlord that ended in another takes no part in what came later."""
    ends = {edge.predecessor: edge.on for edge in known if edge.final}
    final = row.whole and row.kind in ENDINGS
    for landlord in (row.predecessor, row.successor):
        ended = ends.get(landlord.pk)
        if ended and (row.on > ended or (final and landlord == row.predecessor)):
            raise SuccessionError(
                _("%(landlord)s ended on %(date)s, when another took it over.")
                % {"landlord": landlord, "date": ended.isoformat()},
                field="on",
            )
    later = [edge.on for edge in known if row.predecessor_id in edge[:2] and edge.on > row.on]
    if final and later:
        raise SuccessionError(
            _("%(landlord)s can't have ended then: it took part in a succession on %(date)s.")
            % {"landlord": row.predecessor, "date": min(later).isoformat()},
            field="on",
        )
