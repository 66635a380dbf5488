"""How the pages of groups answer: a form, a refusal beside its box, a deed by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.partnership.meetings_errors import MeetingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from heard.partnership.models import Meeting, WorkingGroup

Crumbs = list[tuple[str, str]]


def group_crumbs(group: WorkingGroup) -> Crumbs:
    """The way to a group."""
    return [(_("Working groups"), reverse("group:list")), (group.name, group.get_absolute_url())]


def meeting_crumbs(meeting: Meeting) -> Crumbs:
    """The way to a meeting."""
    return [*group_crumbs(meeting.group), (str(meeting), meeting.get_absolute_url())]


def refusal_shown(form: forms.Form, error: MeetingError) -> None:
    """Show what can't be done beside the field that it is about."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def form_answer(  # noqa: PLR0913 - one keyword for each thing that a page of a form says
    request: HttpRequest,
    *,
    form: forms.Form,
    doing: Callable[[dict[str, Any]], object],
    heading: str,
    button: str,
    done: str,
    back: str,
    crumbs: Crumbs,
    hint: str = "",
    warning: bool = False,
    template: str = "form",
    **more: Any,
) -> HttpResponse:
    """Show a form, do what it says, go back. What can't be done is said on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            doing(form.cleaned_data)
        except MeetingError as error:
            refusal_shown(form, error)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form,
        "heading": heading,
        "hint": hint,
        "button": button,
        "warning": warning,
        "back": back,
        "crumbs": crumbs,
        "with_files": form.is_multipart(),
        **more,
    }
    return render(request, f"partnership_group/{template}.html", context)


def deed_answer(
    request: HttpRequest, *, doing: Callable[[], object], done: str, back: str
) -> HttpResponse:
    """Do what a button says and go back; what can't be done is said on the page."""
    try:
        doing()
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back)
