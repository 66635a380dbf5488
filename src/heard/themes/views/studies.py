"""The team's pages of studies: all of them, one, and how far its sorting is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.ingest.codebooks import MOST_BYTES
from heard.measures.views.responses import chart_response
from heard.runs.steering import run_stop
from heard.safety.guard import private_page
from heard.themes.asking import model_place
from heard.themes.forms.studies import (
    MOST_FILE,
    CodebookForm,
    ConcernsForm,
    FileStudyForm,
    FindForm,
    ShowForm,
    TitleForm,
)
from heard.themes.models import Check, What
from heard.themes.pages.study import about_of, rows_of, sizes_chart, sorting_words, who_of
from heard.themes.selectors.quotes import approved_words
from heard.themes.selectors.sizes import sizes_of
from heard.themes.selectors.studies import (
    sorting_get_for,
    sorting_last,
    sorting_live,
    studies_page,
    study_get_for,
    themes_gone,
)
from heard.themes.services.codebooks import codebook_export, codebook_import
from heard.themes.services.sorting import sorting_request
from heard.themes.services.studies import (
    study_hide,
    study_of_concerns,
    study_of_file,
    study_remove,
    study_rename,
    study_show,
    study_unwatch,
    study_watch,
)
from heard.themes.views.answers import (
    crumbs_of,
    deed,
    form_answer,
    missing_is_404,
    page,
    posted,
    signed_in,
)
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.themes.models import Sorting, Study

READ = allow(Thing.THEMES, Action.READ)
CHANGE = allow(Thing.THEMES, Action.CHANGE)
EXPORT = allow(Thing.THEMES, Action.EXPORT)
FORM = require_http_methods(["GET", "POST"])
TOLD = 3  # rows that were left out whose faults are told in full


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """All studies, the newest first."""
    found = studies_page(reader_of(request), page=request.GET.get("page", 1))
    rows = [{"study": one, "about": about_of(one), "who": who_of(one)} for one in found]
    return page(request, "list", page=found, rows=rows)


@CHANGE
@private_page
@FORM
def concerns_view(request: HttpRequest) -> HttpResponse:
    """Begin a study of concerns."""
    form = ConcernsForm(posted(request))

    def doing(_given: dict[str, Any]) -> Sorting | None:
        return sorting_last(study_of_concerns(by=signed_in(request), **form.wanted))

    return form_answer(
        request,
        form=form,
        doing=doing,
        heading=_("Themes in concerns"),
        hint=_("Heard sorts what residents wrote into themes. You name them and decide."),
        button=_("Find themes"),
        done="",
        back=reverse("themes:list"),
        crumbs=[(_("Themes"), reverse("themes:list")), (_("Study of concerns"), "")],
    )


@takes_files(each=MOST_FILE, total=MOST_FILE)
@CHANGE
@private_page
@FORM
def file_view(request: HttpRequest) -> HttpResponse:
    """Begin a study of a file."""
    form = FileStudyForm(posted(request), request.FILES or None)

    def doing(_given: dict[str, Any]) -> Sorting | None:
        study, answers = study_of_file(by=signed_in(request), **form.wanted)
        if answers.left_out:
            left = ngettext(
                "%(n)s row was left out.", "%(n)s rows were left out.", answers.left_out
            )
            told = [left % {"n": answers.left_out}, *map(str, answers.faults[:TOLD])]
            more = ", ".join(one.place for one in answers.faults[TOLD:])
            if more:
                told.append(_("Also: %(rows)s.") % {"rows": more})
            messages.warning(request, " ".join(told))
        for (column, name), count in answers.unknown.most_common(3):
            messages.warning(
                request,
                _("Column %(column)s: “%(name)s” isn’t in the register (%(n)s rows).")
                % {"column": column, "name": name, "n": count},
            )
        return sorting_last(study)

    return form_answer(
        request,
        form=form,
        doing=doing,
        heading=_("Themes in a file"),
        hint=_("Answers to a question, a consultation, notes of a drop-in: a text in each row."),
        button=_("Find themes"),
        done="",
        back=reverse("themes:list"),
        crumbs=[(_("Themes"), reverse("themes:list")), (_("Study of a file"), "")],
        has_file=True,
    )


@READ
@private_page
@require_safe
@missing_is_404
def study_view(request: HttpRequest, study: int) -> HttpResponse:
    """The themes of a study, largest first."""
    found = study_get_for(reader_of(request), study)
    sizes = sizes_of(found)
    chart = reverse("themes:chart", args=[study])
    return page(
        request,
        "study",
        study=found,
        about=about_of(found),
        who=who_of(found),
        sizes=sizes,
        rows=rows_of(sizes, approved_words([one.theme for one in sizes.rows])),
        chart=sizes_chart(found, sizes) if sizes.base else None,
        chart_url=chart,
        running=sorting_live(found),
        model=model_place(),
        last=sorting_last(found),
        last_words=sorting_words(sorting_last(found)),
        gone=themes_gone(found),
        checks=Check.objects.filter(study=found).select_related("first", "second"),
        crumbs=crumbs_of(found),
    )


@READ
@private_page
@require_safe
@missing_is_404
def chart_view(request: HttpRequest, study: int) -> HttpResponse:
    """How large the themes are, as a picture."""
    found = study_get_for(reader_of(request), study)
    narrow = request.GET.get("width") == "narrow"
    chart = sizes_chart(found, sizes_of(found), width="narrow" if narrow else "wide")
    return chart_response(request, chart)


@CHANGE
@FORM
@missing_is_404
def find_view(request: HttpRequest, study: int) -> HttpResponse:
    """Look for themes again, beside those that are kept."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return form_answer(
        request,
        form=FindForm(posted(request)),
        doing=lambda given: sorting_request(study=found, what=What.FIND, by=by, k=given["k"]),
        heading=_("Look for themes again"),
        hint=_(
            "Kept themes and their texts stay as they are. All others are replaced by what is "
            "found in the rest."
        ),
        button=_("Look for themes"),
        done="",
        back=found.get_absolute_url(),
        crumbs=crumbs_of(found, _("Look for themes again")),
    )


