"""Messages about recommendations: to landlords that are to answer or act, and to the Champion."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from heard.access import Role
from heard.accounts.addresses import addresses_of
from heard.audit.services import audit_record
from heard.landlords.models import Landlord
from heard.landlords.selectors.lineage import edges
from heard.notices.services import notice_queue
from heard.reviews.models import Address, RecommendedAction, Stage
from heard.reviews.selectors.recommendations import heirs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from heard.accounts.models import User
    from heard.reviews.models import Review, StageMove

SOON = timedelta(days=7)


def unanswered(review: Review | None = None) -> list[Address]:
    """Recommendations that stand in published reviews and have no answer, the first due first."""
    rows = Address.objects.filter(
        answer="",
        recommendation__withdrawn_at=None,
        recommendation__finding__withdrawn_at=None,
        recommendation__finding__review__stage=Stage.PUBLISHED,
    )
    if review is not None:
        rows = rows.filter(recommendation__finding__review=review)
    return list(
        rows.select_related("subject__landlord", "recommendation__finding__review").order_by(
            "due_on", "recommendation__reference", "pk"
        )
    )


def recommendations_tell(*, review: Review, move: StageMove) -> int:
    """Tell each landlord, once its review is published, how many answers are asked of it."""
    return _tell_all(unanswered(review), "recommendation.opened", mark=str(move.key))


@transaction.atomic
def answers_chase(*, review: Review, addresses: Iterable[Address], by: User | None) -> int:
    """Remind those that haven't answered, once a day at most; how many messages were queued."""
    wanted = {one.pk for one in addresses}
    waiting = [one for one in unanswered(review) if one.pk in wanted]
    sent = _tell_all(waiting, "recommendation.due", mark=f"{timezone.localdate():%Y%m%d}")
    audit_record(
        event="recommendation.chase", target=review, by=by, after={"of": len(waiting), "sent": sent}
    )
    return sent


def recommendations_remind(*, now: datetime | None = None) -> int:
    """Remind by the clock of answers and of actions: a week before, and once after; how many."""
    today = timezone.localdate(now)
    sent = 0
    by_when: dict[str, list[Address]] = defaultdict(list)
    for one in unanswered():
        if when := _when(one.due_on, today):
            by_when[f"{one.due_on:%Y%m%d}:{when}"].append(one)
    for mark, rows in by_when.items():
        with transaction.atomic():
            sent += _tell_all(rows, "recommendation.due", mark=mark)
    actions = RecommendedAction.objects.filter(
        done_at=None,
        dropped_at=None,
        address__recommendation__withdrawn_at=None,
        address__recommendation__finding__withdrawn_at=None,
        due_on__range=(today - SOON, today + SOON),
    ).select_related("address__subject__landlord", "address__recommendation__finding__review")
    for action in actions.order_by("due_on", "pk"):
        with transaction.atomic():
            mark = f"action:{action.key}:{action.due_on:%Y%m%d}:{_when(action.due_on, today)}"
            sent += _tell_all(
                [action.address], "recommendation.action-due", mark=mark, due=action.due_on
            )
    return sent


def answered_tell(address: Address) -> None:
    """Tell the Champion of an answer."""
    recommendation = address.recommendation
    for email in addresses_of([Role.CHAMPION]):
        notice_queue(
            key=f"{recommendation.reference}:answered:{address.pk}:{email}",
            template="recommendation.answered",
            to=email,
            context={
                "reference": recommendation.reference,
                "landlord": address.subject.landlord.name,
                "outcome": str(address.get_answer_display()),
                "link": reverse(
                    "review-work:answers", args=[recommendation.finding.review.reference]
                ),
            },
            about=recommendation.reference,
        )


def _when(due: date, today: date) -> str:
    return "soon" if due - SOON <= today <= due else "late" if due < today <= due + SOON else ""


def _tell_all(
    addresses: Iterable[Address], template: str, *, mark: str, due: date | None = None
) -> int:
    """One message to each of the people who answer for a landlord, however many it is asked."""
    by_landlord: dict[tuple[str, int], list[Address]] = defaultdict(list)
    rows = list(addresses)
    heir = heirs({one.subject.landlord_id for one in rows}, edges())
    for one in rows:
        reference = one.recommendation.finding.review.reference
        by_landlord[reference, heir[one.subject.landlord_id]].append(one)
    names = Landlord.objects.in_bulk([landlord for _reference, landlord in by_landlord])
    sent = 0
    for (reference, landlord), asked in by_landlord.items():
        emails = addresses_of([Role.LANDLORD_LEAD], landlord=landlord)
        for email in emails or addresses_of([Role.LANDLORD_OFFICER], landlord=landlord):
            made = notice_queue(
                key=f"{reference}:{template}:{mark}:{landlord}:{email}",
                template=template,
                to=email,
                context={
                    "reference": reference,
                    "landlord": names[landlord].name,
                    "how_many": str(len(asked)),
                    "due": date_format(due or min(one.due_on for one in asked), "l j F Y"),
                    "link": reverse("self-assessment:recommendations"),
                },
                about=reference,
            )
            sent += made is not None
    return sent
