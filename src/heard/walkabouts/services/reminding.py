"""What comes round again: plans are carried on, and landlords reminded of what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from heard.access import LANDLORD
from heard.accounts.addresses import addresses_of
from heard.landlords.models import Landlord
from heard.landlords.selectors import landlord_today
from heard.notices.services import notice_queue
from heard.walkabouts.models import EstateAction, Plan
from heard.walkabouts.services.planning import plan_fill

if TYPE_CHECKING:
    from datetime import date

MOST = 2000  # estates at once


def plans_extend(*, today: date | None = None) -> int:
    """Make the walkabouts of the year to come that open plans call for; how many."""
    made = 0
    plans = Plan.objects.filter(ended_at=None, landlord__ended_on=None).select_related("landlord")
    for plan in plans.iterator():
        with transaction.atomic():
            made += plan_fill(plan=plan, by=None, now=today)
    return made


def late_actions_remind(*, today: date | None = None) -> int:
    """Remind landlords of late actions, once a week for each estate; how many messages.

    Where a landlord was merged, whoever stands for it now is reminded.
    """
    day = today or timezone.localdate()
    year, week, _weekday = day.isocalendar()
    rows = list(
        EstateAction.objects.filter(closed_at=None, dropped_at=None, due_on__lt=day)
        .values("estate_id", "estate__name", "landlord_id")
        .annotate(late=Count("pk"))
        .order_by("estate_id")[:MOST]
    )
    readers = _addresses({row["landlord_id"] for row in rows})
    wanted = {
        f"walkabout-late:{row['estate_id']}:{year}-{week}:{email}": (row, email)
        for row in rows
        for email in readers[row["landlord_id"]]
    }
    sent = 0
    for key, (row, email) in wanted.items():
        with transaction.atomic():
            made = notice_queue(
                key=key,
                template="walkabout.actions-late",
                to=email,
                context={
                    "estate": row["estate__name"],
                    "late": str(row["late"]),
                    "link": reverse("walkabouts:actions") + f"?show=late&estate={row['estate_id']}",
                },
                about=row["estate__name"][:60],
            )
        sent += made is not None
    return sent


def _addresses(landlords: set[int]) -> dict[int, list[str]]:
    """Landlord → addresses of the people of whoever stands for it today."""
    known = {row.pk: landlord_today(row).pk for row in Landlord.objects.filter(pk__in=landlords)}
    found = {pk: addresses_of(LANDLORD, landlord=pk) for pk in set(known.values())}
    return {pk: found[final] for pk, final in known.items()}
