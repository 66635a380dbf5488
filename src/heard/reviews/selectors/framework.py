"""A framework as pages walk through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from heard.reviews.errors import NoSuchReviewError
from heard.reviews.frameworks.document import (
    CriterionText,
    DimensionText,
    FrameworkText,
    weight_plain,
)
from heard.reviews.models import Criterion, Dimension, Framework, Level

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Tree:
    """Dimensions in order, each with its criteria in order and their five levels."""

    dimensions: tuple[Dimension, ...]

    @property
    def criteria(self) -> list[Criterion]:
        """Every criterion, in the framework's order."""
        return [one for dimension in self.dimensions for one in dimension.criteria.all()]

    @property
    def asked(self) -> list[Criterion]:
        """Those that residents are asked about."""
        return [criterion for criterion in self.criteria if criterion.question]

    def criterion(self, code: str) -> Criterion:
        """One criterion by its code.

        Raises:
            NoSuchReviewError: the framework has none of that code.
        """
        for one in self.criteria:
            if one.code == code:
                return one
        raise NoSuchReviewError(_("There is no such criterion."))

    def pairs(self) -> Iterator[tuple[Dimension, list[Criterion]]]:
        """Each dimension with its criteria."""
        for dimension in self.dimensions:
            yield dimension, list(dimension.criteria.all())

    def beside(self, code: str) -> tuple[Criterion | None, Criterion | None]:
        """The criteria before and after one."""
        rows = self.criteria
        at = next(index for index, one in enumerate(rows) if one.code == code)
        return (rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None)


def tree_of(framework_id: int, *, levels: bool = False) -> Tree:
    """The whole framework, in two queries, or three with its levels."""
    criteria = Criterion.objects.order_by("position")
    if levels:
        criteria = criteria.prefetch_related(Prefetch("levels", Level.objects.order_by("-level")))
    found = Dimension.objects.filter(framework_id=framework_id).order_by("position")
    return Tree(tuple(found.prefetch_related(Prefetch("criteria", criteria))))


def frameworks_newest() -> list[Framework]:
    """The newest version of each framework, by name."""
    newest: dict[str, Framework] = {}
    for one in Framework.objects.order_by("slug", "version"):
        newest[one.slug] = one
    return sorted(newest.values(), key=lambda one: one.name)


def framework_text(framework: Framework) -> FrameworkText:
    """What a version says, as files hold it."""
    dimensions = tree_of(framework.pk, levels=True).dimensions
    return FrameworkText(
        framework.slug,
        framework.name,
        framework.description,
        tuple(
            DimensionText(
                part.code,
                part.name,
                part.description,
                tuple(_criterion_text(one) for one in part.criteria.all()),
            )
            for part in dimensions
        ),
    )


def _criterion_text(one: Criterion) -> CriterionText:
    return CriterionText(
        code=one.code,
        name=one.name,
        good=one.what_good,
        question=one.question,
        weight=weight_plain(one.weight),
        evidence=tuple(one.evidence_kinds),
        levels=tuple(level.words for level in sorted(one.levels.all(), key=lambda it: it.level)),
    )


def framework_named(code: str, version: int | None = None) -> Framework:
    """A version of a framework, the newest unless one is named.

    Raises:
        NoSuchReviewError: there is none.
    """
    found = Framework.objects.filter(slug=code).order_by("-version")
    one = (found.filter(version=version) if version is not None else found).first()
    if one is None:
        known = ", ".join(f"{each.slug}@{each.version}" for each in frameworks_all())
        told = _("There is no framework %(code)s.") % {"code": code}
        raise NoSuchReviewError(
            f"{told} " + (_("There are: %(known)s.") % {"known": known} if known else "")
        )
    return one


def frameworks_all() -> list[Framework]:
    """Every version of every framework, the newest version of each first."""
    return list(Framework.objects.order_by("slug", "-version"))
