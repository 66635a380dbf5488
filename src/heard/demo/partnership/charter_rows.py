"""Rows of the made-up charter as they are gathered, to be written at once."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership
from heard.demo.chance import stream
from heard.demo.partnership.charter_story import COUNCIL, LANDLORDS
from heard.landlords.models import Landlord
from heard.partnership.models import (
    Charter,
    CharterVersion,
    Commitment,
    CommitmentVerdict,
    Report,
    ReportEvidence,
    Round,
    RoundSeat,
    Signatory,
    Signing,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

MODELS = (
    Charter,
    CharterVersion,
    Commitment,
    Signatory,
    Signing,
    Report,
    ReportEvidence,
    Round,
    RoundSeat,
    CommitmentVerdict,
)


class Rows:
    """Rows by model, in the order in which they refer to each other; each with a lasting key."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.seed, self.now = seed, now
        self.made: dict[type[Model], list[Any]] = {model: [] for model in MODELS}
        found = Landlord.objects.filter(is_fictional=True, name__in=LANDLORDS)
        self.landlords = {one.name: one for one in found}
        held = Membership.objects.filter(role__in=[str(role) for role in LANDLORD], ended_at=None)
        pairs = held.order_by("-pk").values_list("landlord_id", "user_id")
        self.people = {landlord or 0: user for landlord, user in pairs}
        team = Membership.objects.filter(role=Role.OFFICER, ended_at=None).order_by("pk")
        self.team = team.values_list("user_id", flat=True).first()

    @property
    def today(self) -> date:
        """The day on which it is loaded."""
        return timezone.localdate(self.now)

    def add(self, model: type[Model], *about: object, **values: Any) -> Any:
        """A row whose key is the same every time."""
        drawn = stream(self.seed, "charter", model.__name__, *about).bytes(16)
        row = model(key=uuid.UUID(bytes=drawn, version=4), **values)
        self.made[model].append(row)
        return row

    def write(self) -> int:
        """Store everything; gives how many rows."""
        for model, rows in self.made.items():
            model._default_manager.bulk_create(rows)  # noqa: SLF001 - Django's documented name
        return sum(map(len, self.made.values()))

    def at(self, day: date, hour: int = 10) -> datetime:
        """A time of a day, never one to come."""
        there = datetime.combine(day, time(hour), timezone.get_current_timezone())
        return min(there, self.now)

    def by(self, who: str, at: datetime) -> dict[str, Any]:
        """Whose row it is: a landlord's officer's, or the team's for the council."""
        if who == COUNCIL:
            return {"at": at, "by_id": self.team, "by_role": Role.OFFICER}
        landlord = self.landlords[who]
        return {
            "at": at,
            "by_id": self.people.get(landlord.pk),
            "by_role": Role.LANDLORD_OFFICER,
            "by_landlord": landlord,
        }


DAY = timedelta(days=1)
