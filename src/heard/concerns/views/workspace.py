"""Pages on which a landlord's officers answer for the cases that residents shared with them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.actors import landlords_officer
from heard.concerns.catalogue import category_get
from heard.concerns.clockwork import clocks_of, facts_of
from heard.concerns.errors import ConcernError
from heard.concerns.events import Kind
from heard.concerns.forms.answers import (
    AnswerForm,
    CommitmentDateForm,
    CommitmentDoneForm,
    CommitmentForm,
    ExtensionForm,
    FilesForm,
    StepForm,
)
from heard.concerns.models import Attachment
from heard.concerns.selectors.finding import landlord_case_get_for, landlord_cases_for
from heard.concerns.selectors.listing import COLUMNS, concern_rows
from heard.concerns.selectors.viewing import Viewer, own_words_for, people_for, timeline_for
from heard.concerns.selectors.workspace import commitments_of, workspace_for
from heard.concerns.services import answers
from heard.concerns.services.casework import milestone_record
from heard.concerns.services.looking import case_look, export_note
from heard.concerns.views.answering import files_kept, missing_is_404, refusal_shown, signed_in
from heard.publications.csv import cell
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest

    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern, Event
    from heard.uploads.models import StoredFile

    Doing = Callable[[Any, Concern, Actor, tuple[StoredFile, ...]], Event]

# Whether somebody felt listened to is said to the council, not to the landlord.
EXPORTED = tuple(name for name in COLUMNS if name != "felt")
READ = allow(Thing.LANDLORD_CASE, Action.READ)
CHANGE = allow(Thing.LANDLORD_CASE, Action.CHANGE)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """What waits for the landlord, what is open, what is closed."""
    show = request.GET.get("show", "waiting")
    tabs, page = workspace_for(reader_of(request), show=show, after=request.GET.get("after", ""))
    shown = show if show in {tab.code for tab in tabs} else "waiting"
    context = {
        "heading": _("Cases shared with you"),
        "tabs": tabs,
        "show": shown,
        "page": page,
        "now": timezone.now(),
        "case_page": "workspace:case",
        "export": reverse("workspace:export"),
    }
    return render(request, "workspace/list.html", context)


@allow(Thing.LANDLORD_CASE, Action.EXPORT)
@private_page
@require_safe
def export_view(request: HttpRequest) -> HttpResponse:
    """The landlord's cases as CSV: where each stands, and nothing personal."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cases.csv"'
    writer = csv.writer(response)
    writer.writerow(EXPORTED)
    cases = landlord_cases_for(reader_of(request)).distinct()
    rows = 0
    for row in concern_rows(cases):
        writer.writerow([cell(row[name]) for name in EXPORTED])
        rows += 1
    export_note(by=signed_in(request), rows=rows, personal=False, reason="")
    return response


