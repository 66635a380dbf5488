"""The team's pages of residents' sessions: make one, print its cards, enter paper, close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.reviews.errors import NoSuchReviewError, ReviewError
from heard.reviews.forms.sessions import PaperForm, SessionForm, WordsForm
from heard.reviews.models import SeatWords
from heard.reviews.pages.sessions import cards_page, session_page
from heard.reviews.pages.team import crumbs
from heard.reviews.scales import ANSWERS
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.reviewing import session_get_for, subject_get_for
from heard.reviews.selectors.seats import seat_numbered, session_words
from heard.reviews.services.seats import seat_answer
from heard.reviews.services.sessions import (
    cards_make,
    session_close,
    session_create,
    words_approve,
)
from heard.reviews.views.answering import form_page, missing_is_404, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.models import Seat, Session

READ = allow(Thing.REVIEW, Action.READ)
CHANGE = allow(Thing.REVIEW, Action.CHANGE)
BOTH = ["GET", "HEAD", "POST"]


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def create_view(request: HttpRequest, reference: str, landlord: str) -> HttpResponseBase:
    """Make a session of a landlord's residents."""
    subject = subject_get_for(reader_of(request), reference, landlord)
    form = SessionForm(request.POST or None, due=subject.review.residents_due)
    back = reverse("review-work:subject", args=[reference, landlord])
    if request.method == "POST":
        session = form.did(session_create, subject=subject, by=signed_in(request))
        if session:
            messages.success(request, _("The session is made. Print its cards when you need them."))
            return redirect("review-work:session", session.key)
    return form_page(
        request,
        form,
        heading=_("Make a residents’ session"),
        hint=_("Residents of %(landlord)s say what they see. Nobody’s name is kept.")
        % {"landlord": subject.landlord.name},
        back=back,
        crumbs=crumbs(subject, (_("New session"), "")),
    )


@READ
@private_page
@require_safe
@missing_is_404
def session_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """A session: its seats, which of them were used, and what can be done."""
    session = session_get_for(reader_of(request), key)
    return render(request, "review_work/session.html", session_page(reader_of(request), session))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def cards_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make new cards and show them, this once, to be printed."""
    session = session_get_for(reader_of(request), key)
    context = {
        "session": session,
        "crumbs": crumbs(session.subject, (session.title, _at(session))),
        "unused": session.seats.filter(used_at=None).count(),
        "printed": session.seats.exclude(code_digest=None).filter(used_at=None).count(),
    }
    if request.method == "POST":
        try:
            cards = cards_make(session=session, by=signed_in(request))
        except ReviewError as error:
            messages.error(request, str(error))
            return redirect(_at(session))
        return render(request, "review_work/cards.html", context | cards_page(request, cards))
    return render(request, "review_work/cards_make.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def paper_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """The questions on paper, for residents who would rather write."""
    session = session_get_for(reader_of(request), key)
    context = {
        "session": session,
        "criteria": tree_of(session.subject.review.framework_id).asked,
        "answers": ANSWERS,
        "crumbs": crumbs(session.subject, (session.title, _at(session))),
    }
    return render(request, "review_work/paper.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def enter_view(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Type in a paper form, and go on to the next."""
    session = session_get_for(reader_of(request), key)
    criteria = tree_of(session.subject.review.framework_id).asked
    free = session.seats.filter(used_at=None).order_by("number").values_list("number", flat=True)
    form = PaperForm(request.POST or None, criteria=criteria, initial={"number": free.first()})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            seat = seat_numbered(session, number)
        except NoSuchReviewError as error:
            form.add_error("number", str(error))
        else:
            if _entered(request, form, seat):
                messages.success(request, _("Seat %(number)s is entered.") % {"number": number})
                return redirect("review-work:session-enter", key)
    context = {
        "form": form,
        "session": session,
        "left": free.count(),
        "crumbs": crumbs(session.subject, (session.title, _at(session))),
    }
    return render(request, "review_work/enter.html", context)


def _entered(request: HttpRequest, form: PaperForm, seat: Seat) -> bool:
    """Whether the answers were kept. To write over those of a used seat must be meant."""
    if seat.used_at is not None and not form.cleaned_data["over"]:
        form.add_error("over", _("Seat %(number)s has answers already.") % {"number": seat.number})
        return False
    return bool(form.did(seat_answer, seat=seat, by=signed_in(request)))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def close_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a session, once everybody has answered."""
    session = session_get_for(reader_of(request), key)
    if request.method == "POST":
        try:
            session_close(session=session, by=signed_in(request))
            messages.success(request, _("The session is closed."))
        except ReviewError as error:
            messages.error(request, str(error))
        return redirect(_at(session))
    context = session_page(reader_of(request), session)
    return render(request, "review_work/close.html", context)


@CHANGE
@private_page
@require_safe
@missing_is_404
def words_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """What residents wrote. It is personal: each look is logged."""
    session = session_get_for(reader_of(request), key)
    audit_look(
        target=session,
        by=signed_in(request),
        event="resident-words.read",
        about=session.subject.review.reference,
    )
    context = {
        "session": session,
        "rows": list(session_words(session)),
        "crumbs": crumbs(session.subject, (session.title, _at(session))),
    }
    return render(request, "review_work/words.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def approve_view(request: HttpRequest, key: UUID, pk: int) -> HttpResponseBase:
    """Say what others may read of what a resident wrote."""
    session = session_get_for(reader_of(request), key)
    words = get_object_or_404(
        SeatWords.objects.select_related("criterion"), pk=pk, seat__session=session
    )
    form = WordsForm(request.POST or None, initial={"shown": words.shown or words.text})
    back = reverse("review-work:session-words", args=[key])
    if request.method == "POST" and form.did(words_approve, words=words, by=signed_in(request)):
        messages.success(request, _("Saved."))
        return redirect(back)
    audit_look(
        target=words,
        by=signed_in(request),
        event="resident-words.read",
        about=session.subject.review.reference,
    )
    return form_page(
        request,
        form,
        heading=_("What others may read"),
        quote=words.text,
        back=back,
        crumbs=crumbs(session.subject, (session.title, _at(session))),
    )


def _at(session: Session) -> str:
    return reverse("review-work:session", args=[session.key])
