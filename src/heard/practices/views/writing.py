"""Pages on which a landlord, or the team for it, writes a practice and sends it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.views.answering import files_kept, missing_is_404, signed_in
from heard.practices.catalogue import framework_code, practice_type_find
from heard.practices.content import Content, content_of, missing_of
from heard.practices.errors import PracticeError, UnfinishedError
from heard.practices.forms.spreading import ReasonForm
from heard.practices.forms.writing import RUNG_HINTS, PracticeForm
from heard.practices.models import Rung, Status
from heard.practices.selectors.acting import landlords_acted_for
from heard.practices.selectors.criteria import criteria_now
from heard.practices.selectors.desk import (
    adoptions_for,
    practices_waiting_for,
    questions_for,
    titled,
)
from heard.practices.selectors.listing import serves_named
from heard.practices.selectors.viewing import (
    history_of,
    is_public,
    is_team,
    practice_making_get_for,
    practices_making_for,
    version_get_for,
)
from heard.practices.services import (
    practice_create,
    practice_save,
    practice_submit,
    practice_take_back,
    practice_withdraw,
)
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from heard.practices.models import Practice

READ = allow(Thing.PRACTICE, Action.READ)
CHANGE = allow(Thing.PRACTICE, Action.CHANGE)
Crumbs = list[tuple[str, str]]


@READ
@private_page
@require_safe
def ours_view(request: HttpRequest) -> HttpResponse:
    """What waits for a landlord, its practices, those it took up, and questions; the team's all."""
    reader = reader_of(request)
    context = {
        "waiting": practices_waiting_for(reader),
        "practices": titled(practices_making_for(reader)).order_by("-at", "-pk"),
        "adoptions": adoptions_for(reader),
        "questions": questions_for(reader),
        "is_team": is_team(reader),
        "today": timezone.localdate(),
        "crumbs": _crumbs()[:1],
    }
    return render(request, "practices/ours.html", context)


@CHANGE
@private_page
@takes_files()
@require_http_methods(["GET", "POST"])
@missing_is_404
def add_view(request: HttpRequest) -> HttpResponse:
    """Begin a practice."""
    landlords = landlords_acted_for(reader_of(request))
    kind = practice_type_find(request.GET.get("kind", ""))
    begun = None
    if kind is not None:
        serves = tuple((framework_code(), one) for one in kind.criteria)
        begun = Content("", kind=kind.code, serves=serves)
    form = PracticeForm(
        request.POST or None,
        request.FILES or None,
        criteria=criteria_now(),
        landlords=landlords,
        content=begun,
    )
    if form.is_valid():
        user = signed_in(request)
        files = files_kept(form.cleaned_data["documents"] or (), by=user, form=form)
        if files is not None:
            landlord = form.cleaned_data.get("landlord") or landlords[0]
            made = practice_create(landlord=landlord, content=form.made(files), by=user)
            messages.success(request, _("Kept as a draft. Nobody else sees it yet."))
            return redirect("practices:making", made.reference)
    return _form(request, form, _("Write down a practice"), _crumbs())


