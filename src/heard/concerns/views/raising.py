"""Raising a concern, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.concerns import catalogue
from heard.concerns.pages.raising_steps import STEP
from heard.concerns.services.drafting import draft_save
from heard.concerns.views.raising_draft import answers_of, draft_of, draft_open, sent_of
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.pages.answers import Answers
    from heard.concerns.pages.raising_steps import Step

CHANGE = "change"  # in the address of a page that was opened from the list of answers


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_safe
def start_view(request: HttpRequest) -> HttpResponse:
    """What this is, what happens with it, and the ways without it."""
    draft = draft_of(request)
    going_on = ""
    if draft is not None and not sent_of(draft):
        missing = answers_of(request, draft).missing
        going_on = missing.url if missing else reverse("raise:check")
    context = {
        "heading": _("Say what is wrong"),
        "going_on": going_on,
        "sent": sent_of(draft),
        "council_contact": settings.COUNCIL_CONTACT,
    }
    return render(request, "raising/start.html", context)


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def step_view(request: HttpRequest, step: str) -> HttpResponse:
    """One page. What is typed is kept, right or wrong; only what is right goes on."""
    page = STEP.get(step)
    if page is None or step == "photos":
        raise Http404
    if request.method == "POST":
        return _taken(request, page)
    draft = draft_of(request)
    if sent_of(draft) and step != "for":
        return redirect("raise:receipt", sent_of(draft))
    answers = answers_of(request, None if sent_of(draft) else draft)
    return _shown(request, page, answers)


def _taken(request: HttpRequest, page: Step) -> HttpResponse:
    draft = draft_of(request)
    if sent_of(draft) and page.code != "for":
        messages.info(request, _("You sent this already. You can add to it on its own page."))
        return redirect("raise:receipt", sent_of(draft))
    draft = draft_open(request)
    answers = answers_of(request, draft)
    form = page.form(request.POST, answers=answers)
    valid = form.is_valid()
    typed = {name: request.POST.getlist(name)[:40] for name in form.fields}
    draft_save(draft=draft, page=page.code, typed=typed, handed=form.hand_on() if valid else None)
    answers = answers_of(request, draft)
    if not valid:
        return _shown(request, page, answers)
    return redirect(next_url(answers, page, changing=CHANGE in request.GET))


def next_url(answers: Answers, page: Step, *, changing: bool) -> str:
    """Where to go from a page: on, or back to the list of answers if nothing else is missing."""
    after = answers.missing if changing else answers.after(page.code)
    if after is None:
        return reverse("raise:check")
    return f"{after.url}?{CHANGE}" if changing else after.url


def back_url(answers: Answers, code: str, *, changing: bool) -> str:
    """Where the link Back leads."""
    if changing:
        return reverse("raise:check")
    before = answers.before(code)
    return before.url if before else reverse("raise:start")


def _shown(request: HttpRequest, page: Step, answers: Answers) -> HttpResponse:
    form = answers.form(page.code)
    if request.method != "POST" and form.is_bound and not form.is_valid():
        form.errors.clear()  # kept as it was typed; nobody is told off for coming back
    category = answers.category
    context: dict[str, Any] = {
        "heading": page.heading,
        "form": form,
        "back": back_url(answers, page.code, changing=CHANGE in request.GET),
        "landlord": answers.landlord if "landlord" in answers.said else None,
        "category": _(category.name) if category else "",
        "advice": [{"title": _(one.title), "text": _(one.text)} for one in answers.advice]
        if page.code == "advice"
        else [],
    }
    return render(request, page.template, context)


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def all_view(request: HttpRequest) -> HttpResponse:
    """Everything that it can be about, on one page, to look through or search with the browser."""
    if request.method == "POST":
        return _chosen(request)
    draft = draft_of(request)
    answers = answers_of(request, draft)
    groups = [
        (_(group.name), [{"code": o.code, "name": _(o.name), "hint": _(o.hint)} for o in inside])
        for group, inside in catalogue.groups(timezone.localdate())
    ]
    context = {
        "heading": _("Everything that it can be about"),
        "groups": groups,
        "back": back_url(answers, "what", changing=False),
    }
    return render(request, "raising/all.html", context)


def _chosen(request: HttpRequest) -> HttpResponse:
    """Take the category and its group from the list of everything."""
    code = request.POST.get("category", "")
    known = {one.code: one for one in catalogue.categories(timezone.localdate())}
    if code not in known:
        return redirect("raise:all")
    if sent_of(draft_of(request)):
        return redirect("raise:receipt", sent_of(draft_of(request)))
    draft = draft_open(request)
    group = known[code].group.code
    draft_save(draft=draft, page="about", typed={"group": [group]}, handed=None)
    draft_save(draft=draft, page="what", typed={"category": [code]}, handed=None)
    return redirect(next_url(answers_of(request, draft), STEP["what"], changing=False))
