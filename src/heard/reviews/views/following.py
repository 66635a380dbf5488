"""The team's pages of answers: who has answered, chase those who haven't, enter verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.answering import Standing
from heard.reviews.forms.answers import TimeForm, VerdictsForm
from heard.reviews.pages.findings import crumbs, tally_of
from heard.reviews.selectors.recommendations import (
    action_public_get,
    addresses_published,
    answered_of,
)
from heard.reviews.selectors.reviewing import review_get_for
from heard.reviews.services.answering import answer_time_give
from heard.reviews.services.recommended import answers_chase, unanswered
from heard.reviews.services.verdicts import verdicts_enter
from heard.reviews.views.answering import form_page, missing_is_404, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.models import Review
    from heard.reviews.selectors.recommendations import Answered

READ = allow(Thing.REVIEW, Action.READ)
CHANGE = allow(Thing.REVIEW, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]
PER_PAGE = 50
SHOWS = (
    ("all", lazy("All")),
    ("overdue", lazy("Overdue")),
    ("waiting", lazy("Not answered")),
    ("accepted", lazy("Accepted")),
    ("rejected", lazy("Rejected")),
    ("to-verify", lazy("Done, for residents to say")),
)


@READ
@private_page
@require_safe
@missing_is_404
def answers_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Where each recommendation to each landlord stands."""
    reader = reader_of(request)
    review = review_get_for(reader, reference)
    rows = addresses_published().filter(recommendation__finding__review=review)
    everything = answered_of(
        rows.order_by(
            "recommendation__finding__number", "recommendation__number", "subject__landlord__name"
        )
    )
    show = request.GET.get("show", "all")
    found = [one for one in everything if _shown(one, show)]
    context = {
        "review": review,
        "tally": tally_of(everything),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "show": show if show in dict(SHOWS) else "all",
        "tabs": [
            (code, label, sum(_shown(one, code) for one in everything)) for code, label in SHOWS
        ],
        "open": True,
        "may_change": reader.may(Thing.REVIEW, Action.CHANGE),
        "crumbs": crumbs(review, (_("Answers"), "")),
    }
    return render(request, "findings/answers.html", context)


def _shown(one: Answered, show: str) -> bool:
    """Whether it stands in a list of the page."""
    match show:
        case "overdue":
            late = any(each.progress == "overdue" for each in one.actions)
            return one.standing is Standing.OVERDUE or (late and one.is_accepted)
        case "waiting":
            return one.is_waiting
        case "accepted":
            return one.is_accepted
        case "rejected":
            return one.standing is Standing.REJECT
        case "to-verify":
            return any(
                each.progress == "done" and each.verdicts.interval is None for each in one.actions
            )
        case _:
            return True


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def chase_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Remind all landlords that haven't answered, or some of them."""
    review = review_get_for(reader_of(request), reference)
    waiting = unanswered(review)
    back = reverse("review-work:answers", args=[reference])
    if request.method == "POST":
        chosen = set(request.POST.getlist("landlord"))
        picked = [one for one in waiting if one.subject.landlord.slug in chosen]
        sent = answers_chase(review=review, addresses=picked, by=signed_in(request))
        said = ngettext(
            "%(sent)s message is on its way.", "%(sent)s messages are on their way.", sent
        )
        messages.success(request, said % {"sent": sent})
        return redirect(back)
    counts: dict[str, list[object]] = {}
    for one in waiting:
        landlord = one.subject.landlord
        row = counts.setdefault(landlord.slug, [landlord.name, 0, one.due_on])
        row[1] = int(str(row[1])) + 1
    context = {
        "review": review,
        "rows": [
            (slug, *row) for slug, row in sorted(counts.items(), key=lambda one: str(one[1][0]))
        ],
        "back": back,
        "crumbs": crumbs(review, (_("Answers"), back), (_("Chase"), "")),
    }
    return render(request, "findings/chase.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def time_view(request: HttpRequest, reference: str, key: UUID) -> HttpResponseBase:
    """Give a landlord more time to answer, with the reason."""
    review = review_get_for(reader_of(request), reference)
    rows = addresses_published().filter(recommendation__finding__review=review, key=key)
    address = rows.first()
    back = reverse("review-work:answers", args=[reference])
    if address is None or address.answer:
        return redirect(back)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.did(
        answer_time_give, address=address, by=signed_in(request)
    ):
        messages.success(request, _("The new day is set. The reason stands with it."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("More time for %(landlord)s to answer %(reference)s")
        % {
            "landlord": address.subject.landlord.name,
            "reference": address.recommendation.reference,
        },
        back=back,
        crumbs=_crumbs(review, address.recommendation.reference),
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def verdicts_view(request: HttpRequest, reference: str, key: UUID) -> HttpResponseBase:
    """Enter what residents say of an action, as they said it at a meeting or on a walk."""
    review = review_get_for(reader_of(request), reference)
    action = action_public_get(key)
    back = reverse("review-work:answers", args=[reference])
    form = VerdictsForm(request.POST or None)
    if request.method == "POST" and form.did(verdicts_enter, action=action, by=signed_in(request)):
        messages.success(request, _("What residents say is entered."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("What residents say: %(action)s") % {"action": action.text},
        hint=_(
            "The landlord says that it was done. Of fewer than ten residents nothing is shown to "
            "others."
        ),
        back=back,
        crumbs=_crumbs(review, action.address.recommendation.reference),
    )


def _crumbs(review: Review, name: str) -> list[tuple[str, str]]:
    page = reverse("review-work:answers", args=[review.reference])
    return crumbs(review, (_("Answers"), page), (name, ""))
