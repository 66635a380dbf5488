"""A landlord's pages of recommendations: answer them, say what is done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.reviews.forms.answers import AnswerForm, ChangeForm, DoneForm, TaskForm
from heard.reviews.forms.fields import ReasonForm
from heard.reviews.pages.findings import tally_of
from heard.reviews.selectors.findings import findings_about
from heard.reviews.selectors.recommendations import (
    action_get_for,
    address_get_for,
    addresses_for,
    answered_of,
)
from heard.reviews.selectors.reviewing import subject_get_for
from heard.reviews.services.answering import (
    action_add,
    action_change,
    action_done,
    action_drop,
    action_reopen,
    answer_give,
)
from heard.reviews.views.answering import form_page, missing_is_404, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.forms.fields import ReviewForm
    from heard.reviews.models import Address

READ = allow(Thing.SELF_ASSESSMENT, Action.READ)
CHANGE = allow(Thing.SELF_ASSESSMENT, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Every recommendation to the landlord and to those that came to it."""
    rows = answered_of(addresses_for(reader_of(request)))
    groups = [
        (_("Waiting for your answer"), [one for one in rows if one.is_waiting]),
        (_("Accepted: what you do about it"), [one for one in rows if one.is_accepted]),
        (
            _("Rejected or withdrawn"),
            [one for one in rows if not one.is_waiting and not one.is_accepted],
        ),
    ]
    context = {
        "groups": groups,
        "any": bool(rows),
        "tally": tally_of(rows),
        "open": False,
        "crumbs": [(_("Reviews"), reverse("self-assessment:list")), (_("Recommendations"), "")],
    }
    return render(request, "findings/mine.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def about_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponse:
    """What a review finds of the landlord, from when it may comment."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    seen = subject.review.stage in {"commenting", "published"}
    context = {
        "subject": subject,
        "review": subject.review,
        "findings": findings_about(subject) if seen else [],
        "seen": seen,
        "open": False,
        "crumbs": [
            (_("Reviews"), reverse("self-assessment:list")),
            (
                subject.review.title,
                reverse("self-assessment:overview", args=[reference, landlord]),
            ),
            (_("Findings"), ""),
        ],
    }
    return render(request, "findings/about_us.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def recommendation_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation, the answer to it, and what is done."""
    address = address_get_for(reader_of(request), key)
    context = {
        "one": answered_of([address])[0],
        "finding": address.recommendation.finding,
        "open": False,
        "crumbs": _crumbs(address.recommendation.reference),
    }
    return render(request, "findings/ours.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def answer_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Answer a recommendation, or change the answer."""
    address = address_get_for(reader_of(request), key)
    form = AnswerForm(
        request.POST or None, initial={"answer": address.answer, "reason": address.reason}
    )
    if request.method == "POST":
        answered = form.did(answer_give, address=address, by=signed_in(request))
        if answered:
            messages.success(request, _("Your answer is published."))
            first = answered.answer != "reject" and not address.actions.exists()
            return redirect("self-assessment:action-add" if first else _PAGE, key)
    context = _form(address, form, _("Answer %(reference)s"))
    return render(request, "findings/answer.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def action_add_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Say what will be done, whose task it is and by when."""
    address = address_get_for(reader_of(request), key)
    form = TaskForm(request.POST or None)
    if request.method == "POST" and form.did(action_add, address=address, by=signed_in(request)):
        messages.success(request, _("The action is saved."))
        return redirect(_PAGE, key)
    context = _form(address, form, _("What you will do about %(reference)s"))
    return render(request, "findings/answer.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def action_change_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Word an action anew, or give it to others or another day."""
    action = action_get_for(reader_of(request), key)
    start = {"text": action.text, "owner": action.owner, "due_on": action.due_on}
    form = ChangeForm(request.POST or None, initial=start)
    return _acted(request, key, form, action_change, _("Change the action"))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def action_done_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Say that an action was done."""
    return _acted(request, key, DoneForm(request.POST or None), action_done, _("It was done"))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def action_drop_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Say that an action won't be done."""
    return _acted(
        request, key, ReasonForm(request.POST or None), action_drop, _("It won’t be done")
    )


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def action_reopen_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Say that an action isn't done after all."""
    return _acted(
        request, key, ReasonForm(request.POST or None), action_reopen, _("Open the action again")
    )


_PAGE = "self-assessment:recommendation"


def _acted(
    request: HttpRequest, key: UUID, form: ReviewForm, doing: Callable[..., Any], heading: str
) -> HttpResponseBase:
    """One deed on an action, and back to its recommendation."""
    action = action_get_for(reader_of(request), key)
    address = action.address
    if request.method == "POST" and form.did(doing, action=action, by=signed_in(request)):
        messages.success(request, _("Saved. It is on the published record."))
        return redirect(_PAGE, address.key)
    return form_page(
        request,
        form,
        heading=heading,
        hint=action.text,
        back=reverse(_PAGE, args=[address.key]),
        crumbs=_crumbs(address.recommendation.reference),
    )


def _form(address: Address, form: ReviewForm, heading: str) -> dict[str, Any]:
    recommendation = address.recommendation
    return {
        "address": address,
        "recommendation": recommendation,
        "finding": recommendation.finding,
        "form": form,
        "heading": heading % {"reference": recommendation.reference},
        "back": reverse(_PAGE, args=[address.key]),
        "crumbs": _crumbs(recommendation.reference),
    }


def _crumbs(name: str) -> list[tuple[str, str]]:
    return [
        (_("Reviews"), reverse("self-assessment:list")),
        (_("Recommendations"), reverse("self-assessment:recommendations")),
        (name, ""),
    ]