@CHANGE
@private_page
@takes_files()
@require_http_methods(["GET", "POST"])
@missing_is_404
def edit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what a practice says. What is public stays until the change is published."""
    practice = practice_making_get_for(reader_of(request), reference)
    version = practice.versions.latest("number")
    form = PracticeForm(
        request.POST or None,
        request.FILES or None,
        criteria=criteria_now(),
        landlords=(),
        content=content_of(version),
        initial={"based_on": version.number},
    )
    if form.is_valid() and _saved(request, form, practice):
        messages.success(request, _("Kept as a draft. Send it in when it is done."))
        return redirect("practices:making", reference)
    return _form(request, form, _("Change the practice"), _crumbs(practice))


@READ
@private_page
@require_safe
@missing_is_404
def making_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A practice in the making: what it says, what it lacks, and what was done with it."""
    reader = reader_of(request)
    practice = practice_making_get_for(reader, reference)
    moves, versions = history_of(practice)
    latest = versions[0]
    context = {
        "practice": practice,
        "version": latest,
        "kind": practice_type_find(latest.kind),
        "serves": serves_named(latest, criteria_now()),
        "proofs": latest.proofs.select_related("file"),
        "missing": missing_of(content_of(latest)),
        "moves": moves,
        "versions": versions,
        "is_public": is_public(practice),
        "can_change": practice.status != Status.SUBMITTED,
        "can_send": practice.status in {Status.DRAFT, Status.RETURNED},
        "may_moderate": is_team(reader),
        "crumbs": _crumbs(),
    }
    return render(request, "practices/making.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def version_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A practice as one version told it."""
    version = version_get_for(reader_of(request), reference, number)
    context = {
        "practice": version.practice,
        "version": version,
        "kind": practice_type_find(version.kind),
        "serves": serves_named(version, criteria_now()),
        "proofs": version.proofs.select_related("file"),
        "crumbs": _crumbs(version.practice),
    }
    return render(request, "practices/version.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def submit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Check it once more, then send it to the council's team."""
    practice = practice_making_get_for(reader_of(request), reference)
    version = practice.versions.latest("number")
    missing = missing_of(content_of(version))
    if request.method == "POST":
        try:
            practice_submit(practice=practice, by=signed_in(request))
        except UnfinishedError as error:
            missing = list(error.missing)
        except PracticeError as error:
            messages.warning(request, str(error))
            return redirect("practices:making", reference)
        else:
            messages.success(request, _("Sent. You will get an e-mail when it is decided."))
            return redirect("practices:making", reference)
    context = {
        "practice": practice,
        "version": version,
        "missing": missing,
        "crumbs": _crumbs(practice),
    }
    return render(request, "practices/submit.html", context)


@CHANGE
@private_page
@require_http_methods(["POST"])
@missing_is_404
def take_back_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it back before the team has decided."""
    practice = practice_making_get_for(reader_of(request), reference)
    try:
        practice_take_back(practice=practice, by=signed_in(request))
    except PracticeError as error:
        messages.warning(request, str(error))
    return redirect("practices:making", reference)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def withdraw_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a practice off the public pages, with the reason."""
    practice = practice_making_get_for(reader_of(request), reference)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            practice_withdraw(practice=practice, by=signed_in(request), **form.cleaned_data)
        except PracticeError as error:
            refused(form, error)
        else:
            messages.success(request, _("Withdrawn. Nothing that was said of it is lost."))
            return redirect("practices:making", reference)
    context = {
        "form": form,
        "heading": _("Take this practice off the public pages"),
        "hint": _("Landlords that took it up can still read it. It can be published again."),
        "button": _("Withdraw"),
        "back": reverse("practices:making", args=[reference]),
        "crumbs": _crumbs(practice),
    }
    return render(request, "practices/form.html", context)


def refused(form: forms.Form, error: PracticeError) -> None:
    """Show what can't be done beside the field that it is about."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def _saved(request: HttpRequest, form: PracticeForm, practice: Practice) -> bool:
    """Whether it could be kept; the form says why not."""
    user = signed_in(request)
    files = files_kept(form.cleaned_data["documents"] or (), by=user, form=form)
    if files is None:
        return False
    try:
        practice_save(
            practice=practice,
            content=form.made(files),
            by=user,
            based_on=form.cleaned_data["based_on"],
        )
    except PracticeError as error:
        refused(form, error)
        return False
    return True


def _form(request: HttpRequest, form: PracticeForm, heading: str, crumbs: Crumbs) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "rungs": [(rung.label, RUNG_HINTS[rung]) for rung in Rung],
        "back": crumbs[-1][1],
        "crumbs": crumbs,
    }
    return render(request, "practices/write.html", context)


def _crumbs(practice: Practice | None = None) -> Crumbs:
    crumbs = [
        (_("Good practice"), reverse("practices:list")),
        (_("Our practices"), reverse("practices:ours")),
    ]
    if practice is not None:
        crumbs.append((practice.reference, reverse("practices:making", args=[practice.reference])))
    return crumbs