@CHANGE
@require_POST
@missing_is_404
def follow_view(request: HttpRequest, study: int) -> HttpResponse:
    """Sort new texts into the kept themes."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return deed(
        request,
        lambda: sorting_request(study=found, what=What.FOLLOW, by=by),
        done="",
        back=found.get_absolute_url(),
    )


@CHANGE
@require_POST
@missing_is_404
def again_view(request: HttpRequest, study: int) -> HttpResponse:
    """Sort all texts into the kept themes anew."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return deed(
        request,
        lambda: sorting_request(study=found, what=What.GIVEN, by=by),
        done="",
        back=found.get_absolute_url(),
    )


@CHANGE
@FORM
@missing_is_404
def names_view(request: HttpRequest, study: int) -> HttpResponse:
    """Say what goes to the language model and ask once; then have it propose names."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    if not model_place():
        raise Http404(_("No language model is turned on."))
    if request.method == "POST":
        return deed(
            request,
            lambda: sorting_request(study=found, what=What.NAME, by=by),
            done="",
            back=found.get_absolute_url(),
        )
    crumbs = crumbs_of(found, _("Names from a language model"))
    return page(request, "names", study=found, place=model_place(), crumbs=crumbs)


@READ
@never_cache
@require_safe
@missing_is_404
def sorting_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """How far a sorting is; the part alone when htmx asks for it."""
    run = sorting_get_for(reader_of(request), study, pk)
    context = {"run": run, "words": sorting_words(run)}
    if request.headers.get("HX-Request"):
        return render(request, "themes/_sorting.html", context)
    return page(request, "sorting", crumbs=crumbs_of(run.study, _("Sorting")), **context)


@CHANGE
@require_POST
@missing_is_404
def stop_view(request: HttpRequest, study: int, pk: int) -> HttpResponse:
    """Stop a sorting."""
    run = sorting_get_for(reader_of(request), study, pk)
    by = signed_in(request)
    return deed(request, lambda: run_stop(run, by=by), done="", back=run.get_absolute_url())


@CHANGE
@FORM
@missing_is_404
def title_view(request: HttpRequest, study: int) -> HttpResponse:
    """Give it another title."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return form_answer(
        request,
        form=TitleForm(posted(request), initial={"title": found.title}),
        doing=lambda given: study_rename(study=found, by=by, **given),
        heading=_("Title of the study"),
        button=_("Save"),
        done=_("Saved."),
        back=found.get_absolute_url(),
        crumbs=crumbs_of(found, _("Title")),
    )


