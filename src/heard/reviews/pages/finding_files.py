"""Findings, answers and actions as tables that can be downloaded, with their source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heard.publications.tables import OGL_ATTRIBUTION, Column, Provenance, Table
from heard.reviews.answering import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.reviews.models import Review
    from heard.reviews.selectors.findings import FindingSeen
    from heard.reviews.selectors.recommendations import Answered

EDITION = "2026.1"
_HEAD = (
    Column("review", "Review"),
    Column("finding", "Finding", "count", help="Its number in the review."),
    Column("title", "What was found"),
    Column("recommendation", "Recommendation", help="Its reference."),
    Column("landlord", "Landlord", help="As it was named in the review."),
)
ANSWERS = (
    *_HEAD,
    Column("text", "What should be done", printed=False),
    Column("due", "Answer due", "date"),
    Column("answer", "Answer"),
    Column("answered", "Answered", "date", help="When the first answer came; empty if none has."),
    Column("days_late", "Days late", "count", help="Of the first answer, or by now."),
    Column("reason", "Why", printed=False),
    Column("actions", "Actions", "count", help="Without those that were dropped."),
    Column("done", "Done", "count", help="As the landlord says."),
    Column(
        "seen", "Seen by residents", "count", help="Clearly more than half of 10 or more say so."
    ),
)
ACTIONS = (
    *_HEAD,
    Column("action", "Action"),
    Column("owner", "Whose task", printed=False),
    Column("first_due", "First due", "date"),
    Column("due", "Due", "date"),
    Column("progress", "Progress"),
    Column("done", "Done", "date"),
    Column(
        "residents", "Residents", help="seen, not-seen, mixed, few or nobody; empty if not done."
    ),
)


def answers_table(
    findings: Sequence[FindingSeen], *, name: str, title: str, review: Review, address: str
) -> Table:
    """A row for each recommendation to a landlord."""
    rows = [_answer(head, one) for head, one in _walk(findings)]
    return Table(name, title, ANSWERS, rows, _provenance(title, review, address))


def actions_table(
    findings: Sequence[FindingSeen], *, name: str, title: str, review: Review, address: str
) -> Table:
    """A row for each action."""
    rows = [row for head, one in _walk(findings) for row in _actions(head, one)]
    return Table(name, title, ACTIONS, rows, _provenance(title, review, address))


def _walk(findings: Sequence[FindingSeen]) -> Iterator[tuple[dict[str, Any], Answered]]:
    for found in findings:
        for advised in found.recommendations:
            for one in advised.answers:
                yield (
                    {
                        "review": found.finding.review.reference,
                        "finding": found.finding.number,
                        "title": found.finding.title,
                        "recommendation": advised.recommendation.reference,
                        "landlord": one.address.subject.landlord.name,
                        "text": advised.recommendation.text,
                    },
                    one,
                )


def _answer(head: dict[str, Any], one: Answered) -> dict[str, Any]:
    acted = [each for each in one.actions if each.progress != "dropped"]
    given = one.address.answered_at
    return head | {
        "due": one.address.due_on,
        "answer": one.standing.value,
        "answered": timezone.localdate(given) if given else None,
        "days_late": None if one.standing is Standing.WITHDRAWN else one.late,
        "reason": one.address.reason,
        "actions": len(acted),
        "done": sum(each.progress == "done" for each in acted),
        "seen": sum(each.verdicts.verified == "seen" for each in acted),
    }


def _actions(head: dict[str, Any], one: Answered) -> Iterator[dict[str, Any]]:
    for each in one.actions:
        action = each.action
        yield head | {
            "action": action.text,
            "owner": action.owner,
            "first_due": action.first_due_on,
            "due": action.due_on,
            "progress": each.progress.value,
            "done": timezone.localdate(action.done_at) if action.done_at else None,
            "residents": each.verdicts.verified.value if action.done_at else "",
        }


def _provenance(title: str, review: Review, address: str) -> Provenance:
    made_up = review.borough.is_fictional
    published = timezone.localdate(review.published_at) if review.published_at else None
    return Provenance(
        title=title,
        source=_("Reviews of landlords in %(borough)s") % {"borough": review.borough.name},
        retrieved=timezone.localdate(),
        method_version=EDITION,
        published=published,
        attribution="" if made_up else OGL_ATTRIBUTION,
        made_up=made_up,
        address=address,
        notes=(
            _("Answers and actions go on changing after a review is published: see the date."),
            _("Done is what the landlord says. What residents say stands in a column of its own."),
        ),
    )
