"""Pages of groups: which there are, what each is about, who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.partnership.forms.groups import GroupForm, OrganisationForm, PeopleForm, WhyForm
from heard.partnership.forms.meetings import people_now
from heard.partnership.selectors.meetings_finding import (
    group_get_for,
    groups_for,
    members_of,
    organisation_get_for,
    runs,
)
from heard.partnership.selectors.meetings_pages import actions_of, meetings_of, next_meeting_of
from heard.partnership.selectors.meetings_people import people_eligible
from heard.partnership.services.meetings_groups import (
    group_end,
    group_make,
    organisation_add,
    organisation_leave,
    people_set,
)
from heard.partnership.views.meetings_answers import form_answer, group_crumbs
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.partnership.models import MemberOrganisation

READ = allow(Thing.GROUP, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)
SOME = 6


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """The reader's groups; where there is one, its own page."""
    reader = reader_of(request)
    groups = list(groups_for(reader))
    if len(groups) == 1 and not runs(reader):
        return redirect(groups[0])
    context = {"groups": groups, "runs": runs(reader)}
    return render(request, "partnership_group/list.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def group_view(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: the next meeting, what is open, earlier meetings, members."""
    reader = reader_of(request)
    group = group_get_for(reader, slug)
    everything = "all" in request.GET
    meetings = list(meetings_of(group)[: None if everything else 2 * SOME])
    context = {
        "group": group,
        "next": next_meeting_of(group),
        "meetings": meetings,
        "more": not everything and len(meetings) == 2 * SOME,
        "actions": actions_of(reader, group)[:SOME],
        "members": members_of(group),
        "runs": runs(reader),
        "today": timezone.localdate(),
        "crumbs": [(_("Working groups"), reverse("group:list")), (group.name, "")],
    }
    return render(request, "partnership_group/group.html", context)


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
def add_view(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    return form_answer(
        request,
        form=GroupForm(posted(request)),
        doing=lambda given: group_make(by=signed_in(request), **given),
        heading=_("Make a working group"),
        button=_("Make it"),
        done=_("Made. Open it to say who is in it."),
        back=reverse("group:list"),
        crumbs=[(_("Working groups"), reverse("group:list"))],
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def end_view(request: HttpRequest, slug: str) -> HttpResponse:
    """End a group."""
    group = group_get_for(reader_of(request), slug)
    return form_answer(
        request,
        form=WhyForm(posted(request)),
        doing=lambda given: group_end(group=group, reason=given["reason"], by=signed_in(request)),
        heading=_("End %(group)s?") % {"group": group.name},
        hint=_("This can’t be undone. What the group did stays to be read; nobody is reminded."),
        button=_("End the group"),
        done=_("The group was ended."),
        back=group.get_absolute_url(),
        crumbs=group_crumbs(group),
        warning=True,
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def join_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an organisation into a group."""
    group = group_get_for(reader_of(request), slug)
    return form_answer(
        request,
        form=OrganisationForm(posted(request)),
        doing=lambda given: organisation_add(group=group, by=signed_in(request), **given),
        heading=_("Add an organisation"),
        button=_("Add it"),
        done=_("Added. Now say who comes for it."),
        back=group.get_absolute_url() + "#members",
        crumbs=group_crumbs(group),
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def leave_view(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Let an organisation leave."""
    organisation = organisation_get_for(reader_of(request), slug, key)
    return form_answer(
        request,
        form=WhyForm(posted(request)),
        doing=lambda _given: organisation_leave(organisation=organisation, by=signed_in(request)),
        heading=_("Does %(name)s leave the group?") % {"name": organisation.name},
        hint=_(
            "Its people see the group no longer. What they said stays, and so do its open "
            "actions: give them to somebody else, or drop them."
        ),
        button=_("It leaves"),
        done=_("The organisation left."),
        back=organisation.group.get_absolute_url() + "#members",
        crumbs=group_crumbs(organisation.group),
        warning=True,
    )


@CHANGE
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def people_view(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Say who comes for an organisation."""
    organisation = organisation_get_for(reader_of(request), slug, key)
    eligible = people_eligible(organisation)
    form = PeopleForm(
        posted(request), eligible=eligible, initial=_there(organisation, [u for u, _r in eligible])
    )
    return form_answer(
        request,
        form=form,
        doing=lambda _given: people_set(
            organisation=organisation, people=form.chosen(), by=signed_in(request)
        ),
        heading=_("Who comes for %(name)s") % {"name": organisation.name},
        button=_("Save"),
        done=_("Saved."),
        back=organisation.group.get_absolute_url() + "#members",
        crumbs=group_crumbs(organisation.group),
    )


def _there(organisation: MemberOrganisation, listed: list[Any]) -> dict[str, Any]:
    """Who is ticked, and whose addresses stand in the box."""
    group = members_of(organisation.group)
    own = next(one for one in group if one.pk == organisation.pk)
    users = [person.user for person in people_now(own) if person.user is not None]
    known = {user.pk for user in listed}
    return {
        "people": [str(user.pk) for user in users if user.pk in known],
        "others": "\n".join(user.email for user in users if user.pk not in known),
    }
