"""Pages of actions: all of a group's, one, set, done, changed, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_record
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.partnership.forms.groups import WhyForm
from heard.partnership.forms.meetings_actions import (
    ChangeActionForm,
    DoneForm,
    ManyForm,
    NewActionForm,
    ReopenForm,
)
from heard.partnership.meetings_errors import MeetingError
from heard.partnership.meetings_files import actions_csv
from heard.partnership.selectors.meetings_finding import (
    action_get_for,
    group_get_for,
    may_act,
    meeting_get_for,
    members_of,
    runs,
)
from heard.partnership.selectors.meetings_pages import PER_PAGE, actions_of
from heard.partnership.services.meetings_actions import (
    action_change,
    action_drop,
    action_reopen,
    actions_done,
    actions_put_off,
    actions_set,
)
from heard.partnership.views.meetings_answers import (
    form_answer,
    group_crumbs,
    meeting_crumbs,
    refusal_shown,
)
from heard.safety.guard import private_page
from heard.walkabouts.pages.tabs import Tab, tabs_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.partnership.models import GroupAction, WorkingGroup

READ = allow(Thing.GROUP, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)
TABS = (
    Tab("open", lazy("Open")),
    Tab("late", lazy("Late")),
    Tab("done", lazy("Done")),
    Tab("dropped", lazy("Dropped")),
    Tab("all", lazy("All")),
)


@READ
@private_page
@require_safe
@missing_is_404
def list_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's actions; the team can deal with several at once."""
    return _listed(request, group_get_for(reader_of(request), slug), None)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def many_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Say of several actions that they were done, or give them a new date."""
    reader = reader_of(request)
    group = group_get_for(reader, slug)
    back = reverse("group:actions", args=[slug])
    if request.method != "POST":
        return redirect(back)
    rows = {one.number: one for one in actions_of(reader, group, show="open")}
    form = ManyForm(request.POST, numbers=list(rows))
    if form.is_valid():
        given = form.cleaned_data
        chosen = [rows[int(one)] for one in given["action"]]
        try:
            found = _many(chosen, given, request)
        except MeetingError as error:
            error.field = "on"
            refusal_shown(form, error)
        else:
            messages.success(request, _("Saved. Actions changed: %(found)d.") % {"found": found})
            return redirect(back)
    return _listed(request, group, form)


def _many(chosen: list[GroupAction], given: dict[str, Any], request: HttpRequest) -> int:
    by = signed_in(request)
    if given["do"] == ManyForm.DONE:
        return actions_done(actions=chosen, done_on=given["on"], words=given["words"], by=by)
    return actions_put_off(actions=chosen, due_on=given["on"], reason=given["words"], by=by)


def _listed(request: HttpRequest, group: WorkingGroup, form: ManyForm | None) -> HttpResponse:
    reader = reader_of(request)
    show, tabs = tabs_of(request.GET.get("show", ""), TABS)
    members = members_of(group)
    wanted = request.GET.get("organisation", "")
    organisation = int(wanted) if wanted.isdigit() else None
    rows = actions_of(reader, group, show=show, organisation=organisation)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", 1))
    bulk = runs(reader) and show in {"open", "late"} and group.ended_at is None
    numbers = [one.number for one in page]
    context = {
        "group": group,
        "show": show,
        "tabs": tabs,
        "members": members,
        "organisation": organisation,
        "page": page,
        "form": form or (ManyForm(None, numbers=numbers) if bulk else None),
        "ticked": form.data.getlist("action") if form else [],  # type: ignore[attr-defined] # a QueryDict
        "runs": runs(reader),
        "crumbs": [*group_crumbs(group), (_("Actions"), "")],
    }
    return render(request, "partnership_group/actions.html", context)


@allow(Thing.GROUP, Action.EXPORT)
@private_page
@require_safe
@missing_is_404
def export_view(request: HttpRequest, slug: str) -> HttpResponse:
    """What the list shows, as CSV."""
    reader = reader_of(request)
    group = group_get_for(reader, slug)
    show, _tabs = tabs_of(request.GET.get("show", ""), TABS)
    rows = actions_of(reader, group, show=show).select_related("meeting")
    data, number = actions_csv(group, rows)
    audit_record(
        event="group-action.export",
        target=group,
        by=signed_in(request),
        about=group.name,
        after={"rows": number},
    )
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="actions.csv"'
    return response


@READ
@private_page
@require_safe
@missing_is_404
def action_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One action and what happened to it."""
    reader = reader_of(request)
    action = action_get_for(reader, slug, number)
    context = {
        "action": action,
        "group": action.group,
        "steps": action.steps.select_related("organisation__landlord"),
        "acts": may_act(reader, action) and action.group.ended_at is None,
        "runs": runs(reader) and action.group.ended_at is None,
        "crumbs": [*_crumbs(action)[:-1], (str(action), "")],
    }
    return render(request, "partnership_group/action.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def add_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Set an action that a meeting agreed."""
    meeting = meeting_get_for(reader_of(request), slug, number)
    item = request.GET.get("item", "")
    form = NewActionForm(
        posted(request),
        meeting=meeting,
        organisations=members_of(meeting.group),
        initial={"item": item} if item.isdigit() else {},
    )
    return form_answer(
        request,
        form=form,
        doing=lambda _given: actions_set(
            meeting=meeting, wanted=[form.wanted()], by=signed_in(request)
        ),
        heading=_("Set an action"),
        button=_("Set it"),
        done=_("Set. Whoever does it is told by e-mail."),
        back=meeting.get_absolute_url() + "#agenda",
        crumbs=meeting_crumbs(meeting),
    )


@allow(Thing.GROUP, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def done_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whoever was to do it says that it was done."""
    action = action_get_for(reader_of(request), slug, number, acts=True)
    return form_answer(
        request,
        form=DoneForm(posted(request)),
        doing=lambda given: actions_done(actions=[action], by=signed_in(request), **given),
        heading=_("%(action)s was done") % {"action": action},
        hint=action.what,
        button=_("Save"),
        done=_("Marked as done. The group hears of it at its next meeting."),
        back=action.get_absolute_url(),
        crumbs=_crumbs(action),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def change_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Word an action anew, give it to others or another date."""
    action = action_get_for(reader_of(request), slug, number)
    owner = f"p{action.person_id}" if action.person_id else f"o{action.organisation_id}"
    form = ChangeActionForm(
        posted(request),
        organisations=members_of(action.group),
        initial={"what": action.what, "owner": owner, "due_on": action.due_on},
    )
    return form_answer(
        request,
        form=form,
        doing=lambda given: action_change(
            action=action,
            what=given["what"],
            due_on=given["due_on"],
            reason=given["reason"],
            by=signed_in(request),
            **form.whose(),
        ),
        heading=_("Change %(action)s") % {"action": action},
        button=_("Save"),
        done=_("Changed."),
        back=action.get_absolute_url(),
        crumbs=_crumbs(action),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def reopen_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that an action isn't done after all."""
    action = action_get_for(reader_of(request), slug, number)
    return form_answer(
        request,
        form=ReopenForm(posted(request)),
        doing=lambda given: action_reopen(action=action, by=signed_in(request), **given),
        heading=_("Open %(action)s again") % {"action": action},
        button=_("Open it again"),
        done=_("Opened again. Whoever does it is told."),
        back=action.get_absolute_url(),
        crumbs=_crumbs(action),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def drop_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that an action isn't wanted any more."""
    action = action_get_for(reader_of(request), slug, number)
    return form_answer(
        request,
        form=WhyForm(posted(request)),
        doing=lambda given: action_drop(
            action=action, reason=given["reason"], by=signed_in(request)
        ),
        heading=_("Drop %(action)s?") % {"action": action},
        hint=_("It stays on the record with the reason. You can open it again."),
        button=_("Drop it"),
        done=_("Dropped."),
        back=action.get_absolute_url(),
        crumbs=_crumbs(action),
        warning=True,
    )


def _crumbs(action: GroupAction) -> list[tuple[str, str]]:
    return [
        *group_crumbs(action.group),
        (_("Actions"), reverse("group:actions", args=[action.group.slug])),
        (str(action), action.get_absolute_url()),
    ]
