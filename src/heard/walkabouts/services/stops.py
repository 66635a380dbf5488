"""The places of an estate's route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.landlords.models import Estate
from heard.walkabouts.models import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.accounts.models import User


@transaction.atomic
def stops_set(*, estate: Estate, places: Sequence[tuple[str, str]], by: User | None) -> list[Stop]:
    """Give the estate's route these places in this order, each with what to look for there.

    A place that stays keeps what was seen at it; one left out is stopped at no more.
    """
    Estate.objects.select_for_update().get(pk=estate.pk)
    known = {stop.name: stop for stop in Stop.objects.filter(estate=estate, retired_at=None)}
    names = [name for name, _look in places]
    for name, stop in known.items():
        if name not in names:
            stop.retired_at = timezone.now()
            stop.save(update_fields=["retired_at"])
    values = authored(by, landlord_id=estate.landlord_id)
    stops = []
    for position, (name, look_for) in enumerate(places, start=1):
        stop = known.get(name) or Stop(estate=estate, name=name, **values)
        stop.position, stop.look_for = position, look_for
        stop.save()
        stops.append(stop)
    audit_record(
        event="route.set",
        target=stops[0] if stops else None,
        by=by,
        about=estate.name,
        before={"places": list(known)},
        after={"places": names},
    )
    return stops
