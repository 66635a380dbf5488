"""How large themes are, how that moves, and who raises them. Counted by the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q

from heard.analysis.change import change_interval
from heard.analysis.intervals import share_interval
from heard.analysis.readings import Reading
from heard.analysis.small_numbers import LEAST_BASE
from heard.landlords.models import Landlord, Tenure, Ward
from heard.themes.models import Text
from heard.themes.selectors.studies import themes_standing
from heard.themes.selectors.texts import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from heard.analysis.change import Change
    from heard.themes.models import Study, Theme

MOST_GROUPS = 40
LUCK = 0.05  # how often luck alone may be taken for more


@dataclass(frozen=True, slots=True)
class Share:
    """Some of a base, 0-1, with Wilson's interval. A base of nothing has a share of nothing."""

    count: int
    base: int

    @property
    def value(self) -> float:
        """The share."""
        return self.count / self.base if self.base else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval, by the luck of who wrote."""
        if not self.base:
            return 0.0, 1.0
        low, high = share_interval(self.value, self.base)
        return low, high


@dataclass(frozen=True, slots=True)
class Size:
    """A theme with its share, and how that moved from the first half of the time to the second."""

    theme: Theme
    share: Share
    before: Share | None
    now: Share | None
    change: Change | None

    @property
    def direction(self) -> str:
        """More, less or neither, as far as luck allows to say; empty where it can't be said."""
        if self.change is None:
            return ""
        if self.change.low > 0:
            return "more"
        return "less" if self.change.high < 0 else "same"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Themes, largest first and "none" last. `base` counts texts that are sorted."""

    rows: tuple[Size, ...]
    base: int
    unsorted: int
    middle: date | None  # the last day of the first half of the time

    @property
    def texts(self) -> int:
        """How many texts count, sorted or not."""
        return self.base + self.unsorted


@dataclass(frozen=True, slots=True)
class Part:
    """The share that a theme has among texts of one month, landlord, ward or tenure.

    `stands_out` is more or less where that differs from everybody else's by more than luck, which
    counts how many are compared: of all that are, one or more stand out by luck once in 20 times.
    """

    name: str
    share: Share
    stands_out: str = ""


def sizes_of(study: Study, *, only: Q | None = None) -> Sizes:
    """How large the themes of a study are. Three queries, however many texts."""
    texts = counted(Text.objects.filter(study=study))
    if only is not None:
        texts = texts.filter(only)
    ends = texts.aggregate(first=Min("day"), last=Max("day"))
    middle = None
    if ends["first"] and ends["last"] and ends["first"] < ends["last"]:
        middle = ends["first"] + (ends["last"] - ends["first"]) / 2
    late = Count("pk", filter=Q(day__gt=middle)) if middle else Count("pk", filter=Q(pk=None))
    early = Count("pk", filter=Q(day__lte=middle)) if middle else Count("pk", filter=Q(pk=None))
    found: dict[int | None, Any] = {
        row["theme"]: row
        for row in texts.order_by().values("theme").annotate(n=Count("pk"), e=early, l=late)
    }
    unsorted = found.pop(None, {"n": 0})["n"]
    base, first, second = (sum(row[key] for row in found.values()) for key in ("n", "e", "l"))
    rows = [
        _size(one, found.get(one.pk, {"n": 0, "e": 0, "l": 0}), base, first, second)
        for one in themes_standing(study)
    ]
    rows.sort(key=lambda one: (one.theme.is_none, -one.share.count, one.theme.pk))
    return Sizes(tuple(rows), base, unsorted, middle)


def _size(theme: Theme, row: Mapping[str, int], base: int, first: int, second: int) -> Size:
    share = Share(row["n"], base)
    if min(first, second) < LEAST_BASE:
        return Size(theme, share, None, None, None)
    before, now = Share(row["e"], first), Share(row["l"], second)
    return Size(theme, share, before, now, _change(now, before))


def _change(now: Share, before: Share, *, level: float = 1 - LUCK) -> Change | None:
    return change_interval(
        Reading("now", share=now.value, base=now.base, population=None),
        Reading("before", share=before.value, base=before.base, population=None),
        level=level,
    )


def months_of(study: Study, theme: Theme, *, only: Q | None = None) -> list[Part]:
    """A theme's share by month, oldest first. Texts without a day are in none. One query."""
    texts = counted(Text.objects.filter(study=study, day__isnull=False, theme__isnull=False))
    if only is not None:
        texts = texts.filter(only)
    own = Count("pk", filter=Q(theme=theme))
    rows = texts.order_by("day").values_list("day").annotate(n=Count("pk"), own=own)
    months: dict[date, list[int]] = {}
    for day, n, count in rows:
        if day is not None:
            counts = months.setdefault(day.replace(day=1), [0, 0])
            counts[0] += count
            counts[1] += n
    return [Part(first.isoformat(), Share(*counts)) for first, counts in months.items()]


def landlords_of(study: Study, theme: Theme) -> list[Part]:
    """A theme's share among texts about each landlord, the most texts first. Two queries."""
    found = _groups(study, theme, "landlord")
    names = dict(
        Landlord.objects.filter(pk__in=[key for key, _ in found]).values_list("pk", "name")
    )
    return _parts(found, names)


def wards_of(study: Study, theme: Theme) -> list[Part]:
    """The same by ward."""
    found = _groups(study, theme, "ward")
    names = dict(Ward.objects.filter(pk__in=[key for key, _ in found]).values_list("pk", "name"))
    return _parts(found, names)


def tenures_of(study: Study, theme: Theme) -> list[Part]:
    """The same by tenure."""
    found = [row for row in _groups(study, theme, "tenure") if row[0]]
    return _parts(found, {value: str(label) for value, label in Tenure.choices})


def _groups(study: Study, theme: Theme, column: str) -> list[tuple[Any, Share]]:
    texts = Text.objects.filter(study=study, theme__isnull=False, **{f"{column}__isnull": False})
    rows = (
        counted(texts)
        .order_by()
        .values(column)
        .annotate(n=Count("pk"), own=Count("pk", filter=Q(theme=theme)))
    )
    found = [(row[column], Share(row["own"], row["n"])) for row in rows]
    return sorted(found, key=lambda one: (-one[1].base, str(one[0])))[:MOST_GROUPS]


def _parts(found: Sequence[tuple[Any, Share]], names: Mapping[Any, str]) -> list[Part]:
    """Groups with their names. Each is compared at a level that allows for how many are.

    References:
        Dunn (1961), Journal of the American Statistical Association 56, 52-64 (Bonferroni's bound).
    """
    own, every = sum(share.count for _, share in found), sum(share.base for _, share in found)
    compared = sum(share.base >= LEAST_BASE for _, share in found)
    level = 1 - LUCK / max(compared, 1)
    return [
        Part(names.get(key, str(key)), share, _stands_out(share, own, every, level))
        for key, share in found
    ]


def _stands_out(share: Share, own: int, every: int, level: float) -> str:
    others = Share(own - share.count, every - share.base)
    if min(share.base, others.base) < LEAST_BASE:
        return ""
    change = _change(share, others, level=level)
    if change is None or change.low <= 0 <= change.high:
        return ""
    return "more" if change.low > 0 else "less"
