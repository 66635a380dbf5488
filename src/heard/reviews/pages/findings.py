"""What pages of findings show, ready for their templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.access import Action, Thing
from heard.analysis.small_numbers import shown_count
from heard.reviews.answering import Standing, Verified
from heard.reviews.pages.results import gap_words, level_words, span_words
from heard.reviews.selectors.findings import findings_for
from heard.reviews.selectors.proposals import gap_of
from heard.reviews.selectors.results import results_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.access import Reader
    from heard.reviews.answering import Verdicts
    from heard.reviews.models import Criterion, Review, Subject
    from heard.reviews.selectors.findings import FindingSeen
    from heard.reviews.selectors.recommendations import Answered

TONES = {
    Standing.WAITING: "grey",
    Standing.OVERDUE: "red",
    Standing.ACCEPT: "green",
    Standing.PARTLY: "yellow",
    Standing.REJECT: "orange",
    Standing.WITHDRAWN: "grey",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recommendations to landlords stand where; `done` and `actions` are of actions."""

    asked: int = 0
    accepted: int = 0
    partly: int = 0
    rejected: int = 0
    waiting: int = 0
    overdue: int = 0
    late: int = 0
    actions: int = 0
    done: int = 0
    seen: int = 0


def tally_of(answers: Iterable[Answered]) -> Tally:
    """The count of those that stand."""
    rows = [one for one in answers if one.standing is not Standing.WITHDRAWN]
    acted = [each for one in rows for each in one.actions if each.progress != "dropped"]

    def many(standing: Standing) -> int:
        return sum(one.standing is standing for one in rows)

    return Tally(
        asked=len(rows),
        accepted=many(Standing.ACCEPT),
        partly=many(Standing.PARTLY),
        rejected=many(Standing.REJECT),
        waiting=many(Standing.WAITING),
        overdue=many(Standing.OVERDUE),
        late=sum(bool(one.late) and not one.is_waiting for one in rows),
        actions=len(acted),
        done=sum(each.progress == "done" for each in acted),
        seen=sum(each.verdicts.verified is Verified.SEEN for each in acted),
    )


def answers_in(findings: Iterable[FindingSeen]) -> list[Answered]:
    """Every answer under these findings."""
    return [
        answer for one in findings for advised in one.recommendations for answer in advised.answers
    ]


def findings_page(reader: Reader, review: Review) -> dict[str, Any]:
    """The team's page of a review's findings. A fixed number of queries."""
    findings = findings_for(reader, review)
    writing = not review.is_published
    return {
        "review": review,
        "findings": findings,
        "tally": tally_of(answers_in(findings)),
        "open": True,
        "writing": writing and reader.may(Thing.REVIEW, Action.CHANGE),
        "may_change": reader.may(Thing.REVIEW, Action.CHANGE),
        "may_moderate": reader.may(Thing.MODERATION, Action.CHANGE),
        "crumbs": crumbs(review),
    }


def proposed_words(
    review: Review, subject: Subject | None, criterion: Criterion | None
) -> dict[str, str]:
    """A title and a first sentence from the scores, for the writer to go on from."""
    if subject is None or criterion is None:
        return {}
    results = results_of(review)
    names = {"landlord": subject.landlord.name, "criterion": criterion.name}
    result = gap_of(results, subject, criterion.code)
    if result is None:
        return {"title": _("%(criterion)s: %(landlord)s") % names}
    words = {
        **names,
        "own": level_words(result.own, missing="–"),
        "residents": level_words(result.residents, missing="–"),
        "span": span_words(result.low, result.high),
        "many": shown_count(result.raters),
        "gap": gap_words(result),
        "gap_span": span_words(result.gap_low, result.gap_high, signed=True),
    }
    return {
        "title": _("%(criterion)s: residents of %(landlord)s see less than it does") % names
        if (result.gap_low or 0) > 0
        else _("%(criterion)s: %(landlord)s") % names,
        "text": _(
            "%(landlord)s puts itself at level %(own)s. Its residents put it at %(residents)s "
            "(%(span)s, about %(many)s residents), a gap of %(gap)s (%(gap_span)s)."
        )
        % words,
    }


def verdict_words(verdicts: Verdicts, *, done: bool, team: bool) -> str:
    """What residents say of an action, as its reader may see it; few are no number for others."""
    if not done:
        return ""
    if verdicts.verified is Verified.NOBODY:
        return _("No resident has said yet whether it is seen.")
    if team and verdicts.interval is None:
        return ngettext(
            "%(seen)s of %(base)s resident sees it done. Fewer than 10: not shown to others.",
            "%(seen)s of %(base)s residents see it done. Fewer than 10: not shown to others.",
            verdicts.base,
        ) % {"seen": verdicts.seen, "base": verdicts.base}
    if verdicts.interval is None:
        return _("Fewer than 10 residents have said whether it is seen.")
    share = {
        "base": verdicts.base if team else _("about %(n)s") % {"n": shown_count(verdicts.base)},
        "share": round(100 * verdicts.seen / verdicts.base),
        "low": round(verdicts.interval[0] * 100),
        "high": round(verdicts.interval[1] * 100),
    }
    head = {
        Verified.SEEN: _("Residents see it done."),
        Verified.NOT_SEEN: _("Residents don’t see it done."),
        Verified.MIXED: _("Residents aren’t of one mind."),
    }[verdicts.verified]
    if team or _tells_nobody(verdicts):
        return head + " " + _("%(share)s%% (%(low)s%% to %(high)s%%) of %(base)s see it.") % share
    rule = {
        Verified.SEEN: _("Clearly more than half of %(base)s see it."),
        Verified.NOT_SEEN: _("Clearly fewer than half of %(base)s see it."),
        Verified.MIXED: _("Of %(base)s, neither more nor fewer than half clearly see it."),
    }[verdicts.verified]
    return head + " " + rule % share


def _tells_nobody(verdicts: Verdicts) -> bool:
    """Whether no few could be told by a share: of those who see it and of those who don't."""
    counts = (verdicts.seen, verdicts.base - verdicts.seen)
    return all(shown_count(one) is not None for one in counts)


def crumbs(review: Review, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to the team's page of findings, or to one below it."""
    page = reverse("review-work:findings", args=[review.reference])
    return [
        (_("Reviews"), reverse("review-work:list")),
        (review.reference, reverse("review-work:review", args=[review.reference])),
        (_("Findings"), page if more else ""),
        *more,
    ]
