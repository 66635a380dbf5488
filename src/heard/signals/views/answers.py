"""How the views of warnings answer: a page with its menu, a form, a refusal beside its box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.signals.errors import SignalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

__all__ = ["form_answer", "missing_is_404", "page", "posted", "signed_in"]


def page(request: HttpRequest, template: str, /, **context: Any) -> HttpResponse:
    """A page of the team's, with the menu of warnings."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    entries = [
        (_("Warnings"), "warnings:list"),
        (_("All warnings"), "warnings:history"),
        (_("How good they are"), "warnings:quality"),
        (_("Back-test"), "warnings:trial"),
        (_("Settings"), "warnings:watch"),
    ]
    menu = [
        {"label": label, "url": reverse(name), "active": here == name} for label, name in entries
    ]
    return render(request, f"signals/{template}.html", {"menu": menu, **context})


def form_answer(  # noqa: PLR0913 - one keyword for each thing that a page of a form says
    request: HttpRequest,
    *,
    form: forms.Form,
    doing: Callable[[dict[str, Any]], object],
    heading: str,
    button: str,
    done: str,
    back: str,
    crumbs: list[tuple[str, str]],
    hint: str = "",
) -> HttpResponse:
    """Show a form, do what it says, go back. What can't be done is said on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            doing(form.cleaned_data)
        except SignalError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form,
        "heading": heading,
        "hint": hint,
        "button": button,
        "back": back,
        "crumbs": crumbs,
    }
    return render(request, "signals/form.html", context)
