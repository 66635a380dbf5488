"""The public list of practices: what is looked for, in the order of evidence and spread."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.core.paginator import Page, Paginator
from django.db.models import Q

from heard.landlords.models import HomesCount, Landlord
from heard.practices.catalogue import practice_type_find, practice_types
from heard.practices.selectors.criteria import criteria_now
from heard.practices.selectors.standing import public_versions, standings_now
from heard.practices.wording import reason_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from heard.analysis.practice_places import Place
    from heard.practices.catalogue import PracticeType
    from heard.practices.models import Version
    from heard.practices.selectors.criteria import Criteria, Named
    from heard.practices.selectors.standing import Stood

PER_PAGE = 20
LONGEST_SEARCH = 10  # words
SEARCHED = ("title", "problem", "done", "context", "changed", "with_whom", "figures", "lessons")
# Homes in the register: from, and up to but without.
SIZES: dict[str, tuple[int, int | None]] = {
    "small": (1, 100),
    "middling": (100, 1_000),
    "large": (1_000, None),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; everything unless said. `serves` is a dimension or a criterion."""

    q: str = ""
    framework: str = ""
    dimension: str = ""
    criterion: str = ""
    kind: str = ""
    cost: str = ""
    effort: str = ""
    rung: int = 0  # at least
    landlord: str = ""
    landlord_kind: str = ""
    size: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether nothing in particular is looked for."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Listed:
    """A public practice as lists and downloads show it."""

    version: Version
    landlord: Landlord  # who stands today for the one that did it
    place: Place
    reason: str
    type: PracticeType | None
    serves: tuple[Named, ...]

    @property
    def done_by_predecessor(self) -> bool:
        """Whether a landlord that is now part of another did it."""
        return self.version.practice.landlord_id != self.landlord.pk


def practices_public(wanted: Wanted = Wanted()) -> list[Listed]:
    """Every public practice that fits, as they stand: best evidenced and most taken up first."""
    standings = standings_now()
    found = _fitting(wanted, standings.rows)
    return _listed(found, total=len(standings.rows))


def practice_list(wanted: Wanted, *, page: int | str = 1) -> Page[Listed]:
    """One page of them."""
    standings = standings_now()
    pages = Paginator(_fitting(wanted, standings.rows), PER_PAGE)
    shown = pages.get_page(page)
    listed = _listed(list(shown.object_list), total=len(standings.rows))
    return Page(listed, shown.number, cast("Paginator[Listed]", pages))


def practices_listed(stood: Sequence[Stood], *, total: int) -> list[Listed]:
    """These practices as lists show them."""
    return _listed(stood, total=total)


def landlords_with_practices() -> list[Landlord]:
    """Landlords of today whose practices are public, by name."""
    pks = {row.landlord for row in standings_now().rows}
    return list(Landlord.objects.filter(pk__in=pks).order_by("name", "pk"))


def _fitting(wanted: Wanted, rows: tuple[Stood, ...]) -> list[Stood]:
    if wanted.is_anything:
        return list(rows)
    versions = _narrowed(public_versions(), wanted)
    fitting = _found(versions, wanted.q, rows) if wanted.q else _keys(versions)
    kept = [row for row in rows if row.practice in fitting]
    if wanted.landlord or wanted.landlord_kind:
        kinds = {"slug": wanted.landlord, "kind": wanted.landlord_kind}
        which = {name: value for name, value in kinds.items() if value}
        among = set(Landlord.objects.filter(**which).values_list("pk", flat=True))
        kept = [row for row in kept if row.landlord in among]
    if wanted.size in SIZES:
        homes = _homes({row.landlord for row in kept})
        kept = [row for row in kept if _is_of_size(homes.get(row.landlord), wanted.size)]
    return kept


def _narrowed(versions: QuerySet[Version], wanted: Wanted) -> QuerySet[Version]:
    """Versions that fit everything but words and landlord."""
    equal = {"kind": wanted.kind, "cost": wanted.cost, "effort": wanted.effort}
    versions = versions.filter(**{name: value for name, value in equal.items() if value})
    if wanted.rung:
        versions = versions.filter(rung__gte=wanted.rung)
    if wanted.criterion:
        versions = versions.filter(
            serves__framework=wanted.framework, serves__criterion=wanted.criterion
        )
    elif wanted.dimension:
        codes = criteria_now().codes_in(wanted.framework, wanted.dimension)
        versions = versions.filter(serves__framework=wanted.framework, serves__criterion__in=codes)
    return versions


def _keys(versions: QuerySet[Version]) -> set[int]:
    return set(versions.values_list("practice_id", flat=True))


def _found(versions: QuerySet[Version], q: str, rows: tuple[Stood, ...]) -> set[int]:
    """Practices in which every word stands: in what they say, their type's name, or who did it."""
    for word in q.split()[:LONGEST_SEARCH]:
        which = Q(practice__landlord__name__icontains=word) | Q(practice__reference__iexact=word)
        for field in SEARCHED:
            which |= Q(**{f"{field}__icontains": word})
        kinds = [one.code for one in practice_types() if word.casefold() in one.name.casefold()]
        which |= Q(kind__in=kinds)
        named = Landlord.objects.filter(name__icontains=word).values_list("pk", flat=True)
        today = set(named)
        which |= Q(practice__in=[row.practice for row in rows if row.landlord in today])
        versions = versions.filter(which)
    return _keys(versions)


def _homes(landlords: Iterable[int]) -> dict[int, int]:
    """Homes of each landlord in the register, as last counted in each ward and tenure."""
    counts = HomesCount.objects.filter(landlord__in=list(landlords), ward__valid_to=None)
    last = {
        (landlord, ward, tenure): homes
        for landlord, ward, tenure, homes in counts.order_by("on").values_list(
            "landlord_id", "ward_id", "tenure", "homes"
        )
    }
    totals: defaultdict[int, int] = defaultdict(int)
    for (landlord, _ward, _tenure), homes in last.items():
        totals[landlord] += homes
    return totals


def _is_of_size(homes: int | None, size: str) -> bool:
    """Whether it is; what nobody counted is of no size."""
    start, end = SIZES[size]
    return homes is not None and homes >= start and (end is None or homes < end)


def _listed(stood: Sequence[Stood], *, total: int) -> list[Listed]:
    criteria = criteria_now()
    landlords = Landlord.objects.in_bulk({row.landlord for row in stood})
    versions = {
        one.practice_id: one
        for one in public_versions()
        .filter(practice__in=[row.practice for row in stood])
        .select_related("practice__landlord")
        .prefetch_related("serves")
    }
    return [
        Listed(
            version=versions[row.practice],
            landlord=landlords[row.landlord],
            place=row.place,
            reason=reason_words(row.place, total),
            type=practice_type_find(versions[row.practice].kind),
            serves=serves_named(versions[row.practice], criteria),
        )
        for row in stood
    ]


def serves_named(version: Version, criteria: Criteria) -> tuple[Named, ...]:
    """The criteria that a version serves, by name."""
    return tuple(criteria.named(one.framework, one.criterion) for one in version.serves.all())
