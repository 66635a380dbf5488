"""A review's scores worked out, each for its reader, in a fixed number of queries.

What others gave is the team's until the landlord may comment, then also the landlord's for itself,
and everybody's once the review is published. Others than the team never see what fewer than ten
residents said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.landlords.models import LandlordCode
from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import Criterion, Review, Stage, Subject
from heard.reviews.selectors.worked import worked_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.analysis.ratings import Scores
    from heard.reviews.selectors.worked import Worked


class Audience(StrEnum):
    """Who reads results: that decides what of them is shown."""

    TEAM = "team"
    LANDLORD = "landlord"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion of the review, with its dimension."""

    pk: int
    code: str
    name: str
    dimension: str
    dimension_name: str
    weight: float


@dataclass(frozen=True)  # without slots, for what is worked out when first asked for
class Results:
    """A review's results as one reader may see them.

    `subjects` are the landlords shown, by name; `rows` says where each stands in the scores.
    """

    review: Review
    audience: Audience
    subjects: tuple[Subject, ...]
    rows: Mapping[int, int]
    criteria: tuple[Asked, ...]
    scores: Scores
    worked: Worked

    @cached_property
    def codes(self) -> Mapping[int, str]:
        """The regulator's codes by landlord, which files have and pages don't."""
        return _codes(self.subjects)

    @cached_property
    def dimensions(self) -> dict[str, str]:
        """Names of the dimensions by code, in the framework's order."""
        return {one.dimension: one.dimension_name for one in self.criteria}

    @property
    def equal_weights(self) -> bool:
        """Whether the framework weighs all criteria alike."""
        return len({one.weight for one in self.criteria}) <= 1


def results_for(reader: Reader, reference: str) -> Results:
    """Results of a review: all landlords', or the reader's own before publication.

    Raises:
        NoSuchReviewError: there is none, or nothing of it is the reader's to see yet.
    """
    review = Review.objects.select_related("borough", "framework").filter(reference=reference)
    found = review.first()
    if found is None:
        raise NoSuchReviewError(_("There is no such review."))
    return _results(found, reader)


def result_for(reader: Reader, reference: str, landlord: str) -> tuple[Results, Subject]:
    """Results of a review, and the landlord in it that is asked for.

    Raises:
        NoSuchReviewError: there is none, or nothing of it is the reader's to see yet.
    """
    results = results_for(reader, reference)
    for subject in results.subjects:
        if subject.landlord.slug == landlord:
            return results, subject
    raise NoSuchReviewError(_("This landlord isn’t in this review."))


def results_of(review: Review) -> Results:
    """Everything, as the team sees it: for commands and other parts of Heard."""
    return _results(review, None)


def review_named(reference: str) -> Review:
    """The review of a reference; without one, that of the latest period.

    Raises:
        NoSuchReviewError: there is none.
    """
    reviews = Review.objects.select_related("borough", "framework")
    if reference:
        found = reviews.filter(reference__iexact=reference.strip()).first()
        if found is None:
            raise NoSuchReviewError(
                _("There is no review %(reference)s.") % {"reference": reference}
            )
        return found
    newest = reviews.order_by("-period_to", "-pk").first()
    if newest is None:
        raise NoSuchReviewError(_("There is no review yet."))
    return newest


def _results(review: Review, reader: Reader | None) -> Results:
    """The review's results for a reader; for the team where there is none."""
    audience = Audience.TEAM if reader is None else _audience(reader, review)
    everybody = tuple(_subjects(review))
    subjects = everybody
    if audience is Audience.LANDLORD and reader is not None and not review.is_published:
        subjects = tuple(one for one in everybody if _own(one, reader))
        if not subjects:
            raise NoSuchReviewError(_("There is no such review."))
    criteria = tuple(_criteria(review))
    worked = worked_out(review, everybody, criteria)
    scores = worked.scores if audience is Audience.TEAM else worked.public
    if len(subjects) < len(everybody):
        scores = worked.unplaced
    return Results(
        review=review,
        audience=audience,
        subjects=subjects,
        rows={one.pk: place for place, one in enumerate(everybody)},
        criteria=criteria,
        scores=scores,
        worked=worked,
    )


def _audience(reader: Reader, review: Review) -> Audience:
    """As whom the reader reads it.

    Raises:
        NoSuchReviewError: as nobody, yet.
    """
    if reader.may(Thing.REVIEW, Action.READ):
        return Audience.TEAM
    if reader.landlords and review.stage in {Stage.COMMENTING, Stage.PUBLISHED}:
        return Audience.LANDLORD
    if review.stage == Stage.PUBLISHED:
        return Audience.PUBLIC
    raise NoSuchReviewError(_("There is no such review."))


def _own(subject: Subject, reader: Reader) -> bool:
    return subject.landlord_id in reader.landlords or subject.succeeded_by_id in reader.landlords


def _subjects(review: Review) -> QuerySet[Subject]:
    found = Subject.objects.filter(review=review)
    return found.select_related("landlord", "succeeded_by").order_by("landlord__name", "pk")


def _criteria(review: Review) -> list[Asked]:
    rows = Criterion.objects.filter(dimension__framework=review.framework_id)
    fields = ("pk", "code", "name", "dimension__code", "dimension__name", "weight")
    found = rows.order_by("dimension__position", "position").values_list(*fields)
    return [
        Asked(pk, code, name, dimension, dimension_name, float(weight))
        for pk, code, name, dimension, dimension_name, weight in found
    ]


def _codes(subjects: tuple[Subject, ...]) -> dict[int, str]:
    """The regulator's codes of the landlords; several are joined by a space."""
    rows = LandlordCode.objects.filter(
        Q(landlord__in=[one.landlord_id for one in subjects])
    ).order_by("code")
    codes: dict[int, str] = {}
    for landlord, code in rows.values_list("landlord_id", "code"):
        codes[landlord] = f"{codes[landlord]} {code}" if landlord in codes else code
    return codes
