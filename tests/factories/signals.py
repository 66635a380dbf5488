"""A small store with trouble in it: a year of concerns on six estates, and a lift that fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
from django.utils import timezone

from heard.access import Role
from heard.concerns.events import Status
from heard.concerns.models import Concern
from heard.runs.steering import run_claim
from heard.signals.models import EarlyWarning, Scan
from heard.signals.services.acting import warning_share
from heard.signals.services.scanning import scan_begin, scan_run
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import EstateFactory, LandlordFactory, WardFactory

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Estate, Landlord

WEEKS = 58
DAY = timedelta(days=1)
SAID = "The doors stick again. Liftwell came and left."


@dataclass(frozen=True)
class Store:
    """What a test needs to know of the store. `sunday` is the last day of the last whole week."""

    landlord: Landlord
    other: Landlord
    estates: list[Estate]
    officer: User
    sunday: date

    @property
    def trouble(self) -> Estate:
        """Where the lift fails."""
        return self.estates[0]


def noon(day: date) -> datetime:
    """The middle of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


_made = iter(range(10**6))


def concern_row(estate: Estate, day: date, category: str, **said) -> Concern:
    """A concern as a row, as quickly as many are needed."""
    number = next(_made)
    row = {
        "reference": f"T-{number:07d}",
        "submission": uuid4(),
        "channel": "web",
        "raised_at": noon(day),
        "entered_at": noon(day),
        "last_at": noon(day),
        "category": category,
        "description": "Something is wrong here.",
        "landlord": estate.landlord,
        "estate": estate,
        "ward": estate.ward,
        "place_kind": "block",
        "status": Status.NEW,
    }
    return Concern(**{**row, **said})


def make_store() -> Store:
    """Six estates of two landlords in two wards, and one lift that fails in the last five weeks."""
    wards = [WardFactory(name="Northfold"), WardFactory(name="Southmere")]
    landlord, other = LandlordFactory(name="Alder Homes"), LandlordFactory(name="Birch Homes")
    estates = [
        EstateFactory(
            landlord=(landlord, landlord, other)[n % 3], ward=wards[n % 2], name=f"Estate {n}"
        )
        for n in range(6)
    ]
    officer = PersonFactory(role=Role.OFFICER, email="officer@example.org")
    today = timezone.localdate()
    sunday = today - timedelta(days=today.weekday() + 1)
    first = sunday - (7 * WEEKS - 1) * DAY
    chance = np.random.default_rng(3)
    rows = [
        concern_row(estate, first + (7 * week + int(chance.integers(0, 7))) * DAY, category)
        for week in range(WEEKS)
        for estate in estates
        for category, rate in (("damp-mould", 0.6), ("lift", 0.12), ("noise", 0.3))
        for _ in range(chance.poisson(rate))
    ]
    rows += [
        concern_row(estates[0], sunday - (7 * ago + n) * DAY, "lift", description=SAID)
        for ago, count in enumerate((4, 3, 3, 2, 2))
        for n in range(count)
    ]
    Concern.objects.bulk_create(rows)
    return Store(landlord, other, estates, officer, sunday)


def scanned(as_of: date | None = None, *, by: User | None = None) -> Scan:
    """A scan, done at once."""
    scan = scan_begin(by=by, as_of=as_of)
    claimed = run_claim(Scan, scan.pk)
    assert claimed is not None
    scan_run(claimed)
    scan.refresh_from_db()
    return scan


def make_shared(landlord: Landlord) -> EarlyWarning:
    """A warning of all a landlord's homes, shared with it."""
    today = timezone.localdate()
    counted = {"observed": 5, "expected": 0.4, "low": 0, "high": 2, "score": 4, "p": 0.0001}
    warning = EarlyWarning.objects.create(
        level="landlord",
        series=f"landlord||{landlord.pk}|{next(_made)}",
        landlord=landlord,
        landlord_name=landlord.name,
        category="lift",
        category_name="Lift",
        found_on=today,
        seen_on=today,
        since=today - 7 * DAY,
        period=today - 7 * DAY,
        total=5,
        **counted,
    )
    return warning_share(warning=warning, landlord=landlord, words="What is it?", by=None)
