"""Sample checks: drawn, read by two people apart from each other, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.safety.guard import private_page
from heard.themes.errors import ThemeError
from heard.themes.forms.shaping import MarkForm
from heard.themes.pages.check import outcome_words
from heard.themes.selectors.checks import PER_PAGE, outcome_of, own_marks, reads_of
from heard.themes.selectors.studies import check_get_for, study_get_for, themes_standing
from heard.themes.services.checking import check_apply, check_begin, check_drop, check_mark
from heard.themes.views.answers import crumbs_of, deed, missing_is_404, page, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = allow(Thing.THEMES, Action.READ)
CHANGE = allow(Thing.THEMES, Action.CHANGE)


@CHANGE
@require_POST
@missing_is_404
def begin_view(request: HttpRequest, study: int) -> HttpResponse:
    """Draw a sample."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    back = found.get_absolute_url()
    return deed(request, lambda: check_begin(study=found, by=by), done="", back=back)


@READ
@private_page
@require_safe
@missing_is_404
def check_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Who has read how many, and what it came to."""
    check = check_get_for(reader_of(request), study, pk)
    user = signed_in(request)
    audit_look(target=check, by=user, event="themes.check-read")
    outcome = outcome_of(check)
    mine = outcome.numbers & own_marks(check, user).keys()
    done = len(mine) >= outcome.size
    taking_part = user.pk in {check.first_id, check.second_id} or check.second_id is None
    names: dict[int | None, str] = {one.pk: one.name for one in check.study.themes.all()}
    return page(
        request,
        "check",
        study=check.study,
        check=check,
        outcome=outcome,
        words=outcome_words(outcome),
        mine=len(mine),
        to_read=taking_part and not done,
        # Who hasn't read all of it yet mustn't see what the other said.
        open_to_see=done or not taking_part,
        apart=[(one, names.get(one.first), names.get(one.second)) for one in outcome.apart],
        crumbs=crumbs_of(check.study, _("Sample check")),
    )


@CHANGE
@require_POST
@missing_is_404
def drop_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Give up a check that nobody will finish."""
    check = check_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    back = check.study.get_absolute_url()
    return deed(request, lambda: check_drop(check=check, by=by), done=_("Given up."), back=back)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def mark_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Ten texts of the sample at a time, each to be given a theme."""
    check = check_get_for(reader_of(request), study, pk)
    user = signed_in(request)
    audit_look(target=check, by=user, event="themes.check-texts")
    mine = own_marks(check, user)
    pages = Paginator(reads_of(check), PER_PAGE)
    first = next((one.number for one in pages.object_list if one.number not in mine), 1)
    wanted = request.GET.get("page") or (first - 1) // PER_PAGE + 1
    found = pages.get_page(wanted)
    form = MarkForm(
        posted(request), reads=list(found), themes=themes_standing(check.study), own=mine
    )
    if request.method == "POST" and form.is_valid():
        try:
            check_mark(check=check, themes=form.marks, by=user)
        except ThemeError as error:
            messages.error(request, str(error))
            return redirect(check)
        if found.has_next():
            return redirect(f"{request.path}?page={found.next_page_number()}")
        return redirect(check)
    return page(
        request,
        "check_texts",
        study=check.study,
        check=check,
        form=form,
        page=found,
        crumbs=crumbs_of(check.study, _("Sample check")),
    )


@CHANGE
@require_POST
@missing_is_404
def apply_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Put texts right on which both agree."""
    check = check_get_for(reader_of(request), study, pk)
    try:
        moved = check_apply(check=check, by=signed_in(request))
    except ThemeError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s text moved.", "%(n)s texts moved.", moved)
        messages.success(request, said % {"n": moved})
    return redirect(check)
