"""Versions of frameworks, each with the reviews that follow it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import Framework, Stage
from heard.reviews.selectors.reviewing import reviews_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.reviews.models import Review


@dataclass(frozen=True, slots=True)
class Version:
    """One version: how large it is, and the reviews that follow it, the latest period first."""

    framework: Framework
    newest: bool
    dimensions: int
    criteria: int
    asked: int  # criteria about which residents are asked too
    reviews: tuple[Review, ...]

    @property
    def under_way(self) -> int:
        """How many of its reviews aren't published yet."""
        return sum(review.stage != Stage.PUBLISHED for review in self.reviews)


@dataclass(frozen=True, slots=True)
class Family:
    """A framework with all its versions, the newest first."""

    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        """The version that new reviews follow."""
        return self.versions[0]

    def version(self, number: int) -> Version:
        """One of them by its number.

        Raises:
            NoSuchReviewError: it has no such version.
        """
        for one in self.versions:
            if one.framework.version == number:
                return one
        raise NoSuchReviewError(_("There is no such version."))


def families_for(reader: Reader) -> list[Family]:
    """Every framework that the reader may see, by name. Two queries."""
    found = _versions(reader, Framework.objects.order_by("slug", "-version"))
    families = [Family(tuple(rows)) for _code, rows in groupby(found, _code_of)]
    return sorted(families, key=lambda one: one.newest.framework.name.casefold())


def family_get_for(reader: Reader, code: str) -> Family:
    """A framework with all its versions. Two queries.

    Raises:
        NoSuchReviewError: there is none of that code, or not for this reader.
    """
    found = _versions(reader, Framework.objects.filter(slug=code).order_by("-version"))
    if not found:
        raise NoSuchReviewError(_("There is no such framework."))
    return Family(tuple(found))


def _code_of(version: Version) -> str:
    return version.framework.slug


def _versions(reader: Reader, rows: QuerySet[Framework]) -> list[Version]:
    if not reader.may(Thing.FRAMEWORK, Action.READ):
        return []
    criteria = Count("dimensions__criteria", distinct=True)
    asked = Count(
        "dimensions__criteria", filter=~Q(dimensions__criteria__question=""), distinct=True
    )
    reviews = reviews_for(reader).order_by("-period_to", "-pk")
    found = rows.annotate(
        dimension_count=Count("dimensions", distinct=True), criterion_count=criteria, asked=asked
    ).prefetch_related(Prefetch("reviews", reviews))
    seen: set[str] = set()
    versions = []
    for one in found:
        versions.append(
            Version(
                framework=one,
                newest=one.slug not in seen,
                dimensions=one.dimension_count,
                criteria=one.criterion_count,
                asked=one.asked,
                reviews=tuple(one.reviews.all()),
            )
        )
        seen.add(one.slug)
    return versions
