"""The team's pages of one theme, and what they do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.measures.views.responses import chart_response
from heard.safety.guard import private_page
from heard.themes.forms.shaping import MergeForm, NameForm, SplitForm
from heard.themes.models import What
from heard.themes.pages.study import size_of
from heard.themes.pages.theme import by_month, groups_of, months_chart, texts_of
from heard.themes.selectors.quotes import quotes_of
from heard.themes.selectors.sizes import months_of, sizes_of
from heard.themes.selectors.studies import study_get_for, theme_get_for, themes_standing
from heard.themes.selectors.texts import hidden_count, texts_page
from heard.themes.services import shaping
from heard.themes.services.sorting import sorting_request
from heard.themes.views.answers import (
    crumbs_of,
    deed,
    form_answer,
    missing_is_404,
    page,
    posted,
    signed_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from heard.accounts.models import User
    from heard.themes.models import Theme

READ = allow(Thing.THEMES, Action.READ)
CHANGE = allow(Thing.THEMES, Action.CHANGE)
FORM = require_http_methods(["GET", "POST"])


@READ
@private_page
@require_safe
@missing_is_404
def theme_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """One theme: how large, since when, who raises it, in what words."""
    theme = theme_get_for(reader_of(request), study, pk)
    audit_look(target=theme, by=signed_in(request), event="themes.read")
    order = request.GET.get("order", "clear")
    mine = request.GET.get("by") == "person"
    found = texts_page(theme.study, theme, order=order, mine=mine, page=request.GET.get("page", 1))
    months = months_of(theme.study, theme)
    sizes = sizes_of(theme.study)
    return page(
        request,
        "theme",
        study=theme.study,
        theme=theme,
        size=size_of(sizes, theme),
        by_month=by_month(months),
        chart=months_chart(theme, months) if len(months) > 1 else None,
        chart_url=reverse("themes:theme-chart", args=[study, pk]),
        groups=groups_of(theme),
        quotes=quotes_of(theme),
        page=found,
        texts=texts_of(found),
        hidden=hidden_count(theme.study, theme),
        order=order if order in {"doubtful", "new"} else "clear",
        mine=mine,
        themes=themes_standing(theme.study),
        crumbs=crumbs_of(theme.study, theme),
    )


@READ
@private_page
@require_safe
@missing_is_404
def chart_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """A theme's share by month, as a picture."""
    theme = theme_get_for(reader_of(request), study, pk)
    narrow = request.GET.get("width") == "narrow"
    months = months_of(theme.study, theme)
    return chart_response(
        request, months_chart(theme, months, width="narrow" if narrow else "wide")
    )


@CHANGE
@FORM
@missing_is_404
def name_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Name a theme, which keeps it."""
    theme = theme_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    return form_answer(
        request,
        form=NameForm(
            posted(request),
            initial={
                "name": theme.person_name or theme.model_name or theme.name,
                "description": theme.description,
            },
        ),
        doing=lambda given: shaping.theme_name(theme=theme, by=by, **given),
        heading=_("Name of the theme"),
        hint=_("Heard called it “%(name)s”. A name that you give keeps the theme.")
        % {"name": theme.machine_name}
        if theme.machine_name
        else "",
        button=_("Save"),
        done=_("Saved."),
        back=theme.get_absolute_url(),
        crumbs=crumbs_of(theme.study, theme, _("Name")),
    )


@CHANGE
@FORM
@missing_is_404
def add_view(request: HttpRequest, study: int) -> HttpResponse:
    """Add a theme that wasn't found."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return form_answer(
        request,
        form=NameForm(posted(request)),
        doing=lambda given: shaping.theme_add(study=found, by=by, **given),
        heading=_("Add a theme"),
        hint=_("Then move texts to it, or have all texts sorted again."),
        button=_("Add it"),
        done=_("Added."),
        back=found.get_absolute_url(),
        crumbs=crumbs_of(found, _("Add a theme")),
    )


@CHANGE
@FORM
@missing_is_404
def merge_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Count its texts in another."""
    theme = theme_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    others = [one for one in themes_standing(theme.study) if not one.is_none and one.pk != pk]
    return form_answer(
        request,
        form=MergeForm(posted(request), themes=others),
        doing=lambda given: shaping.theme_merge(theme=theme, by=by, **given),
        heading=_("Merge “%(name)s” into another theme") % {"name": theme.name},
        hint=_("It can be undone."),
        button=_("Merge"),
        done=_("Merged."),
        back=theme.get_absolute_url(),
        crumbs=crumbs_of(theme.study, theme, _("Merge")),
    )


@CHANGE
@FORM
@missing_is_404
def split_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Look for themes within it."""
    theme = theme_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    return form_answer(
        request,
        form=SplitForm(posted(request)),
        doing=lambda given: sorting_request(
            study=theme.study, what=What.SPLIT, theme=theme, by=by, k=given["k"]
        ),
        heading=_("Split “%(name)s”") % {"name": theme.name},
        hint=_("Heard looks for themes within it. It can be undone."),
        button=_("Split"),
        done="",
        back=theme.get_absolute_url(),
        crumbs=crumbs_of(theme.study, theme, _("Split")),
    )


@CHANGE
@require_POST
@missing_is_404
def keep_all_view(request: HttpRequest, study: int) -> HttpResponse:
    """Keep all themes as they are."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return deed(
        request,
        lambda: shaping.themes_keep(study=found, by=by),
        done=_("Kept."),
        back=found.get_absolute_url(),
    )


@CHANGE
@require_POST
@missing_is_404
def keep_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Keep it."""
    return _do(request, study, pk, shaping.theme_keep, _("Kept."))


@CHANGE
@require_POST
@missing_is_404
def release_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Leave it to the machine again."""
    return _do(request, study, pk, shaping.theme_release, _("The next search may replace it."))


@CHANGE
@require_POST
@missing_is_404
def unmerge_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Undo a merger."""
    return _do(request, study, pk, shaping.theme_unmerge, _("It stands by itself again."))


@CHANGE
@require_POST
@missing_is_404
def unsplit_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Undo a split."""
    return _do(request, study, pk, shaping.theme_unsplit, _("Put together again."))


@CHANGE
@require_POST
@missing_is_404
def remove_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Take it away; its texts have none then."""
    return _do(request, study, pk, shaping.theme_remove, _("Removed. You can bring it back."))


@CHANGE
@require_POST
@missing_is_404
def restore_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Bring it back."""
    return _do(request, study, pk, shaping.theme_restore, _("It is back."))


def _do(
    request: HttpRequest, study: int, pk: int, service: Callable[..., Theme | None], done: str
) -> HttpResponse:
    theme = theme_get_for(reader_of(request), study, pk)
    by: User = signed_in(request)
    back = theme.study.get_absolute_url()
    return deed(request, lambda: service(theme=theme, by=by), done=done, back=back)
