"""Planning walkabouts: once or again and again; moving and cancelling them, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import Move, Plan, Walkabout
from heard.walkabouts.repeating import repeated_days
from heard.walkabouts.services.schemes import scheme_for
from heard.walkabouts.services.telling import companions_tell, when

if TYPE_CHECKING:
    from datetime import date, time

    from heard.accounts.models import User
    from heard.landlords.models import Estate
    from heard.walkabouts.models import Scheme

AHEAD = timedelta(days=366)  # walkabouts of a plan are made for a year to come


@dataclass(frozen=True, slots=True)
class Wanted:
    """When and where to meet, and for whom."""

    on: date
    at_time: time
    meet_at: str = ""
    residents_welcome: bool = True
    note: str = ""


@transaction.atomic
def walkabout_plan(*, estate: Estate, wanted: Wanted, by: User | None) -> Walkabout:
    """Plan one walkabout of an estate.

    Raises:
        WalkaboutError: the day has passed, or there is one at that time already.
    """
    _check_day(wanted.on)
    at_once = Walkabout.objects.filter(
        estate=estate, on=wanted.on, at_time=wanted.at_time, cancelled_at=None
    )
    if at_once.exists():
        raise WalkaboutError(_("A walkabout of this estate is planned for then already."))
    walkabout = Walkabout.objects.create(
        estate=estate,
        landlord=estate.landlord,
        scheme=scheme_for(landlord=estate.landlord, by=by),
        due_on=wanted.on,
        on=wanted.on,
        at_time=wanted.at_time,
        meet_at=wanted.meet_at,
        residents_welcome=wanted.residents_welcome,
        note=wanted.note,
        **authored(by, landlord_id=estate.landlord_id),
    )
    audit_record(
        event="walkabout.plan",
        target=walkabout,
        by=by,
        about=str(walkabout),
        after={"on": wanted.on.isoformat()},
    )
    return walkabout


@transaction.atomic
def walkabouts_repeat(*, estate: Estate, wanted: Wanted, every: int, by: User | None) -> Plan:
    """Plan walkabouts of an estate every so many months, a year of them at once.

    The background worker plans on from there, until the plan is ended.

    Raises:
        WalkaboutError: the first day has passed, or the estate has such a plan already.
    """
    _check_day(wanted.on)
    if Plan.objects.filter(estate=estate, ended_at=None).exists():
        raise WalkaboutError(
            _("Walkabouts of this estate repeat already. End that plan to make another.")
        )
    plan = Plan.objects.create(
        estate=estate,
        landlord=estate.landlord,
        every=every,
        first_on=wanted.on,
        at_time=wanted.at_time,
        meet_at=wanted.meet_at,
        residents_welcome=wanted.residents_welcome,
        **authored(by, landlord_id=estate.landlord_id),
    )
    after = {"every": every, "first_on": wanted.on.isoformat()}
    audit_record(event="walkabout-plan.make", target=plan, by=by, about=estate.name, after=after)
    plan_fill(plan=plan, by=by)
    return plan


def plan_fill(*, plan: Plan, by: User | None, now: date | None = None) -> int:
    """Make the plan's walkabouts of the year to come that aren't there yet; how many."""
    today = now or timezone.localdate()
    known = set(plan.walkabouts.values_list("due_on", flat=True))
    days = [
        day
        for day in repeated_days(plan.first_on, plan.every, today + AHEAD)
        if day >= today and day not in known
    ]
    if not days:
        return 0
    values = authored(by, landlord_id=plan.landlord_id)
    scheme = scheme_for(landlord=plan.landlord, by=by)
    rows = [_of_plan(plan, day, scheme) for day in days]
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    # Two workers at once make each day once.
    Walkabout.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def plan_end(*, plan: Plan, reason: str, by: User | None) -> int:
    """Plan no more from it, and cancel what it planned and is still to come; how many."""
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    if locked.ended_at is not None:
        return 0
    locked.ended_at, locked.ended_because = timezone.now(), reason
    locked.save()
    audit_record(
        event="walkabout-plan.end", target=locked, by=by, about=locked.estate.name, reason=reason
    )
    coming = locked.walkabouts.filter(held_at=None, cancelled_at=None, on__gte=timezone.localdate())
    for walkabout in coming:
        walkabout_cancel(walkabout=walkabout, reason=reason, by=by)
    return len(coming)


@transaction.atomic
def walkabout_move(
    *, walkabout: Walkabout, on: date, at_time: time, reason: str, by: User | None
) -> Walkabout:
    """Put a walkabout off or bring it forward; those who take part are told why.

    Raises:
        WalkaboutError: it is over or cancelled, the new day has passed, or nothing would change.
    """
    locked = _open(walkabout, _("can’t be moved"))
    _check_day(on)
    if (on, at_time) == (locked.on, locked.at_time):
        raise WalkaboutError(_("It is on that day and at that time already."), field="on")
    before = when(locked)
    move = Move.objects.create(
        walkabout=locked,
        on_before=locked.on,
        time_before=locked.at_time,
        on_after=on,
        time_after=at_time,
        reason=reason,
        **authored(by, landlord_id=locked.landlord_id),
    )
    locked.on, locked.at_time = on, at_time
    locked.save(update_fields=["on", "at_time"])
    audit_record(
        event="walkabout.move",
        target=locked,
        by=by,
        about=str(locked),
        reason=reason,
        before={"on": move.on_before.isoformat()},
        after={"on": on.isoformat()},
    )
    companions_tell(
        walkabout=locked,
        template="walkabout.moved",
        key=f"moved:{move.pk}",
        context={"day_before": before, "reason": reason},
    )
    return locked


@transaction.atomic
def walkabout_cancel(*, walkabout: Walkabout, reason: str, by: User | None) -> Walkabout:
    """Call a walkabout off; those who take part are told why. It still counts as planned.

    Raises:
        WalkaboutError: it is over, or cancelled already.
    """
    locked = _open(walkabout, _("can’t be cancelled"))
    locked.cancelled_at, locked.cancelled_because = timezone.now(), reason
    locked.save(update_fields=["cancelled_at", "cancelled_because"])
    audit_record(event="walkabout.cancel", target=locked, by=by, about=str(locked), reason=reason)
    companions_tell(
        walkabout=locked,
        template="walkabout.cancelled",
        key="cancelled",
        context={"reason": reason},
    )
    return locked


def _of_plan(plan: Plan, day: date, scheme: Scheme) -> Walkabout:
    return Walkabout(
        estate_id=plan.estate_id,
        landlord_id=plan.landlord_id,
        scheme=scheme,
        plan=plan,
        due_on=day,
        on=day,
        at_time=plan.at_time,
        meet_at=plan.meet_at,
        residents_welcome=plan.residents_welcome,
    )


def _open(walkabout: Walkabout, cannot: str) -> Walkabout:
    locked = (
        Walkabout.objects.select_for_update(of=("self",))
        .select_related("estate", "landlord")
        .get(pk=walkabout.pk)
    )
    if locked.cancelled_at:
        raise WalkaboutError(_("This walkabout was cancelled; it %(cannot)s.") % {"cannot": cannot})
    if locked.held_at:
        raise WalkaboutError(_("This walkabout was held; it %(cannot)s.") % {"cannot": cannot})
    return locked


def _check_day(day: date) -> None:
    if day < timezone.localdate():
        raise WalkaboutError(_("Choose today or a day to come."), field="on")
