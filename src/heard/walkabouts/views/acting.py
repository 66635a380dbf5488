"""Pages on actions: the list, one of them, and what is done with it."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.errors import NotFoundError
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files
from heard.walkabouts.forms.acting import (
    ChangeForm,
    CloseForm,
    HideForm,
    ReopenForm,
    TakenForm,
)
from heard.walkabouts.forms.filters import ActionsForm
from heard.walkabouts.forms.planning import ReasonForm
from heard.walkabouts.models import Channel
from heard.walkabouts.pages.tabs import ACTION_TABS, tabs_of
from heard.walkabouts.selectors import (
    action_get_for,
    action_list_for,
    is_team,
    may_run,
    observation_get_for,
)
from heard.walkabouts.selectors.pages import action_page
from heard.walkabouts.services import (
    action_change,
    action_close,
    action_hide,
    action_reopen,
    action_show,
    observation_withdraw,
    photo_add,
    verdict_say,
)
from heard.walkabouts.views.answers import form_answer, missing_is_404, posted, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from heard.access import Reader
    from heard.walkabouts.models import EstateAction

READ = allow(Thing.WALKABOUT, Action.READ)
CHANGE = allow(Thing.WALKABOUT, Action.CHANGE)
RUN = allow(Thing.WALKABOUT_PLAN, Action.CHANGE)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Actions: open, late, done, and those that residents say aren't done."""
    show, tabs = tabs_of(request.GET.get("show", ""), ACTION_TABS)
    form = ActionsForm(request.GET)
    page = action_list_for(reader_of(request), form.wanted(show), page=request.GET.get("page", 1))
    context = {
        "form": form,
        "tabs": tabs,
        "show": show,
        "page": page,
        "today": timezone.localdate(),
    }
    return render(request, "walkabouts/actions.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def action_view(request: HttpRequest, key: str) -> HttpResponse:
    """One action: what was seen, each step, what residents say."""
    reader = reader_of(request)
    action = action_get_for(reader, key)
    context = {
        "action": action,
        "found": action_page(reader, action),
        "runs": may_run(reader, action.landlord_id),
        "is_team": is_team(reader),
        "today": timezone.localdate(),
        "crumbs": [*_crumbs(action)[:1], (action.estate.name, "")],
    }
    return render(request, "walkabouts/action.html", context)


@RUN
@takes_files()
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def close_view(request: HttpRequest, key: str) -> HttpResponse:
    """Say that it was done."""
    action = action_get_for(reader_of(request), key, runs=True)

    def doing(given: dict[str, Any]) -> None:
        by = signed_in(request)
        for file in given["photos"]:  # first: one that can't be taken leaves the action open
            photo_add(
                observation=action.observation,
                action=action,
                key=uuid.uuid5(action.key, hashlib.sha256(file.read()).hexdigest()),
                file=file,
                by=by,
            )
        action_close(action=action, words=given["words"], done_on=given["done_on"], by=by)

    return _act(
        request,
        action,
        form=CloseForm(posted(request), request.FILES or None),
        doing=doing,
        heading=_("This was done"),
        button=_("Save"),
        done=_("Saved. Residents see it, and can say whether it was done."),
    )


@RUN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def change_view(request: HttpRequest, key: str) -> HttpResponse:
    """Word it anew, give it to others or another date."""
    action = action_get_for(reader_of(request), key, runs=True)
    initial = {"what": action.what, "owner": action.owner, "due_on": action.due_on}
    return _act(
        request,
        action,
        form=ChangeForm(posted(request), initial=initial),
        doing=lambda given: action_change(action=action, by=signed_in(request), **given),
        heading=_("Change this action"),
        button=_("Save"),
        done=_("Saved. What it was before stays on the record."),
    )


@RUN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def reopen_view(request: HttpRequest, key: str) -> HttpResponse:
    """Say that it isn't done after all."""
    action = action_get_for(reader_of(request), key, runs=True)
    return _act(
        request,
        action,
        form=ReopenForm(posted(request)),
        doing=lambda given: action_reopen(action=action, by=signed_in(request), **given),
        heading=_("Open this action again"),
        button=_("Open it again"),
        done=_("It is open again."),
    )


@RUN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def hide_view(request: HttpRequest, key: str) -> HttpResponse:
    """The team keeps an action off the public page, or puts it back."""
    reader = reader_of(request)
    action = action_get_for(reader, key, runs=True)
    _only_team(reader)
    by = signed_in(request)
    if action.hidden_at is not None:
        return _act(
            request,
            action,
            form=forms.Form(posted(request)),
            doing=lambda _given: action_show(action=action, by=by),
            heading=_("Show this action to residents again?"),
            button=_("Show it"),
            done=_("Residents see it again."),
        )
    return _act(
        request,
        action,
        form=HideForm(posted(request)),
        doing=lambda given: action_hide(action=action, by=by, **given),
        heading=_("Keep this action off the public page?"),
        button=_("Hide it"),
        done=_("Residents don’t see it any more."),
    )


@RUN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def taken_view(request: HttpRequest, key: str) -> HttpResponse:
    """The team enters what a resident said on the telephone, in a letter or in person."""
    reader = reader_of(request)
    action = action_get_for(reader, key, runs=True)
    _only_team(reader)
    return _act(
        request,
        action,
        form=TakenForm(posted(request)),
        doing=lambda given: verdict_say(
            action=action,
            done=given["said"] == "done",
            channel=Channel(given["channel"]),
            by=signed_in(request),
        ),
        heading=_("What a resident said of it"),
        button=_("Save"),
        done=_("Counted with what residents said on the web. Nothing is kept of who it was."),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def withdraw_view(request: HttpRequest, key: str) -> HttpResponse:
    """Take back what was noted by mistake: whoever noted it, or whoever runs the walkabout."""
    reader = reader_of(request)
    own = observation_get_for(reader, key)
    observation = (
        own if own.by_id == reader.user_id else observation_get_for(reader, key, runs=True)
    )
    walkabout = observation.walkabout
    return form_answer(
        request,
        form=ReasonForm(posted(request)),
        doing=lambda given: observation_withdraw(
            observation=observation, reason=given["reason"], by=signed_in(request)
        ),
        heading=_("Withdraw this observation?"),
        hint=f"{observation.place}: {observation.seen}",
        button=_("Withdraw it"),
        done=_("Withdrawn. It stays on the record, and its action is dropped."),
        back=walkabout.get_absolute_url(),
        crumbs=[
            (_("Walkabouts"), reverse("walkabouts:work")),
            (str(walkabout), walkabout.get_absolute_url()),
        ],
        warning=True,
    )


def _only_team(reader: Reader) -> None:
    """What is for the Champion's team isn't there for others.

    Raises:
        NotFoundError: the reader isn't of it.
    """
    if not is_team(reader):
        raise NotFoundError(_("There is no such page for you."))


def _crumbs(action: EstateAction) -> list[tuple[str, str]]:
    return [
        (_("Actions"), reverse("walkabouts:actions")),
        (action.estate.name, action.get_absolute_url()),
    ]


def _act(
    request: HttpRequest,
    action: EstateAction,
    *,
    form: forms.Form,
    doing: Callable[[dict[str, Any]], object],
    heading: str,
    button: str,
    done: str,
) -> HttpResponse:
    return form_answer(
        request,
        form=form,
        doing=doing,
        heading=heading,
        hint=action.what,
        button=button,
        done=done,
        back=action.get_absolute_url(),
        crumbs=_crumbs(action),
    )
