"""How good the warnings are: how many were real, and how long before it came out otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.db.models.functions import TruncMonth
from django.utils import timezone

from heard.analysis import share_interval
from heard.analysis.small_numbers import LEAST_BASE, shown_count
from heard.concerns.events import Kind as CaseKind
from heard.signals.events import FALSE_ONES, Level, Status, Verdict
from heard.signals.models import EarlyWarning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


FORMAL = (CaseKind.ESCALATED, CaseKind.HAZARD_EMERGENCY, CaseKind.HAZARD_SIGNIFICANT)
"""What brings trouble out without a warning: a complaint at stage 2, or a hazard."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Lead:
    """One real warning: found so many days before something formal. None: nothing formal yet."""

    warning: EarlyWarning
    formal_on: date | None

    @property
    def days(self) -> int | None:
        """Days before, or below nought after."""
        return (self.formal_on - self.warning.found_on).days if self.formal_on else None


@dataclass(frozen=True, slots=True)
class Quality:
    """How many warnings were real, of those of which it was found out. Danger is left out.

    `not_real` holds those dismissed as chance or reporting; `apart` are dismissed for reasons that
    say nothing of whether they were real.
    """

    real: int
    not_real: int
    unknown: int
    apart: int
    still_open: int
    leads: tuple[Lead, ...]

    @property
    def base(self) -> int:
        """Of how many it is known."""
        return self.real + self.not_real

    @property
    def found(self) -> int:
        """How many there were."""
        return self.base + self.unknown + self.apart + self.still_open

    @property
    def share(self) -> float | None:
        """Share that was real, 0-1: the measured precision."""
        return self.real / self.base if self.base else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of its 95% interval (Wilson)."""
        if self.share is None:
            return None
        low, high = share_interval(self.share, self.base)
        return low, high

    @property
    def days(self) -> list[int]:
        """Days before something formal, of those real ones where there was something."""
        return sorted(one.days for one in self.leads if one.days is not None)

    @property
    def lead(self) -> float | None:
        """The middle of these: the measured lead time."""
        return median(self.days) if self.days else None

    @property
    def is_enough(self) -> bool:
        """Whether a share may be shown outside the team."""
        return self.base >= LEAST_BASE


def quality(*, with_leads: bool = True) -> Quality:
    """What verdicts say of all warnings. Three queries; one without leads."""
    rows = EarlyWarning.objects.exclude(level=Level.DANGER)
    counts: Counter[tuple[str, str, str]] = Counter()
    for status, verdict, reason, n in (
        rows.order_by().values_list("status", "verdict", "reason").annotate(n=Count("pk"))
    ):
        counts[status, verdict, reason] += n

    def of(verdict: str) -> int:
        return sum(n for key, n in counts.items() if key[1] == verdict)

    false = sum(n for key, n in counts.items() if key[2] in FALSE_ONES)
    dismissed = sum(n for key, n in counts.items() if key[0] == Status.DISMISSED)
    ended = dismissed + sum(n for key, n in counts.items() if key[0] == Status.SETTLED)
    return Quality(
        real=of(Verdict.REAL),
        not_real=of(Verdict.NOT_REAL) + false,
        unknown=of(Verdict.UNKNOWN),
        apart=dismissed - false,
        still_open=sum(counts.values()) - ended,
        leads=tuple(_leads(rows.filter(verdict=Verdict.REAL).order_by("-found_on", "-pk")))
        if with_leads
        else (),
    )


def _leads(real: Iterable[EarlyWarning]) -> Iterable[Lead]:
    warnings = list(real)
    formal = formal_days([one.pk for one in warnings])
    return [Lead(one, formal.get(one.pk)) for one in warnings]


def formal_days(warnings: Sequence[int]) -> dict[int, date]:
    """The day on which something formal first came of the concerns behind each warning."""
    rows = (
        EarlyWarning.objects.filter(pk__in=warnings, concerns__events__kind__in=FORMAL)
        .order_by()
        .values_list("pk")
        .annotate(first=Min("concerns__events__at"))
    )
    return {pk: timezone.localdate(first) for pk, first in rows}


@dataclass(frozen=True, slots=True)
class Month:
    """A month as everybody may see it: None is withheld."""

    first: date
    found: int | None
    real: int | None
    not_real: int | None


def months_shown() -> list[Month]:
    """Warnings by the month in which they were found, as they may leave the council. One query.

    Each number is withheld or rounded by itself, and some are still open, so that none follows
    from the others.
    """
    rows = (
        EarlyWarning.objects.exclude(level=Level.DANGER)
        .order_by()
        .annotate(month=TruncMonth("found_on"))
        .values_list("month", "verdict", "reason")
        .annotate(n=Count("pk"))
    )
    found: dict[date, Counter[str]] = {}
    for month, verdict, reason, n in rows:
        kind = "real" if verdict == Verdict.REAL else "rest"
        if verdict == Verdict.NOT_REAL or reason in FALSE_ONES:
            kind = "not-real"
        found.setdefault(month, Counter())[kind] += n
    return [
        Month(
            month,
            shown_count(kinds.total()),
            shown_count(kinds["real"]),
            shown_count(kinds["not-real"]),
        )
        for month, kinds in sorted(found.items(), reverse=True)[:MONTHS]
    ]
