"""The sections of a landlord's desk. A new part of Heard adds its own line at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.catalogue import category_get
from heard.concerns.selectors.workspace import cases_waiting_for, promises_waiting_for
from heard.desk.items import MOST, Item, Section
from heard.partnership.selectors import charters_waiting, meetings_desk
from heard.practices.selectors.desk import practices_waiting_for
from heard.reviews.selectors.waiting import answers_waiting_for, assessments_waiting_for
from heard.signals.selectors.sharing import warnings_waiting_for
from heard.walkabouts.selectors.acting import actions_waiting_for

if TYPE_CHECKING:
    from datetime import date

    from heard.access import Reader


def cases(reader: Reader, today: date) -> list[Item]:
    """Cases that wait for the landlord's answer, by their next deadline."""
    now = timezone.now()
    found = [
        Item(
            f"case:{one.reference}",
            _("Answer a case"),
            f"{one.reference}, {_(category_get(one.category).name)}",
            reverse("workspace:case", args=[one.reference]),
            due_on=timezone.localdate(one.due_at) if one.due_at else None,
            detail=one.estate.name if one.estate else "",
            overdue=one.due_at is not None and one.due_at < now,
        )
        for one in cases_waiting_for(reader)[:MOST]
    ]
    promised = [
        Item(
            f"promise:{one.pk}",
            _("Do what you promised in a case"),
            f"{one.concern.reference}, {_(category_get(one.concern.category).name)}",
            reverse("workspace:case", args=[one.concern.reference]),
            due_on=timezone.localdate(one.due_at),
            overdue=timezone.localdate(one.due_at) < today,
        )
        for one in promises_waiting_for(reader)[:MOST]
    ]
    return found + promised


def reviews(reader: Reader, today: date) -> list[Item]:
    """Assessments to send in, results to comment on."""
    found = []
    for one in assessments_waiting_for(reader):
        subject, review = one.subject, one.subject.review
        at = [review.reference, subject.landlord.slug]
        commenting = review.stage == "commenting"
        due = review.comments_due if commenting else review.self_due
        left = _("%(left)s of %(of)s criteria are left") % {"left": one.left, "of": one.of}
        found.append(
            Item(
                f"review:{review.reference}:{subject.pk}:{review.stage}",
                _("Comment on your results") if commenting else _("Assess yourselves"),
                review.title,
                reverse("self-assessment:overview", args=at),
                due_on=due,
                detail=subject.landlord.name if commenting else f"{subject.landlord.name}. {left}",
                overdue=due < today,
            )
        )
    return found


def recommendations(reader: Reader, today: date) -> list[Item]:
    """Recommendations to answer, and what was said would be done about them."""
    found = []
    for one in answers_waiting_for(reader)[:MOST]:
        address = one.address
        row = address.recommendation
        page = reverse("self-assessment:recommendation", args=[address.key])
        if one.is_waiting:
            found.append(
                Item(
                    f"answer:{address.key}",
                    _("Answer a recommendation"),
                    row.text,
                    page,
                    due_on=address.due_on,
                    detail=row.reference,
                    overdue=address.due_on < today,
                )
            )
        elif not one.actions:
            found.append(
                Item(
                    f"plan:{address.key}",
                    _("Say what you will do about a recommendation"),
                    row.text,
                    page,
                    detail=row.reference,
                )
            )
        found += [
            Item(
                f"action:{each.action.key}",
                _("Do what you said about a recommendation"),
                each.action.text,
                page,
                due_on=each.action.due_on,
                detail=f"{row.reference}, {each.action.owner}",
                overdue=each.action.due_on < today,
            )
            for each in one.actions
            if each.is_open
        ]
    return found


def practices(reader: Reader, today: date) -> list[Item]:
    """Questions to answer, practices that were returned or begun, reports on those taken up."""
    return [
        Item(
            f"practice:{one.url}:{one.since}"[:120],
            one.what,
            one.title,
            one.url,
            due_on=one.due_on,
            overdue=one.is_late(today),
        )
        for one in practices_waiting_for(reader)
    ]


def walkabouts(reader: Reader, today: date) -> list[Item]:  # noqa: ARG001 - a section's
    """Actions from walkabouts that are late or due soon, or that residents don't see done."""
    doubted = _("Look again: residents say that it isn’t done")
    return [
        Item(
            f"walkabout:{one.key}",
            doubted if one.waits_because == "not-done" else _("Do what was found on a walkabout"),
            one.what,
            one.url,
            due_on=one.due_on,
            detail=f"{one.estate}, {one.owner}",
            overdue=one.waits_because == "late",
        )
        for one in actions_waiting_for(reader)
    ]


def commitments(reader: Reader, today: date) -> list[Item]:  # noqa: ARG001 - a section's
    """Reports on commitments of a charter that are due or were returned."""
    return [
        Item(
            f"report:{one.signatory.pk}:{one.commitment.pk}:{one.period.first}",
            _("Report again: a report was returned")
            if one.returned
            else _("Report on a commitment"),
            f"{one.commitment.number}. {one.commitment.title}",
            one.link,
            due_on=one.due,
            detail=one.title,
            overdue=one.is_late,
        )
        for one in charters_waiting.reports_waiting_for(reader)
    ]


def group(reader: Reader, today: date) -> list[Item]:  # noqa: ARG001 - a section's
    """Actions that the landlord took on in a working group, and meetings to come."""
    found = [
        Item(
            f"group:{one.reference}",
            _("Do what you took on in a working group"),
            one.what,
            one.url,
            due_on=one.due_on,
            detail=f"{one.group}, {one.reference}",
            overdue=one.is_late,
        )
        for one in meetings_desk.actions_waiting_for(reader)
    ]
    meetings = [
        Item(
            f"meeting:{one.url}",
            _("Come to a meeting"),
            one.group,
            one.url,
            due_on=timezone.localdate(one.starts_at),
            detail=", ".join(
                part
                for part in (time_format(timezone.localtime(one.starts_at), "H:i"), one.where)
                if part
            ),
            note=True,
        )
        for one in meetings_desk.next_meetings_for(reader)
    ]
    return found + meetings


def warnings(reader: Reader, today: date) -> list[Item]:
    """Early warnings that the Champion's team shared and that wait for an answer."""
    return [
        Item(
            f"warning:{one.warning.pk}:{one.asked_on}",
            _("Look into an early warning"),
            one.title,
            reverse("landlord-warnings:warning", args=[one.warning.pk]),
            due_on=one.due_on,
            detail=one.warning.reference,
            overdue=one.due_on < today,
        )
        for one in warnings_waiting_for(reader)
    ]


SECTIONS: tuple[Section, ...] = (
    Section("cases", lazy("Cases"), cases),
    Section("reviews", lazy("Reviews"), reviews),
    Section("recommendations", lazy("Recommendations"), recommendations),
    Section("practices", lazy("Good practice"), practices),
    Section("walkabouts", lazy("Walkabouts"), walkabouts),
    Section("commitments", lazy("Commitments"), commitments),
    Section("group", lazy("Working group"), group),
    Section("warnings", lazy("Early warnings"), warnings),
)