@CHANGE
@FORM
@missing_is_404
def show_view(request: HttpRequest, study: int) -> HttpResponse:
    """Choose who sees the kept themes."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    now = "everybody" if found.published_at else "landlords" if found.shared_at else "team"

    def doing(given: dict[str, Any]) -> Study:
        if given["who"] == "team":
            return study_hide(study=found, by=by)
        if given["who"] == "landlords" and found.published_at:
            study_hide(study=found, by=by)
        return study_show(study=found, to_everybody=given["who"] == "everybody", by=by)

    return form_answer(
        request,
        form=ShowForm(posted(request), initial={"who": now}),
        doing=doing,
        heading=_("Who sees these themes"),
        button=_("Save"),
        done=_("Saved."),
        back=found.get_absolute_url(),
        crumbs=crumbs_of(found, _("Who sees them")),
    )


@CHANGE
@require_POST
@missing_is_404
def watch_view(request: HttpRequest, study: int) -> HttpResponse:
    """Warn of what rises by its themes."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return deed(
        request,
        lambda: study_watch(study=found, by=by),
        done=_("From the next scan on, warnings go by these themes too."),
        back=found.get_absolute_url(),
    )


@CHANGE
@require_POST
@missing_is_404
def unwatch_view(request: HttpRequest, study: int) -> HttpResponse:
    """Warn by categories alone again."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)
    return deed(
        request,
        lambda: study_unwatch(study=found, by=by),
        done=_("Warnings go by categories alone."),
        back=found.get_absolute_url(),
    )


@CHANGE
@FORM
@missing_is_404
def remove_view(request: HttpRequest, study: int) -> HttpResponse:
    """Take a study off the lists, after asking once."""
    found = study_get_for(reader_of(request), study)
    if request.method == "POST":
        study_remove(study=found, by=signed_in(request))
        messages.success(request, _("Removed."))
        return redirect("themes:list")
    return page(request, "remove", study=found, crumbs=crumbs_of(found, _("Remove")))


@EXPORT
@private_page
@require_safe
@missing_is_404
def codebook_view(request: HttpRequest, study: int) -> HttpResponse:
    """The kept themes as a file."""
    found = study_get_for(reader_of(request), study)
    text = codebook_export(study=found, by=signed_in(request))
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="codebook-{found.pk}.json"'
    return response


@takes_files(each=MOST_BYTES, total=MOST_BYTES)
@CHANGE
@FORM
@missing_is_404
def codebook_import_view(request: HttpRequest, study: int) -> HttpResponse:
    """Keep the themes of a file in this study."""
    found = study_get_for(reader_of(request), study)
    by = signed_in(request)

    @transaction.atomic  # where texts can't be sorted now, its themes aren't taken either
    def doing(given: dict[str, Any]) -> object:
        file = given["file"]
        codebook_import(study=found, data=file.read(), file=str(file.name), by=by)
        return sorting_request(study=found, what=What.GIVEN, by=by)

    return form_answer(
        request,
        form=CodebookForm(posted(request), request.FILES or None),
        doing=doing,
        heading=_("Themes from a codebook"),
        hint=_("All texts are sorted into them, and the kept themes that there are."),
        button=_("Use these themes"),
        done="",
        back=found.get_absolute_url(),
        crumbs=crumbs_of(found, _("Codebook")),
        has_file=True,
    )
