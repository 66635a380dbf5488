"""Entering a concern for somebody who called, wrote or came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.errors import ConcernError
from heard.concerns.forms.casework import ALSO
from heard.concerns.forms.entry import EntryForm, QuestionsForm
from heard.concerns.selectors.team import people_find, person_get_for
from heard.concerns.services.entering import Entered, concern_enter
from heard.concerns.services.looking import lookup_note
from heard.concerns.views.team import actor_of, page
from heard.landlords.models import Estate, Landlord
from heard.landlords.views.answers import signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse, QueryDict

    from heard.concerns.models import Concern, Person
    from heard.concerns.services.raising import Raised

# Buttons that only show more of the page; nothing is kept by them.
SHOWING = ("look", "show")
NAMES = {"postcode": "place_postcode", "landlord": "landlord_name", "estate": "estate_name"}


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
def entry_view(request: HttpRequest) -> HttpResponse:
    """One page for a whole call. What was typed stays, whatever is wrong with it."""
    if request.method == "POST" and not any(name in request.POST for name in SHOWING):
        form = EntryForm(request.POST, by=signed_in(request))
        raised = _keep(request, form) if form.is_valid() else None
        if raised is not None:
            letter = reverse("cases:letter", args=[raised.concern.reference, raised.party.pk])
            return redirect(f"{letter}?new=1")
    else:
        form = EntryForm(initial=_typed(request.POST), by=signed_in(request))
    return _page(request, form)


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@require_safe
def people_view(request: HttpRequest) -> HttpResponse:
    """People that are known, as somebody types: a part of the page."""
    people = _look(request, request.GET.get("look_for", ""))
    return render(request, "cases/_people.html", {"people": people, "chosen": None, "asked": True})


@allow(Thing.CASEWORK, Action.CHANGE)
@require_safe
def questions_view(request: HttpRequest) -> HttpResponse:
    """The questions of a category: a part of the page."""
    form = QuestionsForm(category=request.GET.get("category", ""))
    return render(request, "cases/_questions.html", {"questions": list(form)})


def _keep(request: HttpRequest, form: EntryForm) -> Raised | None:
    given = form.cleaned_data
    known = person_get_for(reader_of(request), given["person"]) if given["person"] else None
    if given["person"] and known is None:
        form.add_error("look_for", _("This person isn’t known any more. Look again."))
        return None
    entered = Entered(
        submission=form.key(),
        said=form.concern_said(),
        details=form.said(),
        channel=given["channel"],
        at=form.moment(),
        known=known,
        shares=form.shared(),
        raiser=form.raiser(),
        raised_as=given["raised_as"],
        authority=given["authority"],
    )
    try:
        return concern_enter(entered=entered, actor=actor_of(request))
    except ConcernError as error:
        name = error.field if error.field in form.fields else ALSO.get(error.field, "")
        name = NAMES.get(error.field, name)
        form.add_error(name if name in form.fields else None, str(error))
        return None


def _page(request: HttpRequest, form: EntryForm) -> HttpResponse:
    text = request.POST.get("look_for", "")
    return page(
        request,
        "entry",
        form=form,
        people=_look(request, text),
        asked=bool(text),
        chosen=request.POST.get("person", ""),
        questions=[form[name] for name in form.questions],
        signals=form.signals(),
        landlords=Landlord.objects.order_by("name").values_list("name", flat=True),
        estates=Estate.objects.order_by("name").values_list("name", flat=True).distinct(),
        status=200,
    )


def _look(request: HttpRequest, text: str) -> Sequence[tuple[Person, list[Concern]]]:
    """People like what was typed; that somebody looked is logged."""
    if not text.strip():
        return []
    found = people_find(reader_of(request), text[:200])
    lookup_note(by=signed_in(request), found=len(found))
    return [(person, []) for person in found]


def _typed(post: QueryDict) -> dict[str, object]:
    """What was typed so far, to start from: with nothing found wrong yet."""
    many = {"shares", "adjustments", "safe_days"}
    return {name: post.getlist(name) if name in many else post.get(name) for name in post}
