"""Pages on which landlords take a practice up, report, ask and answer, and see where to learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.landlords.selectors import landlord_bare_for
from heard.practices.errors import PracticeError
from heard.practices.forms.spreading import AnswerForm, AskForm, ReportForm
from heard.practices.models import Progress
from heard.practices.selectors.acting import landlords_acted_for
from heard.practices.selectors.gaps import practices_for
from heard.practices.selectors.viewing import (
    is_team,
    practice_public_get_for,
    question_get_for,
    question_sides_of,
)
from heard.practices.services import (
    adoption_report,
    question_agree,
    question_answer,
    question_ask,
)
from heard.practices.views.writing import refused
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.practices.models import Practice

READ = allow(Thing.PRACTICE, Action.READ)
CHANGE = allow(Thing.PRACTICE, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def adopt_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how far a landlord has gone with a practice. What was said before stays."""
    reader = reader_of(request)
    practice = practice_public_get_for(reader, reference)
    form = ReportForm(
        request.POST or None,
        landlords=landlords_acted_for(reader),
        initial={"progress": request.GET.get("progress", "")},
    )
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in REPORTED}
        try:
            step = adoption_report(
                practice=practice, landlord=form.chosen(), by=signed_in(request), **given
            )
        except PracticeError as error:
            refused(form, error)
        else:
            messages.success(request, _said(step.progress))
            return redirect("practices:detail", reference)
    heading = _("Say how far you have gone with it")
    return _form(request, form, practice, heading, _("Keep this report"))


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def ask_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the landlord that did it."""
    reader = reader_of(request)
    practice = practice_public_get_for(reader, reference)
    form = AskForm(request.POST or None, landlords=landlords_acted_for(reader))
    if form.is_valid():
        try:
            asked = question_ask(
                practice=practice,
                landlord=form.chosen(),
                text=form.cleaned_data["text"],
                agrees=form.cleaned_data["agrees"],
                by=signed_in(request),
            )
        except PracticeError as error:
            refused(form, error)
        else:
            messages.success(request, _("Sent. You will get an e-mail when it is answered."))
            return redirect("practices:question", asked.pk)
    return _form(request, form, practice, _("Ask the landlord that did it"), _("Send"))


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def question_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A question with its answer, for both sides; the one that is asked answers here."""
    reader = reader_of(request)
    question = question_get_for(reader, pk)
    asked, asks = question_sides_of(reader, question)
    may_answer = (asked or is_team(reader)) and question.answered_at is None
    form = AnswerForm(request.POST or None) if may_answer else None
    if form is not None and form.is_valid():
        try:
            question_answer(question=question, by=signed_in(request), **form.cleaned_data)
        except PracticeError as error:
            refused(form, error)
        else:
            messages.success(request, _("Answered. Whoever asked is told by e-mail."))
            return redirect("practices:question", pk)
    context = {
        "question": question,
        "practice": question.practice,
        "title": question.practice.versions.latest("number").title,
        "form": form,
        "is_asked": asked,
        "asks": asks,
        "crumbs": _crumbs(question.practice),
    }
    return render(request, "practices/question.html", context)


@CHANGE
@private_page
@require_http_methods(["POST"])
@missing_is_404
def agree_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree that question and answer are public, or take that back. Each side for itself."""
    reader = reader_of(request)
    question = question_get_for(reader, pk)
    asked, asks = question_sides_of(reader, question)
    if not (asked or asks):
        raise Http404
    agrees = request.POST.get("agrees") == "yes"
    try:
        question_agree(question=question, asked=asks, agrees=agrees, by=signed_in(request))
    except PracticeError as error:
        messages.warning(request, str(error))
    return redirect("practices:question", pk)


@READ
@private_page
@require_safe
@missing_is_404
def gaps_view(request: HttpRequest) -> HttpResponse:
    """Practices for where a landlord is weak, and why each is shown."""
    reader = reader_of(request)
    landlords = landlords_acted_for(reader)
    wanted = request.GET.get("landlord", "")
    chosen = next((one for one in landlords if one.slug == wanted), None)
    if chosen is None and not is_team(reader):
        chosen = landlords[0]
    context: dict[str, Any] = {
        "landlords": landlords if len(landlords) > 1 else [],
        "landlord": chosen,
        "is_team": is_team(reader),
        "chances": practices_for(landlord_bare_for(reader, chosen.slug)) if chosen else [],
        "crumbs": [(_("Good practice"), reverse("practices:list"))],
    }
    return render(request, "practices/gaps.html", context)


REPORTED = ("progress", "on", "happened", "effect", "rung")


def _said(progress: str) -> str:
    if progress == Progress.CONSIDERING:
        return _("Noted. Only you and the council’s team see that you are considering it.")
    return _("Thank you. Your report stands on the practice’s page.")


def _crumbs(practice: Practice) -> list[tuple[str, str]]:
    return [
        (_("Good practice"), reverse("practices:list")),
        (practice.reference, reverse("practices:detail", args=[practice.reference])),
    ]


def _form(
    request: HttpRequest, form: Any, practice: Practice, heading: str, button: str
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "caption": practice.versions.latest("number").title,
        "button": button,
        "back": reverse("practices:detail", args=[practice.reference]),
        "crumbs": _crumbs(practice),
    }
    return render(request, "practices/form.html", context)
