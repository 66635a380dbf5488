"""A resident's own pages: one question to a page, or all on one, by the code on a card.

The code stands in every address, so that nothing hangs on who else used the device before.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.reviews.errors import NoSuchReviewError, ReviewError
from heard.reviews.forms.sessions import AllQuestionsForm, CodeForm, LastWordForm, QuestionForm
from heard.reviews.scales import ANSWERS, PLAIN
from heard.reviews.seat_codes import seat_code_read
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.seats import answers_of, closed_because, seat_by_code, words_of
from heard.reviews.services.seats import seat_answer
from heard.safety.answers import too_many_answer
from heard.safety.guard import keys_of, private_page, throttled
from heard.safety.services import Wait, throttle_hit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.models import Criterion, Seat

    SeatView = Callable[..., HttpResponseBase]

READ = open_to_anyone(Thing.SEAT, Action.READ)
CHANGE = open_to_anyone(Thing.SEAT, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]


def with_seat(view: SeatView) -> Callable[..., HttpResponseBase]:
    """Give the view the seat that the code opens. Guessing codes is slowed, and tells nothing."""

    @wraps(view)
    def wrapped(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            seat = seat_by_code(code)
        except NoSuchReviewError as error:
            found = throttle_hit(scope="seat.find", keys=keys_of(request))
            if isinstance(found, Wait):
                return too_many_answer(request, found.seconds)
            raise Http404 from error
        because = closed_because(seat.session)
        if because:
            context = _context(seat, code) | {"because": because}
            return render(request, "seat/closed.html", context)
        return view(request, seat, seat_code_read(code) or code, *args, **kwargs)

    return wrapped


def _context(seat: Seat, code: str) -> dict[str, Any]:
    return {"seat": seat, "session": seat.session, "subject": seat.session.subject, "code": code}


def _asked(seat: Seat) -> list[Criterion]:
    return tree_of(seat.session.subject.review.framework_id).asked


@CHANGE
@private_page
@require_http_methods(BOTH)
@throttled("seat.find")
def start_view(request: HttpRequest) -> HttpResponse:
    """Type in the code of a card."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            seat_by_code(form.cleaned_data["code"])
        except NoSuchReviewError:
            form.add_error("code", _("No card has this code. Look at each sign again."))
        else:
            return redirect("seat:seat", seat_code_read(form.cleaned_data["code"]))
    return render(request, "seat/start.html", {"form": form})


@READ
@private_page
@require_safe
@with_seat
def seat_view(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """What this is about, and the way to the first question."""
    context = _context(seat, code) | {
        "questions": len(_asked(seat)),
        "answered": len(answers_of(seat)),
    }
    return render(request, "seat/seat.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@throttled("seat.answer")
@with_seat
def question_view(request: HttpRequest, seat: Seat, code: str, number: int) -> HttpResponseBase:
    """One question. Each answer is kept as it is given."""
    asked = _asked(seat)
    if not 1 <= number <= len(asked):
        raise Http404
    criterion = asked[number - 1]
    answers, words = answers_of(seat), words_of(seat)
    initial = {"answer": answers.get(criterion.code), "words": words.get(criterion.code, "")}
    form = QuestionForm(request.POST or None, question=criterion.question, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {criterion.code: form.cleaned_data["answer"]}
        said = {criterion.code: form.cleaned_data["words"]}
        if _kept(form, seat, given, said):
            back = request.POST.get("then") == "check"
            if back or number == len(asked):
                return redirect("seat:check", code)
            return redirect("seat:question", code, number + 1)
    context = _context(seat, code) | {
        "form": form,
        "number": number,
        "questions": len(asked),
        "before": number - 1,
        "then": request.GET.get("then", ""),
    }
    return render(request, "seat/question.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@throttled("seat.answer")
@with_seat
def all_view(request: HttpRequest, seat: Seat, code: str) -> HttpResponseBase:
    """Every question on one page."""
    asked = _asked(seat)
    answers = answers_of(seat)
    initial = {f"answer_{one.pk}": answers.get(one.code) for one in asked}
    form = AllQuestionsForm(request.POST or None, criteria=asked, initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(form, seat, form.answers(), {}):
        return redirect("seat:check", code)
    context = _context(seat, code) | {
        "form": form,
        "rows": [(field, field.value() or "", field.errors) for field in form],
        "answers": ANSWERS,
    }
    return render(request, "seat/all.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@throttled("seat.answer")
@with_seat
def check_view(request: HttpRequest, seat: Seat, code: str) -> HttpResponseBase:
    """All answers, each to be changed, and room for a last word."""
    asked = _asked(seat)
    answers = answers_of(seat)
    form = LastWordForm(request.POST or None, initial={"words": words_of(seat).get("", "")})
    sent = request.method == "POST" and form.is_valid()
    if sent and _kept(form, seat, {}, {"": form.cleaned_data["words"]}):
        return redirect("seat:thanks", code)
    rows = [
        (number, one, PLAIN.get(answers.get(one.code, ""), ""))
        for number, one in enumerate(asked, start=1)
    ]
    context = _context(seat, code) | {"form": form, "rows": rows}
    return render(request, "seat/check.html", context)


@READ
@private_page
@require_safe
@with_seat
def thanks_view(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """That it was kept, and until when it can be changed."""
    context = _context(seat, code) | {"again": reverse("seat:seat", args=[code])}
    return render(request, "seat/thanks.html", context)


def _kept(form: forms.Form, seat: Seat, answers: dict[str, str], words: dict[str, str]) -> bool:
    try:
        seat_answer(seat=seat, answers=answers, words=words)
    except ReviewError as error:
        form.add_error(None, str(error))
        return False
    return True
