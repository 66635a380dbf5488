"""What of early warnings stands on the team's page of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.pages.today import Short
from heard.signals.events import Level, Status
from heard.signals.selectors.finding import FEW, warnings_for
from heard.signals.wording import day, said_of

if TYPE_CHECKING:
    from heard.access import Reader

TITLE = lazy("Early warnings to look at")


def today_gather(reader: Reader) -> list[Short]:
    """Warnings that nobody looked at: danger first, then the most unusual. One query."""
    first = Case(
        When(level=Level.DANGER, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = warnings_for(reader).filter(ended_at=None, status=Status.NEW)
    return [
        Short(
            one.get_absolute_url(),
            one.reference,
            said_of(one).title,
            _("found %(day)s") % {"day": day(one.found_on)},
            late=one.is_danger,
        )
        for one in rows.order_by(first, "-seen_on", "-score", "pk")[:FEW]
    ]
