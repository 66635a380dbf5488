"""Pages on which residents say whether commitments were kept: with a card, or signed in."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, open_to_anyone, reader_of
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.errors import NotFoundError
from heard.partnership.forms.charters_saying import CodeForm, SayForm
from heard.partnership.selectors.charters_asked import (
    closed_because,
    round_commitments,
    round_get_for,
    round_seat_by_code,
    rounds_open,
    said_by,
    said_from,
)
from heard.partnership.services.charters_rounds import representative_say, seat_say
from heard.partnership.services.charters_telling import name_of
from heard.reviews.seat_codes import seat_code_read
from heard.safety.answers import too_many_answer
from heard.safety.guard import keys_of, private_page, throttled
from heard.safety.services import Wait, throttle_hit

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.partnership.models import Round, RoundSeat

BOTH = ["GET", "HEAD", "POST"]
SEAT_READ = open_to_anyone(Thing.SEAT, Action.READ)
SEAT_CHANGE = open_to_anyone(Thing.SEAT, Action.CHANGE)


def with_round_seat(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the seat that the code opens. Guessing codes is slowed, and tells nothing."""

    @wraps(view)
    def wrapped(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            seat = round_seat_by_code(code)
        except NotFoundError as error:
            found = throttle_hit(scope="seat.find", keys=keys_of(request))
            if isinstance(found, Wait):
                return too_many_answer(request, found.seconds)
            raise Http404 from error
        because = closed_because(seat.round)
        if because:
            return render(request, "partnership_charter/closed.html", {"because": because})
        return view(request, seat, seat_code_read(code) or code, *args, **kwargs)

    return wrapped


@SEAT_CHANGE
@private_page
@require_http_methods(BOTH)
@throttled("seat.find")
def start_view(request: HttpRequest) -> HttpResponse:
    """Type in the code of a card."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            round_seat_by_code(form.cleaned_data["code"])
        except NotFoundError:
            form.add_error("code", _("No card has this code. Look at each sign again."))
        else:
            return redirect("tracker:seat", seat_code_read(form.cleaned_data["code"]))
    return render(request, "partnership_charter/start.html", {"form": form})


@SEAT_CHANGE
@private_page
@require_http_methods(BOTH)
@throttled("seat.answer")
@with_round_seat
def seat_view(request: HttpRequest, seat: RoundSeat, code: str) -> HttpResponseBase:
    """Each commitment with its question, on one page, by the code of a card."""
    asked = seat.round
    form = SayForm(request.POST or None, commitments=round_commitments(asked), said=said_from(seat))
    if request.method == "POST" and form.did(seat_say, seat=seat):
        return redirect("tracker:thanks", code)
    return _say(request, form, asked)


@SEAT_READ
@private_page
@require_safe
@with_round_seat
def thanks_view(request: HttpRequest, seat: RoundSeat, code: str) -> HttpResponse:
    """Thanks, and what becomes of it."""
    context = {"asked": seat.round, "code": code}
    return render(request, "partnership_charter/thanks.html", context)


@allow(Thing.VERDICT, Action.READ)
@private_page
@require_safe
def rounds_view(request: HttpRequest) -> HttpResponse:
    """Rounds in which a representative can say something today."""
    rows = [(one, name_of(one.signatory)) for one in rounds_open()]
    return render(request, "partnership_charter/rounds.html", {"rows": rows})


@allow(Thing.VERDICT, Action.CHANGE)
@private_page
@require_http_methods(BOTH)
@missing_is_404
def represent_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The same for a representative who is signed in: one voice among the others."""
    user = signed_in(request)
    asked = round_get_for(reader_of(request), key)
    form = SayForm(
        request.POST or None,
        commitments=round_commitments(asked),
        said=said_by(asked, user.pk),
    )
    if request.method == "POST" and form.did(representative_say, asked=asked, by=user):
        messages.success(request, _("Your answers are kept. You can change them meanwhile."))
        return redirect("tracker:rounds")
    return _say(request, form, asked)


def _say(request: HttpRequest, form: SayForm, asked: Round) -> HttpResponse:
    context = {"form": form, "asked": asked, "name": name_of(asked.signatory)}
    return render(request, "partnership_charter/say.html", context)
