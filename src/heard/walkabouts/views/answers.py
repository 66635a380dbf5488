"""How the views of walkabouts answer: a form, a refusal beside its box, a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render

from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.walkabouts.errors import WalkaboutError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

__all__ = ["form_answer", "missing_is_404", "posted", "refusal_shown", "signed_in"]


def refusal_shown(form: forms.Form, error: WalkaboutError) -> None:
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
    crumbs: list[tuple[str, str]],
    hint: str = "",
    warning: bool = False,
) -> HttpResponse:
    """Show a form, do what it says, go back. What can't be done is said on the form."""
    if request.method == "POST" and form.is_valid():
        try:
            doing(form.cleaned_data)
        except WalkaboutError as error:
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
    }
    return render(request, "walkabouts/form.html", context)