@READ
@private_page
@require_safe
@missing_is_404
def case_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One case: what the resident shared, what was said, and the landlord's own deadlines."""
    reader = reader_of(request)
    concern = landlord_case_get_for(reader, reference)
    case_look(concern=concern, by=signed_in(request), what="landlord-case")
    viewer = Viewer.landlord(reader)
    now = timezone.now()
    facts = facts_of(concern)
    timeline = timeline_for(concern, viewer)
    clocks = [clock for clock in clocks_of(concern, facts, now=now) if clock.rule.who == "landlord"]
    context = {
        "concern": concern,
        "category": category_get(concern.category),
        "own_words": own_words_for(concern, viewer),
        "people": people_for(concern, viewer),
        "timeline": timeline,
        "clocks": clocks,
        "commitments": commitments_of(facts, timeline, timezone.localdate()),
        "may_extend": any(clock.is_open and clock.rule.extension for clock in clocks),
        "file_page": "workspace:file",
        "crumbs": [(_("Cases shared with you"), reverse("workspace:list"))],
    }
    return render(request, "workspace/case.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def file_view(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """A file of the case, if the landlord is shown it."""
    reader = reader_of(request)
    concern = landlord_case_get_for(reader, reference)
    shown = {
        attachment.pk
        for view in timeline_for(concern, Viewer.landlord(reader))
        for attachment in view.files
    }
    attachment = get_object_or_404(
        Attachment.objects.select_related("file"), concern=concern, pk__in=shown & {pk}
    )
    case_look(concern=concern, by=signed_in(request), what="file")
    if not attachment.file.is_image:
        return redirect(file_link(attachment.file))
    small = request.GET.get("size") == "small"
    return image_response(attachment.file, small=small)  # type: ignore[return-value]


def _act(
    request: HttpRequest,
    reference: str,
    *,
    form_for: Callable[[Concern], forms.Form],
    doing: Doing,
    heading: str,
    done: str,
) -> HttpResponse:
    """Show a form, do what it says, and go back to the case."""
    concern = landlord_case_get_for(reader_of(request), reference)
    user = signed_in(request)
    form = form_for(concern)
    if request.method == "POST" and form.is_valid():
        files = files_kept(form.cleaned_data.get("documents") or (), by=user, form=form)
        if files is not None and _done(concern, user, form, doing, files, request):
            messages.success(request, done)
            return redirect("workspace:case", concern.reference)
    case = reverse("workspace:case", args=[concern.reference])
    context = {
        "heading": heading,
        "form": form,
        "concern": concern,
        "category": category_get(concern.category),
        "back": case,
        "crumbs": [
            (_("Cases shared with you"), reverse("workspace:list")),
            (concern.reference, case),
        ],
    }
    return render(request, "workspace/form.html", context)


def _done(
    concern: Concern,
    user: Any,
    form: forms.Form,
    doing: Doing,
    files: tuple[StoredFile, ...],
    request: HttpRequest,
) -> bool:
    """Whether it could be done; the form says why not."""
    own = reader_of(request).landlords
    sharing = concern.sharings.filter(landlord__in=own).select_related("landlord").first()
    if sharing is None or sharing.landlord is None:
        form.add_error(None, _("This concern isn't shared with you any more."))
        return False
    try:
        doing(form, concern, landlords_officer(user, sharing.landlord), files)
    except ConcernError as error:
        refusal_shown(form, error)
        return False
    return True


@CHANGE
@takes_files()
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def answer_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer the resident, and commit to actions with dates."""

    def doing(
        form: AnswerForm, concern: Concern, actor: Actor, files: tuple[StoredFile, ...]
    ) -> Event:
        data = form.cleaned_data
        return answers.answer_give(
            concern=concern,
            answer=data["answer"],
            words=data["words"],
            reason=data["reason"],
            actions=form.actions(),
            files=files,
            actor=actor,
        )

    return _act(
        request,
        reference,
        form_for=lambda _concern: AnswerForm(request.POST or None, request.FILES or None),
        doing=doing,
        heading=_("Answer the resident"),
        done=_("Your answer is on the record, and the resident is told."),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def commit_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Commit to an action by a date."""
    return _act(
        request,
        reference,
        form_for=lambda _concern: CommitmentForm(request.POST or None),
        doing=lambda form, concern, actor, _files: answers.commitment_make(
            concern=concern, actor=actor, **form.cleaned_data
        ),
        heading=_("Commit to an action"),
        done=_("Your action is on the record."),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def commitment_date_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give an action a new date."""
    return _act(
        request,
        reference,
        form_for=lambda _concern: CommitmentDateForm(request.POST or None),
        doing=lambda form, concern, actor, _files: answers.commitment_change(
            concern=concern, number=number, actor=actor, **form.cleaned_data
        ),
        heading=_("Give the action a new date"),
        done=_("The new date is on the record. The old one stays there too."),
    )


@CHANGE
@takes_files()
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def commitment_done_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say that an action was done."""
    return _act(
        request,
        reference,
        form_for=lambda _concern: CommitmentDoneForm(request.POST or None, request.FILES or None),
        doing=lambda form, concern, actor, files: answers.commitment_done(
            concern=concern,
            number=number,
            words=form.cleaned_data["words"],
            files=files,
            actor=actor,
        ),
        heading=_("The action was done"),
        done=_("Thank you. The resident is told, and can say whether it is fixed."),
    )


@CHANGE
@takes_files()
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def step_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a step under the Complaint Handling Code or Awaab's Law."""

    def doing(
        form: StepForm, concern: Concern, actor: Actor, files: tuple[StoredFile, ...]
    ) -> Event:
        data = form.cleaned_data
        return milestone_record(
            concern=concern,
            kind=Kind(data["kind"]),
            at=form.moment(),
            hazard=data["hazard"],
            words=data["words"],
            files=files,
            actor=actor,
        )

    return _act(
        request,
        reference,
        form_for=lambda _concern: StepForm(request.POST or None, request.FILES or None),
        doing=doing,
        heading=_("Record a step"),
        done=_("The step is on the record, and the deadlines are worked out again."),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def extend_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Take more time under a rule that allows it."""

    def form_for(concern: Concern) -> ExtensionForm:
        clocks = clocks_of(concern, facts_of(concern), now=timezone.now())
        return ExtensionForm(request.POST or None, clocks=clocks)

    return _act(
        request,
        reference,
        form_for=form_for,
        doing=lambda form, concern, actor, _files: answers.clock_extend(
            concern=concern, actor=actor, **form.cleaned_data
        ),
        heading=_("Take more time"),
        done=_("The new deadline is on the record, and the resident is told why."),
    )


@CHANGE
@takes_files()
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Add words or documents to the record."""
    return _act(
        request,
        reference,
        form_for=lambda _concern: FilesForm(request.POST or None, request.FILES or None),
        doing=lambda form, concern, actor, files: answers.files_add(
            concern=concern, words=form.cleaned_data["words"], files=files, actor=actor
        ),
        heading=_("Add to the record"),
        done=_("Added. The resident and the council's team can see it."),
    )
