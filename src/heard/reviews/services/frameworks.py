"""Bringing in frameworks: a changed one is a new version, and no past review changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import NoSuchReviewError, StaleError
from heard.reviews.frameworks import framework_read, shipped_codes, shipped_file
from heard.reviews.models import Criterion, Dimension, Framework, Level
from heard.reviews.selectors.framework import framework_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.reviews.frameworks import DimensionText, FrameworkText

_MEANWHILE = lazy("Somebody stored a version of this framework meanwhile. Look at it once more.")


@transaction.atomic
def framework_import(
    *, text: FrameworkText, by: User | None, seen: int | None = None
) -> tuple[Framework, bool]:
    """The framework as a version of its own, and whether it is new.

    The newest version of the same code that says the same is taken as it is. `seen` is the newest
    version that somebody compared it with before they stored it: 0 for none.

    Raises:
        StaleError: there is a newer version than the one that was seen.
    """
    versions = Framework.objects.select_for_update().filter(slug=text.code).order_by("-version")
    newest = versions.first()
    if newest is not None and framework_text(newest) == text:
        return newest, False
    number = newest.version if newest else 0
    if seen is not None and seen != number:
        raise StaleError(_MEANWHILE)
    try:
        with transaction.atomic():
            framework = _store(text, Framework(version=number + 1, **authored(by)), by=by)
    except IntegrityError as error:  # somebody stored the same version at the same moment
        raise StaleError(_MEANWHILE) from error
    return framework, True


@transaction.atomic
def framework_bring_back(
    *, text: FrameworkText, row: Mapping[str, object], by: User | None
) -> Framework:
    """The version as another installation stored it: `row` has its number, its key and its author.

    Raises:
        IntegrityError: there is such a version.
    """
    return _store(text, Framework(**row), by=by)


def _store(text: FrameworkText, framework: Framework, *, by: User | None) -> Framework:
    framework.slug, framework.name, framework.description = text.code, text.name, text.about
    framework.full_clean(validate_constraints=False)
    framework.save()
    for position, part in enumerate(text.dimensions, start=1):
        _dimension_store(framework, part, position)
    audit_record(
        event="framework.import",
        target=framework,
        by=by,
        after={"code": text.code, "version": framework.version, "criteria": len(text.criteria)},
    )
    return framework


def framework_take(*, code: str, by: User | None) -> tuple[Framework, bool]:
    """A framework that comes with Heard, and whether it is new here.

    Where there is a version of it already, nothing is done: it may be the council's own by now.

    Raises:
        NoSuchReviewError: none of that code comes with Heard.
    """
    if code not in shipped_codes():
        raise NoSuchReviewError(_("No framework of that code comes with Heard."))
    newest = Framework.objects.filter(slug=code).order_by("-version").first()
    if newest is not None:
        return newest, False
    text = framework_read(shipped_file(code), file=f"{code}.yaml")
    return framework_import(text=text, by=by, seen=0)


def _dimension_store(framework: Framework, part: DimensionText, position: int) -> None:
    dimension = Dimension.objects.create(
        framework=framework,
        code=part.code,
        name=part.name,
        description=part.about,
        position=position,
    )
    criteria = Criterion.objects.bulk_create(
        Criterion(
            dimension=dimension,
            code=one.code,
            position=number,
            name=one.name,
            what_good=one.good,
            question=one.question,
            weight=one.weight,
            evidence_kinds=list(one.evidence),
        )
        for number, one in enumerate(part.criteria, start=1)
    )
    Level.objects.bulk_create(
        Level(criterion=criterion, level=level, words=words)
        for criterion, one in zip(criteria, part.criteria, strict=True)
        for level, words in enumerate(one.levels)
    )
