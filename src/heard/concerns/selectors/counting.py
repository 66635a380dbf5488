"""Which concerns count, and of which something may be shown beside their number."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from heard.concerns.events import Status
from heard.concerns.models import Concern, Flag

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def counted_concerns() -> QuerySet[Concern]:
    """Concerns that count: what isn't taken up, and what was raised twice, doesn't.

    What came by the web in a way that machines do waits until somebody checked it.
    """
    return Concern.objects.exclude(uncounted())


def uncounted(path: str = "") -> Q:
    """What doesn't count, for rows that point to a concern by `path`, such as "concern__"."""
    status, suspicions = f"{path}status", f"{path}suspicions"
    doubtful = Q(**{status: Status.TO_CHECK}) & ~Q(**{suspicions: []})
    return Q(**{f"{status}__in": [Status.REFUSED, Status.MERGED]}) | doubtful


def known_at(concerns: QuerySet[Concern], as_of: date) -> QuerySet[Concern]:
    """Those that were raised and entered by the end of a day."""
    end = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
    return concerns.filter(raised_at__lt=end, entered_at__lt=end)


def unflagged(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """Those without a restricted flag: the others are counted, and nothing of them is shown."""
    return concerns.filter(~Exists(Flag.objects.filter(concern=OuterRef("pk"), lifted_at=None)))
