"""Texts of a study: moved by people, quoted, exported."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.safety.guard import private_page
from heard.themes.errors import ThemeError
from heard.themes.forms.shaping import MoveForm, QuoteForm
from heard.themes.models import Text
from heard.themes.pages.theme import export_rows, texts_of
from heard.themes.selectors.studies import (
    quote_get_for,
    study_get_for,
    text_get_for,
    themes_standing,
)
from heard.themes.selectors.texts import hidden_count, texts_page
from heard.themes.services.quoting import quote_approve, quote_choose, quote_withdraw
from heard.themes.services.shaping import texts_leave, texts_move
from heard.themes.views.answers import (
    crumbs_of,
    deed,
    form_answer,
    missing_is_404,
    page,
    posted,
    signed_in,
)
from heard.themes.words import quotable, shown_of

if TYPE_CHECKING:
    from django.http import HttpRequest

READ = allow(Thing.THEMES, Action.READ)
CHANGE = allow(Thing.THEMES, Action.CHANGE)
EXPORT = allow(Thing.THEMES, Action.EXPORT)
FORM = require_http_methods(["GET", "POST"])


@READ
@private_page
@require_safe
@missing_is_404
def unsorted_view(request: HttpRequest, study: int) -> HttpResponse:
    """Texts that weren't sorted yet."""
    found = study_get_for(reader_of(request), study)
    audit_look(target=found, by=signed_in(request), event="themes.read-unsorted")
    rows = texts_page(found, None, order="new", page=request.GET.get("page", 1))
    return page(
        request,
        "unsorted",
        study=found,
        page=rows,
        texts=texts_of(rows),
        hidden=hidden_count(found, None),
        themes=themes_standing(found),
        crumbs=crumbs_of(found, _("Not sorted yet")),
    )


@CHANGE
@require_POST
@missing_is_404
def move_view(request: HttpRequest, study: int) -> HttpResponse:
    """Put the chosen texts in a theme, or leave them to the machine again."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    back = _back(request, found.get_absolute_url())
    keys = [int(one) for one in request.POST.getlist("texts") if one.isdecimal() and len(one) < 19]  # noqa: PLR2004 - what a key can be
    there = Text.objects.filter(study=found, pk__in=keys).values_list("pk", flat=True)
    form = MoveForm(request.POST, themes=themes_standing(found), texts=there)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for rows in form.errors.values() for one in rows))
        return redirect(back)
    chosen = [int(one) for one in form.cleaned_data["texts"]]
    try:
        if form.target is None:
            moved = texts_leave(study=found, texts=chosen, by=by)
        else:
            moved = texts_move(study=found, texts=chosen, to=form.target, by=by)
    except ThemeError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s text moved.", "%(n)s texts moved.", moved)
        messages.success(request, said % {"n": moved})
    return redirect(back)


def _back(request: HttpRequest, otherwise: str) -> str:
    """The page of this study from which texts were moved."""
    wanted = request.POST.get("back", "")
    return wanted if wanted.startswith(otherwise) and "//" not in wanted else otherwise


@CHANGE
@require_POST
@missing_is_404
def quote_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Take a text for a quote of its theme."""
    text = text_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    theme = text.theme
    if theme is None:
        messages.error(request, _("This text isn’t sorted yet."))
        return redirect("themes:study", study)

    def choose() -> None:
        quote_choose(theme=theme, text=text, by=by)

    return deed(
        request,
        choose,
        done=_("Chosen. Read and approve it before others see it."),
        back=theme.get_absolute_url() + "#quotes",
    )


@CHANGE
@private_page
@FORM
@missing_is_404
def approve_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Approve a quote as it is shown."""
    quote = quote_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    audit_look(target=quote, by=by, event="themes.quote-read")
    words = quotable(quote.text)

    def doing(given: dict[str, str]) -> None:
        quote_approve(quote=quote, shown=given["shown"], by=by)

    return form_answer(
        request,
        form=QuoteForm(posted(request), initial={"shown": shown_of(quote) or words}),
        doing=doing,
        heading=_("Approve a quote"),
        hint=_(
            "Would neighbours know who wrote it? Rules took out what they found, such as "
            "[name]. They don’t find everything."
        ),
        button=_("Approve it"),
        done=_("Approved. It is shown wherever the theme is."),
        back=quote.theme.get_absolute_url() + "#quotes",
        crumbs=crumbs_of(quote.theme.study, quote.theme, _("Quote")),
    )


@CHANGE
@require_POST
@missing_is_404
def withdraw_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Show a quote to nobody any more."""
    quote = quote_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    return deed(
        request,
        lambda: quote_withdraw(quote=quote, by=by),
        done=_("Withdrawn."),
        back=quote.theme.get_absolute_url() + "#quotes",
    )


@EXPORT
@private_page
@require_safe
@missing_is_404
def export_view(request: HttpRequest, study: int) -> HttpResponse:
    """Every text's reference with the machine's theme and the person's; no words."""
    found = study_get_for(reader_of(request), study)
    audit_look(target=found, by=signed_in(request), event="themes.export")
    out = io.StringIO()
    csv.writer(out).writerows(export_rows(found))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="themes-{found.pk}.csv"'
    return response
