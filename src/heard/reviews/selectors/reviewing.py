"""Reviews, and landlords in them, each for its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.landlords.selectors.lineage import line_of
from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import Evidence, Review, Session, Stage, Subject

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from heard.access import Reader


def reviews_for(reader: Reader) -> QuerySet[Review]:
    """Every review for the council's people; for others those that were published."""
    found = Review.objects.select_related("borough", "framework")
    if reader.may(Thing.REVIEW, Action.READ):
        return found
    return found.filter(stage=Stage.PUBLISHED)


def review_get_for(reader: Reader, reference: str) -> Review:
    """One review that the reader may see.

    Raises:
        NoSuchReviewError: there is none, or it isn't published and the reader isn't the council's.
    """
    review = reviews_for(reader).filter(reference=reference).first()
    if review is None:
        raise NoSuchReviewError(_("There is no such review."))
    return review


def published_get(reference: str) -> Review:
    """A published review.

    Raises:
        NoSuchReviewError: there is none of that reference.
    """
    found = Review.objects.select_related("borough", "framework")
    review = found.filter(reference=reference, stage=Stage.PUBLISHED).first()
    if review is None:
        raise NoSuchReviewError(_("There is no such review."))
    return review


def published_list(*, landlord_id: int | None = None) -> QuerySet[Review]:
    """Published reviews; with a landlord, those of it and of the landlords it came from."""
    found = Review.objects.filter(stage=Stage.PUBLISHED).select_related("borough", "framework")
    if landlord_id is None:
        return found
    return found.filter(subjects__landlord_id__in=line_of([landlord_id])).distinct()


def subjects_for(reader: Reader) -> QuerySet[Subject]:
    """Landlords in reviews whose assessment the reader may see: the whole of it, drafts too.

    The council's people see all, a landlord's people their own. Of a landlord that came to theirs
    they see what was published, and what it left behind when it left for theirs in mid-review.
    """
    found = Subject.objects.select_related(
        "review__borough", "review__framework", "landlord", "succeeded_by"
    )
    if reader.may(Thing.REVIEW, Action.READ):
        return found
    mine = Q(landlord__in=reader.landlords) | Q(succeeded_by__in=reader.landlords)
    earlier = line_of(reader.landlords) - reader.landlords
    if earlier:
        mine |= Q(landlord__in=earlier, review__stage=Stage.PUBLISHED)
    return found.filter(mine)


def subject_get_for(reader: Reader, reference: str, landlord: str) -> Subject:
    """One landlord in one review.

    Raises:
        NoSuchReviewError: it isn't in it, or isn't the reader's.
    """
    found = subjects_for(reader).filter(review__reference=reference, landlord__slug=landlord)
    subject = found.first()
    if subject is None:
        raise NoSuchReviewError(_("This landlord isn't in this review."))
    return subject


def subject_changed_by(reader: Reader, reference: str, landlord: str) -> Subject:
    """One landlord in one review, for its own people to work on.

    Raises:
        NoSuchReviewError: it isn't in it, or isn't the reader's own: an earlier landlord's is read.
    """
    subject = subject_get_for(reader, reference, landlord)
    if subject.landlord_id not in reader.landlords:
        raise NoSuchReviewError(_("This landlord isn't in this review."))
    return subject


def evidence_get_for(reader: Reader, pk: int) -> Evidence:
    """One piece of evidence that the reader may open.

    What the other sides brought is a landlord's to see once it may comment.

    Raises:
        NoSuchReviewError: it isn't there, or isn't the reader's.
    """
    found = Evidence.objects.filter(pk=pk, subject__in=subjects_for(reader))
    evidence = found.select_related("subject__review", "subject__landlord", "file").first()
    if evidence is None or not _may_open(reader, evidence):
        raise NoSuchReviewError(_("There is no such evidence."))
    return evidence


def _may_open(reader: Reader, evidence: Evidence) -> bool:
    """The team sees what was sent in; the landlord what others brought, once it may comment."""
    subject = evidence.subject
    if reader.may(Thing.REVIEW, Action.READ):
        return evidence.side != "self" or subject.self_submitted_at is not None
    shared = subject.review.stage in {Stage.COMMENTING, Stage.PUBLISHED}
    return evidence.side == "self" or shared


def session_get_for(reader: Reader, key: UUID) -> Session:
    """One residents' session, for the council's people.

    Raises:
        NoSuchReviewError: there is none, or the reader isn't the council's.
    """
    found = Session.objects.select_related("subject__review__framework", "subject__landlord")
    session = found.filter(key=key).first() if reader.may(Thing.REVIEW, Action.READ) else None
    if session is None:
        raise NoSuchReviewError(_("There is no such session."))
    return session
