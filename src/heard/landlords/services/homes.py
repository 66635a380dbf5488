"""Counts of homes: one landlord, ward, tenure and date each; many at once from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from heard.landlords.errors import RegisterError
from heard.landlords.models import HomesCount, Presence, Tenure
from heard.landlords.services.keeping import deed_of, drop, log_deeds, values_of
from heard.landlords.services.places import presence_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Landlord, Ward

MOST = 1_000_000  # more homes than this in one ward is a mistake


class Count(NamedTuple):
    """So many homes of a landlord in a ward by tenure on a day."""

    landlord: Landlord
    ward: Ward
    tenure: str
    on: date
    homes: int

    @property
    def key(self) -> tuple[int, int, str, date]:
        """What may be counted once only."""
        return self.landlord.pk, self.ward.pk, self.tenure, self.on


def homes_set(
    *,
    landlord: Landlord,
    ward: Ward,
    tenure: str,
    on: date,
    homes: int,
    by: User | None,
    reason: str = "",
) -> HomesCount:
    """Record how many homes there were on a day, replacing an earlier count of that same day."""
    homes_set_many(counts=[Count(landlord, ward, tenure, on, homes)], by=by, reason=reason)
    return HomesCount.objects.get(landlord=landlord, ward=ward, tenure=tenure, on=on)


@transaction.atomic
def homes_set_many(*, counts: Sequence[Count], by: User | None, reason: str = "") -> None:
    """Record many counts. Those that are known already are left alone.

    Raises:
        RegisterError: a count that can't be; none was recorded.
    """
    for count in counts:
        homes_check(count)
    known = {(row.landlord_id, row.ward_id, row.tenure, row.on): row for row in _known(counts)}
    new, changed, before = [], [], {}
    for count in counts:
        row = known.get(count.key)
        if row is None:
            new.append(HomesCount(**count._asdict()))
        elif row.homes != count.homes:
            before[row.pk] = {"homes": row.homes}
            row.homes = count.homes
            changed.append(row)
    signed = {"default_user": by, "default_change_reason": reason or None, "batch_size": 500}
    made = bulk_create_with_history(new, HomesCount, **signed)
    bulk_update_with_history(changed, HomesCount, ["homes"], **signed)
    new_ones = [deed_of(row, "create", by=by, reason=reason, after=values_of(row)) for row in made]
    log_deeds(
        new_ones
        + [
            deed_of(
                row,
                "change",
                by=by,
                reason=reason,
                before=before[row.pk],
                after={"homes": row.homes},
            )
            for row in changed
        ]
    )
    _be_present(counts, by)


def homes_check(count: Count) -> None:
    """Refuse a count that can't be.

    Raises:
        RegisterError: naming the field to mend.
    """
    ward = count.ward
    if count.tenure not in Tenure.values:
        raise RegisterError(
            _("%(tenure)s is no tenure.") % {"tenure": count.tenure}, field="tenure"
        )
    if not 0 <= count.homes <= MOST:
        raise RegisterError(_("Write a number from 0 to 1,000,000."), field="homes")
    if count.on > timezone.localdate():
        raise RegisterError(_("The date is in the future."), field="on")
    if count.on < ward.valid_from or (ward.valid_to and count.on >= ward.valid_to):
        raise RegisterError(
            _("%(ward)s, as it is chosen, didn't stand on %(date)s.")
            % {"ward": ward, "date": count.on.isoformat()},
            field="ward",
        )


@transaction.atomic
def homes_remove(*, row: HomesCount, by: User | None, reason: str = "") -> None:
    """Forget a count that was entered by mistake. No homes is a count of 0, not a removal."""
    drop(row, by=by, reason=reason)


def _known(counts: Iterable[Count]) -> list[HomesCount]:
    landlords = {count.landlord.pk for count in counts}
    wards = {count.ward.pk for count in counts}
    days = {count.on for count in counts}
    if not days:
        return []
    rows = HomesCount.objects.select_for_update().filter(
        Q(landlord__in=landlords), Q(ward__in=wards), Q(on__range=(min(days), max(days)))
    )
    return list(rows)


def _be_present(counts: Iterable[Count], by: User | None) -> None:
    """Whoever has homes in a borough is one of its landlords."""
    pairs = {(count.landlord.pk, count.ward.borough_id): count for count in counts}
    landlords = {landlord for landlord, _borough in pairs}
    known = Presence.objects.filter(landlord__in=landlords)
    known_pairs = set(known.values_list("landlord_id", "borough_id"))
    for pair, count in pairs.items():
        if pair not in known_pairs:
            presence_set(landlord=count.landlord, borough=count.ward.borough, by=by)
