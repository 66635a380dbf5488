"""A landlord's pages: warnings that were shared with it, and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.safety.guard import private_page
from heard.signals.forms.acting import AnswerForm
from heard.signals.pages.rows import public_words
from heard.signals.pages.warning import steps_of
from heard.signals.selectors.quality import quality
from heard.signals.selectors.sharing import asked_get_for, asked_of, shared_for
from heard.signals.services.acting import warning_answer
from heard.signals.views.answers import form_answer, missing_is_404, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20


@allow(Thing.LANDLORD_WARNING, Action.READ)
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Warnings shared with the reader's landlord, the latest first."""
    reader = reader_of(request)
    rows = shared_for(reader).select_related("estate__ward", "ward").order_by("-pk")
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "page": found,
        "rows": asked_of(reader, list(found)),
        "precision": public_words(quality()),
    }
    return render(request, "signals/landlord_list.html", context)


@allow(Thing.LANDLORD_WARNING, Action.READ)
@private_page
@require_safe
@missing_is_404
def warning_view(request: HttpRequest, number: int) -> HttpResponse:
    """One of them, as far as it may be shown."""
    asked = asked_get_for(reader_of(request), number)
    audit_look(
        target=asked.warning,
        by=signed_in(request),
        event="warning.read",
        about=asked.warning.reference,
    )
    context = {
        "asked": asked,
        "steps": steps_of(asked.events),
        "crumbs": [
            (_("Warnings"), reverse("landlord-warnings:list")),
            (asked.warning.reference, ""),
        ],
    }
    return render(request, "signals/landlord_warning.html", context)


@allow(Thing.LANDLORD_WARNING, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def answer_view(request: HttpRequest, number: int) -> HttpResponse:
    """Say what was found."""
    asked = asked_get_for(reader_of(request), number)
    back = reverse("landlord-warnings:warning", args=[number])
    return form_answer(
        request,
        form=AnswerForm(posted(request)),
        doing=lambda given: warning_answer(
            warning=asked.warning, landlord=asked.landlord, by=signed_in(request), **given
        ),
        heading=_("What did you find?"),
        hint=asked.title,
        button=_("Send"),
        done=_("Sent to the Champion’s team."),
        back=back,
        crumbs=[
            (_("Warnings"), reverse("landlord-warnings:list")),
            (asked.warning.reference, back),
            (_("Answer"), ""),
        ],
    )
