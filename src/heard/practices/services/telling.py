"""Whom a question, an answer or a decision is told to by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.access import LANDLORD, Role
from heard.accounts.addresses import addresses_of
from heard.notices.services import notice_queue
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from heard.practices.models import Move, Practice, Question, Version


def tell_team(practice: Practice, version: Version, move: Move) -> None:
    """The council's team is told that a practice waits for it."""
    context = {
        "reference": practice.reference,
        "what": version.title,
        "landlord": practice.landlord.name,
        "link": reverse("practices:moderate", args=[practice.reference]),
    }
    for email in addresses_of([Role.CHAMPION, Role.OFFICER]):
        notice_queue(
            key=f"{practice.reference}:move:{move.key}:{email}",
            template="practice.submitted",
            to=email,
            context=context,
            about=practice.reference,
        )


def tell_decision(practice: Practice, move: Move) -> None:
    """The landlord's leads are told what was decided, and why. Who decided it knows already."""
    version = practice.versions.get(number=move.version_number)
    context = {
        "reference": practice.reference,
        "what": version.title,
        "outcome": move.get_deed_display(),
        "reason": move.reason or _("No reason was needed."),
        "link": reverse("practices:making", args=[practice.reference]),
    }
    for email in leads_of(practice.landlord_id):
        notice_queue(
            key=f"{practice.reference}:move:{move.key}:{email}",
            template="practice.decided",
            to=email,
            context=context,
            about=practice.reference,
        )


def tell_question(question: Question) -> None:
    """The leads of the landlord that did it are told that another one asks."""
    _tell(question, "practice.question", question.practice.landlord_id, question.landlord.name)


def tell_answer(question: Question) -> None:
    """The leads of the landlord that asked are told the answer is there."""
    answerer = question.practice.landlord.name
    _tell(question, "practice.answer", question.landlord_id, answerer)


def leads_of(landlord: int) -> list[str]:
    """Addresses of the leads of whoever stands for a landlord today; of its officers if none."""
    today = lineage_now().today(landlord)
    leads = addresses_of([Role.LANDLORD_LEAD], landlord=today)
    return leads or addresses_of(LANDLORD, landlord=today)


def _tell(question: Question, template: str, landlord: int, from_whom: str) -> None:
    practice = question.practice
    public = practice.versions.order_by("number").last()
    context = {
        "reference": practice.reference,
        "what": public.title if public else "",
        "landlord": from_whom,
        "link": reverse("practices:question", args=[question.pk]),
    }
    for email in leads_of(landlord):
        notice_queue(
            key=f"{practice.reference}:{template}:{question.key}:{email}",
            template=template,
            to=email,
            context=context,
            about=practice.reference,
        )
