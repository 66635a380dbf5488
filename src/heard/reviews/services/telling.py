"""Messages about reviews: to landlords' leads, and to their officers where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from heard.access import Role
from heard.accounts.addresses import addresses_of
from heard.notices.services import notice_queue

if TYPE_CHECKING:
    from datetime import date

    from heard.reviews.models import Subject


def landlord_tell(
    *, subject: Subject, template: str, due: date | None = None, once: str = ""
) -> int:
    """Tell a landlord's leads something of a review; how many messages were queued.

    `once` makes the key: the same is told once for it. Without one it is told once a day.
    """
    review, landlord = subject.review, subject.landlord
    emails = addresses_of([Role.LANDLORD_LEAD], landlord=landlord.pk)
    emails = emails or addresses_of([Role.LANDLORD_OFFICER], landlord=landlord.pk)
    mark = once or f"{timezone.localdate():%Y%m%d}"
    made = [
        notice_queue(
            key=f"{review.reference}:{template}:{mark}:{landlord.pk}:{email}",
            template=template,
            to=email,
            context={
                "reference": review.reference,
                "landlord": landlord.name,
                "due": date_format(due, "l j F Y") if due else "",
                "link": reverse("self-assessment:overview", args=[review.reference, landlord.slug]),
            },
            about=review.reference,
        )
        for email in emails
    ]
    return sum(one is not None for one in made)
