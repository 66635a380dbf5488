"""Pages on which walkabouts are planned, moved, cancelled, peopled and said to be held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, allow, reader_of
from heard.safety.guard import private_page
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.forms.planning import (
    HeldForm,
    MoveForm,
    PeopleForm,
    PlanForm,
    ReasonForm,
    StopsForm,
)
from heard.walkabouts.selectors import estate_get_for, plan_get_for, walkabout_get_for
from heard.walkabouts.selectors.companions import (
    companions_eligible,
    companions_of,
    people_named,
)
from heard.walkabouts.selectors.pages import stops_of
from heard.walkabouts.services import (
    companions_set,
    plan_end,
    stops_set,
    walkabout_cancel,
    walkabout_move,
    walkabout_note_held,
    walkabout_plan,
    walkabouts_repeat,
)
from heard.walkabouts.views.answers import (
    form_answer,
    missing_is_404,
    posted,
    refusal_shown,
    signed_in,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.accounts.models import User
    from heard.landlords.models import Estate
    from heard.walkabouts.models import Walkabout

PLAN = allow(Thing.WALKABOUT_PLAN, Action.CHANGE)


def _estate_crumbs(estate: Estate) -> list[tuple[str, str]]:
    return [
        (_("Estates"), reverse("walkabouts:work-estates")),
        (estate.name, reverse("walkabouts:work-estate", args=[estate.pk])),
    ]


def _crumbs(walkabout: Walkabout) -> list[tuple[str, str]]:
    return [
        (_("Walkabouts"), reverse("walkabouts:work")),
        (str(walkabout), walkabout.get_absolute_url()),
    ]


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def plan_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a walkabout of an estate, once or again and again."""
    estate = estate_get_for(reader_of(request), pk, runs=True)
    form = PlanForm(posted(request))

    def doing(given: dict[str, Any]) -> None:
        by, wanted = signed_in(request), form.wanted()
        if given["every"]:
            walkabouts_repeat(estate=estate, wanted=wanted, every=given["every"], by=by)
        else:
            walkabout_plan(estate=estate, wanted=wanted, by=by)

    return form_answer(
        request,
        form=form,
        doing=doing,
        heading=_("Plan a walkabout of %(estate)s") % {"estate": estate.name},
        button=_("Plan it"),
        done=_("Planned. Now say who takes part: open the walkabout to invite them."),
        back=reverse("walkabouts:work-estate", args=[pk]),
        crumbs=_estate_crumbs(estate),
    )


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def plan_end_view(request: HttpRequest, key: str) -> HttpResponse:
    """End a plan that repeats, and cancel what it planned."""
    plan = plan_get_for(reader_of(request), key)
    return form_answer(
        request,
        form=ReasonForm(posted(request)),
        doing=lambda given: plan_end(plan=plan, reason=given["reason"], by=signed_in(request)),
        heading=_("Walk %(estate)s no more by this plan?") % {"estate": plan.estate.name},
        hint=_(
            "Walkabouts of this plan that are still to come are cancelled, and those who take "
            "part are told why. What was seen stays."
        ),
        button=_("End the plan"),
        done=_("The plan was ended."),
        back=reverse("walkabouts:work-estate", args=[plan.estate_id]),
        crumbs=_estate_crumbs(plan.estate),
        warning=True,
    )


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def stops_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Say at which places those who walk an estate stop."""
    estate = estate_get_for(reader_of(request), pk, runs=True)
    written = StopsForm.written(stops_of(estate))
    form = StopsForm(posted(request), initial={"places": written})
    return form_answer(
        request,
        form=form,
        doing=lambda given: stops_set(estate=estate, places=given["places"], by=signed_in(request)),
        heading=_("The route through %(estate)s") % {"estate": estate.name},
        button=_("Save"),
        done=_("Saved. The next route sheet has these places."),
        back=reverse("walkabouts:work-estate", args=[pk]),
        crumbs=_estate_crumbs(estate),
    )


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def move_view(request: HttpRequest, key: str) -> HttpResponse:
    """Put a walkabout off, or bring it forward."""
    walkabout = walkabout_get_for(reader_of(request), key, runs=True)
    initial = {"on": walkabout.on, "at_time": walkabout.at_time}
    return form_answer(
        request,
        form=MoveForm(posted(request), initial=initial),
        doing=lambda given: walkabout_move(walkabout=walkabout, by=signed_in(request), **given),
        heading=_("Move this walkabout"),
        button=_("Move it"),
        done=_("Moved. Those who take part are told."),
        back=walkabout.get_absolute_url(),
        crumbs=_crumbs(walkabout),
    )


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def cancel_view(request: HttpRequest, key: str) -> HttpResponse:
    """Call a walkabout off."""
    walkabout = walkabout_get_for(reader_of(request), key, runs=True)
    return form_answer(
        request,
        form=ReasonForm(posted(request)),
        doing=lambda given: walkabout_cancel(
            walkabout=walkabout, reason=given["reason"], by=signed_in(request)
        ),
        heading=_("Cancel this walkabout?"),
        hint=_(
            "This can’t be undone. It still counts as planned. To walk on another day, move it."
        ),
        button=_("Cancel the walkabout"),
        done=_("Cancelled. Those who take part are told."),
        back=walkabout.get_absolute_url(),
        crumbs=_crumbs(walkabout),
        warning=True,
    )


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def held_view(request: HttpRequest, key: str) -> HttpResponse:
    """Say that it was held, and how many residents came."""
    walkabout = walkabout_get_for(reader_of(request), key, runs=True)
    form = HeldForm(posted(request), initial={"residents_came": walkabout.residents_came})
    return form_answer(
        request,
        form=form,
        doing=lambda given: walkabout_note_held(
            walkabout=walkabout, by=signed_in(request), **given
        ),
        heading=_("The walkabout was held"),
        button=_("Save"),
        done=_("Saved."),
        back=walkabout.get_absolute_url(),
        crumbs=_crumbs(walkabout),
    )


@PLAN
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def people_view(request: HttpRequest, key: str) -> HttpResponse:
    """Say who takes part; whoever is new is invited."""
    walkabout = walkabout_get_for(reader_of(request), key, runs=True)
    eligible = companions_eligible(walkabout)
    form = PeopleForm(posted(request), eligible=eligible, initial=_taking_part(walkabout, eligible))
    if form.is_valid():
        try:
            people = [form.eligible[pk] for pk in form.cleaned_data["people"]]
            people += people_named(form.addresses())
            new = companions_set(walkabout=walkabout, people=people, by=signed_in(request))
        except WalkaboutError as error:
            refusal_shown(form, error)
        else:
            messages.success(request, _("Saved. Invitations sent: %(new)d.") % {"new": new})
            return redirect(walkabout)
    context = {
        "form": form,
        "heading": _("Who takes part"),
        "button": _("Save and invite"),
        "back": walkabout.get_absolute_url(),
        "crumbs": _crumbs(walkabout),
    }
    return render(request, "walkabouts/form.html", context)


def _taking_part(walkabout: Walkabout, eligible: list[tuple[User, str]]) -> dict[str, Any]:
    """Who is ticked, and whose addresses stand in the box."""
    there = [row.user for row in companions_of(walkabout) if row.user is not None]
    listed = {user.pk for user, _role in eligible}
    return {
        "people": [str(user.pk) for user in there if user.pk in listed],
        "others": "\n".join(user.email for user in there if user.pk not in listed),
    }
