"""Pages on which the council's team decides on practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.practices.catalogue import practice_type_find
from heard.practices.errors import PracticeError
from heard.practices.forms.spreading import ReasonForm, ReturnForm
from heard.practices.selectors.criteria import criteria_now
from heard.practices.selectors.desk import practices_to_moderate, titled
from heard.practices.selectors.listing import serves_named
from heard.practices.selectors.viewing import (
    hideable_get_for,
    practice_making_get_for,
    practices_making_for,
)
from heard.practices.services import practice_hide, practice_publish, practice_return
from heard.practices.views.writing import refused
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = allow(Thing.PRACTICE_MODERATION, Action.READ)
CHANGE = allow(Thing.PRACTICE_MODERATION, Action.CHANGE)


@READ
@private_page
@require_safe
def moderation_view(request: HttpRequest) -> HttpResponse:
    """Practices that wait for the team, the oldest first."""
    reader = reader_of(request)
    waiting = practices_to_moderate(reader)
    titles = titled(practices_making_for(reader)).filter(
        pk__in=[practice.pk for practice, _move in waiting]
    )
    named = {one.pk: one.title for one in titles}
    context = {
        "waiting": [(practice, named[practice.pk], move) for practice, move in waiting],
        "crumbs": [(_("Good practice"), reverse("practices:list"))],
    }
    return render(request, "practices/moderation.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def moderate_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Read a practice, and publish it or return it with the reason."""
    practice = practice_making_get_for(reader_of(request), reference)
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        given, by = form.cleaned_data, signed_in(request)
        try:
            if given["decision"] == "publish":
                practice_publish(practice=practice, by=by)
                done = _("Published. The landlord is told.")
            else:
                practice_return(practice=practice, reason=given["reason"], by=by)
                done = _("Returned. The landlord is told why.")
        except PracticeError as error:
            refused(form, error)
        else:
            messages.success(request, done)
            return redirect("practices:moderation")
    version = practice.versions.latest("number")
    context = {
        "practice": practice,
        "version": version,
        "kind": practice_type_find(version.kind),
        "serves": serves_named(version, criteria_now()),
        "proofs": version.proofs.select_related("file"),
        "form": form,
        "crumbs": [
            (_("Good practice"), reverse("practices:list")),
            (_("To decide on"), reverse("practices:moderation")),
        ],
    }
    return render(request, "practices/moderate.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def hide_view(request: HttpRequest, reference: str, what: str, pk: int) -> HttpResponse:
    """Take a report or a question off the public page, with the reason."""
    row = hideable_get_for(reader_of(request), reference, what, pk)
    page = reverse("practices:detail", args=[reference])
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            practice_hide(row=row, by=signed_in(request), **form.cleaned_data)
        except PracticeError as error:
            refused(form, error)
        else:
            messages.success(request, _("Hidden. It is kept, and its landlord sees the reason."))
            return redirect(page)
    context = {
        "form": form,
        "heading": _("Take this off the public page"),
        "hint": _("Its landlord still sees it, with your reason."),
        "button": _("Hide it"),
        "back": page,
        "crumbs": [(_("Good practice"), reverse("practices:list")), (reference, page)],
    }
    return render(request, "practices/form.html", context)
