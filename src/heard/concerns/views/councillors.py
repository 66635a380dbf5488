"""Pages for ward councillors: cases that residents agreed to put to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.actors import councillor
from heard.concerns.catalogue import category_get
from heard.concerns.errors import ConcernError
from heard.concerns.forms.answers import CouncillorForm
from heard.concerns.selectors.clocks import clocks_for
from heard.concerns.selectors.finding import councillor_case_get_for
from heard.concerns.selectors.viewing import Viewer, own_words_for, people_for, timeline_for
from heard.concerns.selectors.workspace import councillor_lists_for
from heard.concerns.services.casework import councillor_answer
from heard.concerns.services.looking import case_look
from heard.concerns.views.answering import missing_is_404, refusal_shown, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = allow(Thing.REFERRED_CASE, Action.READ)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """What waits for the councillor, what is open, what is closed."""
    show = request.GET.get("show", "waiting")
    tabs, page = councillor_lists_for(
        reader_of(request), show=show, after=request.GET.get("after", "")
    )
    context = {
        "heading": _("Cases put to you"),
        "tabs": tabs,
        "show": show if show in {tab.code for tab in tabs} else "waiting",
        "page": page,
        "now": timezone.now(),
        "case_page": "councillor:case",
    }
    return render(request, "workspace/list.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def case_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One case, as the resident agreed that their councillor may see it."""
    reader = reader_of(request)
    concern = councillor_case_get_for(reader, reference)
    case_look(concern=concern, by=signed_in(request), what="councillor-case")
    viewer = Viewer.councillor(reader)
    context = {
        "concern": concern,
        "category": category_get(concern.category),
        "own_words": own_words_for(concern, viewer),
        "people": people_for(concern, viewer),
        "timeline": timeline_for(concern, viewer),
        "clocks": clocks_for(concern),
        "is_councillor": True,
        "crumbs": [(_("Cases put to you"), reverse("councillor:list"))],
    }
    return render(request, "workspace/case.html", context)


@allow(Thing.REFERRED_CASE, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def answer_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the council's team what was found out or done."""
    concern = councillor_case_get_for(reader_of(request), reference)
    form = CouncillorForm(request.POST or None)
    if form.is_valid():
        try:
            councillor_answer(
                concern=concern,
                words=form.cleaned_data["words"],
                actor=councillor(signed_in(request)),
            )
        except ConcernError as error:
            refusal_shown(form, error)
        else:
            messages.success(request, _("Thank you. The council's team has it."))
            return redirect("councillor:case", concern.reference)
    case = reverse("councillor:case", args=[concern.reference])
    context = {
        "heading": _("Tell the council's team"),
        "form": form,
        "concern": concern,
        "category": category_get(concern.category),
        "back": case,
        "crumbs": [
            (_("Cases put to you"), reverse("councillor:list")),
            (concern.reference, case),
        ],
    }
    return render(request, "workspace/form.html", context)
