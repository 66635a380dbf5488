"""How the views of themes answer: a page with its menu, a form, a deed with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.errors import BadInputError
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.runs.errors import RunError
from heard.themes.errors import ThemeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from heard.themes.models import Study, Theme

__all__ = ["crumbs_of", "deed", "form_answer", "missing_is_404", "page", "posted", "signed_in"]


def page(request: HttpRequest, template: str, /, **context: Any) -> HttpResponse:
    """A page of the team's, with the menu of what is noticed."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    entries = [
        (_("Themes"), "themes:list"),
        (_("Study of concerns"), "themes:new-concerns"),
        (_("Study of a file"), "themes:new-file"),
    ]
    menu = [
        {"label": label, "url": reverse(name), "active": here == name} for label, name in entries
    ]
    return render(request, f"themes/{template}.html", {"menu": menu, **context})


def crumbs_of(study: Study, *more: Theme | str) -> list[tuple[str, str]]:
    """The way to a page: all themes, the study, a theme, what is done."""
    found = [(_("Themes"), reverse("themes:list")), (study.title, study.get_absolute_url())]
    found += [
        (one, "") if isinstance(one, str) else (one.name, one.get_absolute_url()) for one in more
    ]
    return [*found[:-1], (found[-1][0], "")]


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
    **context: Any,
) -> HttpResponse:
    """Show a form, do what it says, go where that leads. What can't be done is said on the form.

    Where `doing` gives back something with a page of its own, that is where it leads; else back.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = doing(form.cleaned_data)
        except (ThemeError, RunError) as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        except BadInputError as error:
            context["faults"] = error.faults
            form.add_error("file" if "file" in form.fields else None, _("The file is at fault."))
        else:
            if done:
                messages.success(request, done)
            return redirect(made if hasattr(made, "get_absolute_url") else back)
    context |= {"form": form, "heading": heading, "hint": hint, "button": button}
    return render(request, "themes/form.html", {**context, "back": back, "crumbs": crumbs})


def deed(
    request: HttpRequest, doing: Callable[[], object], *, done: str, back: str
) -> HttpResponse:
    """Do something that needs no form, say so, and go back or to what was made."""
    try:
        made = doing()
    except (ThemeError, RunError) as error:
        messages.error(request, str(error))
        return redirect(back)
    if done:
        messages.success(request, done)
    return redirect(made if hasattr(made, "get_absolute_url") else back)
