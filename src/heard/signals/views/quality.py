"""How good the warnings are: measured by what they came to, and tried on history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow
from heard.runs.errors import RunError
from heard.runs.models import LIVE, RunState
from heard.runs.steering import run_stop
from heard.signals.errors import SignalError
from heard.signals.forms.watching import ProblemForm
from heard.signals.models import KnownProblem, Trial
from heard.signals.pages.rows import lead_words, precision_words, rows_of
from heard.signals.pages.trial import methods_of, noted_of, tested_of
from heard.signals.pages.warning import since_words
from heard.signals.selectors.quality import quality
from heard.signals.services.acting import problem_add, problem_remove
from heard.signals.services.trying import trial_request
from heard.signals.views.answers import form_answer, missing_is_404, page, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = allow(Thing.WARNING, Action.READ)
CHANGE = allow(Thing.WARNING, Action.CHANGE)


@READ
@require_safe
def quality_view(request: HttpRequest) -> HttpResponse:
    """Measured precision and lead time, from what was found out about each warning."""
    found = quality()
    rows = rows_of([one.warning for one in found.leads])
    leads = [
        (row, since_words(one.formal_on, one.warning.found_on))
        for row, one in zip(rows, found.leads, strict=True)
    ]
    return page(
        request,
        "quality",
        found=found,
        precision=precision_words(found),
        lead=lead_words(found),
        leads=leads,
    )


@READ
@never_cache
@require_safe
def trial_view(request: HttpRequest) -> HttpResponse:
    """The latest back-test, and how far one is that is running."""
    running = Trial.objects.filter(state__in=LIVE).first()
    if request.headers.get("HX-Request"):
        latest = running or Trial.objects.first()
        return render(request, "signals/_trial_running.html", {"running": latest})
    trial = Trial.objects.filter(state=RunState.DONE).first()
    return page(
        request,
        "trial",
        trial=trial,
        running=running,
        last=Trial.objects.first(),
        methods=methods_of(trial) if trial else [],
        tested=tested_of(trial) if trial else [],
        noted=noted_of(KnownProblem.objects.filter(removed_at=None).select_related("estate")),
    )


@CHANGE
@require_POST
def trial_start_view(request: HttpRequest) -> HttpResponse:
    """Play the last year again."""
    try:
        trial_request(by=signed_in(request))
    except (SignalError, RunError) as error:
        messages.error(request, str(error))
    return redirect("warnings:trial")


@CHANGE
@require_POST
@missing_is_404
def trial_stop_view(request: HttpRequest) -> HttpResponse:
    """Stop the back-test that is running."""
    running = Trial.objects.filter(state__in=LIVE).first()
    if running is not None:
        run_stop(running, by=signed_in(request))
    return redirect("warnings:trial")


@CHANGE
@require_http_methods(["GET", "POST"])
def problem_add_view(request: HttpRequest) -> HttpResponse:
    """Note trouble that is known to have been."""
    return form_answer(
        request,
        form=ProblemForm(posted(request)),
        doing=lambda given: problem_add(by=signed_in(request), **given),
        heading=_("A problem that is known to have been"),
        hint=_("The next back-test asks whether and when warnings would have told of it."),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("warnings:trial"),
        crumbs=[
            (_("Warnings"), reverse("warnings:list")),
            (_("Back-test"), reverse("warnings:trial")),
            (_("Known problem"), ""),
        ],
    )


@CHANGE
@require_POST
def problem_remove_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a known problem out of later back-tests."""
    problem = get_object_or_404(KnownProblem, pk=pk, removed_at=None)
    problem_remove(problem=problem, by=signed_in(request))
    messages.success(request, _("Taken out. Earlier back-tests keep it."))
    return redirect("warnings:trial")
