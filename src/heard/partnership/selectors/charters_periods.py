"""When a commitment is reported on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.analysis.commitments import periods_of
from heard.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import date

    from heard.analysis.commitments import Period
    from heard.partnership.models import Charter, Commitment


def commitment_periods(
    commitment: Commitment, charter: Charter, *, within: int, until: date | None = None
) -> list[Period]:
    """The periods that began by a day (today), the oldest first.

    Of a charter that has ended, those whose reports fell due before.
    """
    found = periods_of(
        start=commitment.effective_from,
        months=commitment.every,
        within=within,
        until=until or timezone.localdate(),
        end=commitment.effective_to,
    )
    ended = charter.ended_on
    return found if ended is None else [one for one in found if one.due <= ended]


def period_get(commitment: Commitment, first: date) -> Period:
    """The period of a commitment that begins on a day.

    Raises:
        NotFoundError: none does, or it hasn't begun.
    """
    version = commitment.version
    periods = commitment_periods(commitment, version.charter, within=version.report_within)
    found = next((one for one in periods if one.first == first), None)
    if found is None:
        raise NotFoundError(_("There is no such period."))
    return found
