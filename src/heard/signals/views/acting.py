"""What the team does about a warning, a page with a form each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, allow, reader_of
from heard.safety.guard import private_page
from heard.signals.forms.acting import DeedForm, DismissForm, NoteForm, SettleForm, ShareForm
from heard.signals.selectors.finding import warning_get_for
from heard.signals.selectors.sharing import landlords_behind
from heard.signals.services.acting import (
    warning_dismiss,
    warning_note_deed,
    warning_settle,
    warning_share,
    warning_take_up,
    warning_watch,
)
from heard.signals.views.answers import form_answer, missing_is_404, posted, signed_in
from heard.signals.wording import said_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from heard.signals.models import EarlyWarning

CHANGE = allow(Thing.WARNING, Action.CHANGE)
FORM = require_http_methods(["GET", "POST"])


@CHANGE
@private_page
@FORM
@missing_is_404
def take_view(request: HttpRequest, number: int) -> HttpResponse:
    """Look into it."""
    return _act(
        request,
        number,
        form=NoteForm(posted(request)),
        service=warning_take_up,
        words=(_("Take this up"), _("Take it up"), _("Taken up.")),
    )


@CHANGE
@private_page
@FORM
@missing_is_404
def wait_view(request: HttpRequest, number: int) -> HttpResponse:
    """Wait and see."""
    return _act(
        request,
        number,
        form=NoteForm(posted(request)),
        service=warning_watch,
        words=(_("Watch this"), _("Watch it"), _("Watched. Each scan looks at it again.")),
    )


@CHANGE
@private_page
@FORM
@missing_is_404
def dismiss_view(request: HttpRequest, number: int) -> HttpResponse:
    """Don't follow it up."""
    return _act(
        request,
        number,
        form=DismissForm(posted(request)),
        service=warning_dismiss,
        words=(_("Dismiss this"), _("Dismiss it"), _("Dismissed. It stays on the record.")),
    )


@CHANGE
@private_page
@FORM
@missing_is_404
def share_view(request: HttpRequest, number: int) -> HttpResponse:
    """Show it to a landlord."""
    warning = warning_get_for(reader_of(request), number)
    return _act(
        request,
        number,
        form=ShareForm(posted(request), landlords=landlords_behind(warning)),
        service=warning_share,
        words=(
            _("Share this with a landlord"),
            _("Share it"),
            _("Shared. The landlord is told, and asked to answer within two weeks."),
        ),
        hint=_(
            "The landlord sees what it is about, where and since when, and only those concerns "
            "that residents agreed to share with it. Counts below 8 are not shown to it, and "
            "others are rounded to 5."
        ),
    )


@CHANGE
@private_page
@FORM
@missing_is_404
def deed_view(request: HttpRequest, number: int) -> HttpResponse:
    """Record what was done."""
    return _act(
        request,
        number,
        form=DeedForm(posted(request)),
        service=warning_note_deed,
        words=(_("What was done about this"), _("Save"), _("Saved.")),
    )


@CHANGE
@private_page
@FORM
@missing_is_404
def settle_view(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether it was real."""
    return _act(
        request,
        number,
        form=SettleForm(posted(request)),
        service=warning_settle,
        words=(
            _("Was this real?"),
            _("Save"),
            _("Saved. It counts in how good the warnings are."),
        ),
    )


def _act(
    request: HttpRequest,
    number: int,
    *,
    form: forms.Form,
    service: Callable[..., EarlyWarning],
    words: tuple[str, str, str],
    hint: str = "",
) -> HttpResponse:
    warning = warning_get_for(reader_of(request), number)
    heading, button, done = words

    def doing(given: dict[str, Any]) -> None:
        service(warning=warning, by=signed_in(request), **given)

    return form_answer(
        request,
        form=form,
        doing=doing,
        heading=heading,
        hint=f"{said_of(warning).title}. {hint}".strip(),
        button=button,
        done=done,
        back=warning.get_absolute_url(),
        crumbs=[
            (_("Warnings"), reverse("warnings:list")),
            (warning.reference, warning.get_absolute_url()),
            (heading, ""),
        ],
    )
