"""Pages on which the council reads and changes the wording of messages, and sets quiet hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.errors import HeardError
from heard.notices.checking import wording_faults
from heard.notices.forms import QuietForm, WordingForm
from heard.notices.rendering import render_example, wording_of
from heard.notices.selectors import (
    quiet_hours,
    template_history,
    template_list,
    template_version,
)
from heard.notices.services import (
    quiet_hours_set,
    template_reset,
    template_restore,
    template_save,
)
from heard.notices.shipped import Words, placeholder_list, title_of
from heard.notices.views.answers import actor, missing_is_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.notices.rendering import Rendered
    from heard.notices.shipped import Placeholder, Shipped


@allow(Thing.TEMPLATES, Action.READ)
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Every kind of message, and whether the council changed its wording."""
    context = {
        "rows": template_list(),
        "quiet": quiet_hours(),
        "may_change": _may_change(request),
        "crumbs": [(_("Messages"), reverse("notices:list"))],
    }
    return render(request, "notices/wordings.html", context)


@allow(Thing.TEMPLATES, Action.READ)
@require_safe
@missing_is_404
def wording_view(request: HttpRequest, code: str) -> HttpResponse:
    """One message as it reads now, and every version of it."""
    wording = wording_of(code)
    context = {
        "wording": wording,
        "shipped": wording.shipped,
        "previews": _previews(wording.shipped, wording.words),
        "versions": template_history(code),
        "may_change": _may_change(request),
        "crumbs": _crumbs(),
    }
    return render(request, "notices/wording.html", context)


@allow(Thing.TEMPLATES, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def edit_view(request: HttpRequest, code: str) -> HttpResponse:
    """Change a wording, with a look at it before it is kept."""
    wording = wording_of(code)
    shipped = wording.shipped
    newest = next(iter(template_history(code)), None)
    words = wording.words
    initial = {
        "subject": words.subject,
        "body": words.body,
        "discreet_subject": words.discreet_subject,
        "discreet_body": words.discreet_body,
        "seen": newest.version if newest else 0,
    }
    posted = request.POST if request.method == "POST" else None
    form = WordingForm(posted, initial=initial, is_part=shipped.is_part)
    previews: list[tuple[str, Rendered]] = []
    if form.is_valid() and _checked(form, shipped):
        if "save" in request.POST and _saved(request, form, code):
            return redirect("notices:wording", code)
        previews = _previews(shipped, form.words())
    context = {
        "form": form,
        "shipped": shipped,
        "placeholders": _placeholders(shipped),
        "previews": previews,
        "crumbs": [*_crumbs(), (title_of(code), reverse("notices:wording", args=[code]))],
    }
    return render(request, "notices/edit.html", context)


@allow(Thing.TEMPLATES, Action.CHANGE)
@require_POST
@missing_is_404
def reset_view(request: HttpRequest, code: str) -> HttpResponse:
    """Use Heard's own wording again."""
    template_reset(code=code, by=actor(request))
    messages.success(request, _("Heard’s own wording is used again."))
    return redirect("notices:wording", code)


@allow(Thing.TEMPLATES, Action.READ)
@require_safe
@missing_is_404
def version_view(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version of a wording as it was."""
    row = template_version(code, version)
    words = Words(row.subject, row.body, row.discreet_subject, row.discreet_body)
    context = {
        "row": row,
        "words": wording_of(code).shipped.words if row.is_shipped else words,
        "shipped": wording_of(code).shipped,
        "may_change": _may_change(request),
        "crumbs": [*_crumbs(), (title_of(code), reverse("notices:wording", args=[code]))],
    }
    return render(request, "notices/version.html", context)


@allow(Thing.TEMPLATES, Action.CHANGE)
@require_POST
@missing_is_404
def restore_view(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Put an earlier version in force again."""
    wording_of(code)
    try:
        template_restore(code=code, version=version, by=actor(request))
    except HeardError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The earlier wording is used again."))
    return redirect("notices:wording", code)


@allow(Thing.TEMPLATES, Action.CHANGE)
@require_http_methods(["GET", "POST"])
def quiet_view(request: HttpRequest) -> HttpResponse:
    """Set the hours at which nobody is written to."""
    now = quiet_hours()
    initial = {"start": f"{now.start:%H:%M}", "end": f"{now.end:%H:%M}"}
    form = QuietForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        quiet_hours_set(**form.cleaned_data, by=actor(request))
        messages.success(request, _("Saved. Messages that wait go by these hours too."))
        return redirect("notices:wordings")
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "notices/quiet.html", context)


def _checked(form: WordingForm, shipped: Shipped) -> bool:
    faults = wording_faults(shipped, form.words())
    for fault in faults:
        form.add_error(fault.field, str(fault))
    return not faults


def _saved(request: HttpRequest, form: WordingForm, code: str) -> bool:
    values = form.cleaned_data
    try:
        template_save(
            code=code,
            words=form.words(),
            by=actor(request),
            note=values["note"],
            seen=values["seen"],
        )
    except HeardError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Saved. New messages read like this from now on."))
    return True


def _previews(shipped: Shipped, words: Words) -> list[tuple[str, Rendered]]:
    """What people would get, with examples in place of placeholders."""
    shown = [(_("With details"), render_example(shipped, words, discreet=False))]
    if not shipped.is_part:
        shown.append((_("Without details"), render_example(shipped, words, discreet=True)))
    return shown


def _placeholders(shipped: Shipped) -> list[tuple[Placeholder, bool, bool]]:
    """Each placeholder, whether the text without details may use it, and whether it must stay."""
    known = placeholder_list()
    return [
        (known[name], name in shipped.allowed_discreet, name in shipped.required)
        for name in shipped.allowed
    ]


def _may_change(request: HttpRequest) -> bool:
    return reader_of(request).may(Thing.TEMPLATES, Action.CHANGE)


def _crumbs() -> list[tuple[str, str]]:
    return [
        (_("Messages"), reverse("notices:list")),
        (_("Wording of messages"), reverse("notices:wordings")),
    ]
