"""Doing one thing to many cases, each in a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.errors import ConcernError
from heard.concerns.forms.deeds import BULK, DEEDS
from heard.concerns.pages.case import LABELS
from heard.concerns.replies import reply_filled
from heard.concerns.selectors.finding import case_get_for
from heard.concerns.selectors.team import reply_templates
from heard.concerns.views.team import actor_of, page
from heard.errors import HeardError
from heard.landlords.views.answers import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.forms.casework import DeedForm

MOST = 200  # cases at once
KEPT = "bulk"  # what came of it, in the session: references and reasons, nothing personal


def bulk_choices() -> list[tuple[str, str]]:
    """What can be done to many cases at once."""
    return [(name, str(LABELS[name])) for name in BULK]


@allow(Thing.CASEWORK, Action.CHANGE)
@require_POST
def bulk_view(request: HttpRequest) -> HttpResponse:
    """Ask what there is to ask, then do it to each case that was ticked."""
    deed = request.POST.get("deed", "")
    references = list(dict.fromkeys(request.POST.getlist("case")))[:MOST]
    back = f"{reverse('cases:list')}?{request.POST.get('query', '')[:500]}"
    if deed not in BULK or not references:
        problem = _("Tick at least one case, and choose what to do.")
        return page(request, "bulk_none", problem=problem, back=back, status=400)
    sent = request.POST if "go" in request.POST else None
    form = DEEDS[deed](sent, by=signed_in(request), initial=_start(request))
    form.fields.pop("files", None)
    if form.is_valid():
        request.session[KEPT] = {
            "deed": deed,
            "results": [_one(request, form, reference, deed) for reference in references],
            "back": back,
        }
        return redirect("cases:bulk-done")
    return page(
        request,
        "bulk",
        form=form,
        deed=deed,
        references=references,
        back=back,
        query=request.POST.get("query", "")[:500],
        templates=list(reply_templates()) if deed == "tell" else None,
    )


@allow(Thing.CASEWORK, Action.READ)
@require_safe
def bulk_done_view(request: HttpRequest) -> HttpResponse:
    """What was done, and what not and why."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    results = kept.get("results", [])
    return page(
        request,
        "bulk_done",
        label=str(LABELS.get(kept.get("deed", ""), "")),
        good=[reference for reference, why in results if not why],
        bad=[(reference, why) for reference, why in results if why],
        back=kept.get("back") or reverse("cases:list"),
    )


def _start(request: HttpRequest) -> dict[str, str]:
    """The words of a template that was picked, its places still open: each case fills its own."""
    chosen = request.POST.get("template", "")[:18]  # no key is longer
    template = reply_templates().filter(pk=chosen).first() if chosen.isdecimal() else None
    return {"words": template.body} if template else {}


def _one(request: HttpRequest, form: DeedForm, reference: str, deed: str) -> tuple[str, str]:
    """The reference, and why it wasn't done; empty when it was."""
    given = dict(form.cleaned_data)
    try:
        case = case_get_for(reader_of(request), reference)
        if deed == "tell":
            words = reply_filled(given["words"], case, signed_in(request))
            form.cleaned_data = given | {"words": words}
        form.do(case, actor_of(request))
    except ConcernError as error:
        return reference, str(error)
    except HeardError as error:
        return reference, str(error)
    finally:
        form.cleaned_data = given
    return reference, ""
