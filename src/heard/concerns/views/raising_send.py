"""The end of raising a concern: look at the answers, send them, get the receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Role, Thing, open_to_anyone, reader_of
from heard.concerns.actors import Actor
from heard.concerns.errors import ConcernError
from heard.concerns.forms.raising_who import SendForm
from heard.concerns.models import Part, Party
from heard.concerns.pages.composing import PAGES, sending_of
from heard.concerns.pages.next_steps import next_steps
from heard.concerns.pages.qr import qr_svg
from heard.concerns.pages.raising_steps import STEP
from heard.concerns.pages.reviewing import sections_of
from heard.concerns.services.drafting import draft_send
from heard.concerns.services.telling import link_for
from heard.concerns.views.grants import SECONDS, grant_to, party_of_session
from heard.concerns.views.raising_draft import answers_of, draft_of, sent_of, user_of
from heard.safety.guard import private_page, throttle_of, throttled
from heard.safety.suspicion import HONEYPOT, suspicion

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.concerns.models import Draft
    from heard.concerns.pages.answers import Answers


AGAIN = timedelta(seconds=SECONDS)  # no longer than what a link opened stays open


def _email_key(request: HttpRequest) -> dict[str, str]:
    """Whose address a message will go to, so that nobody's mailbox is filled."""
    draft = draft_of(request)
    email = answers_of(request, draft).value("contact", "email") if draft else ""
    return {"email": str(email).lower()} if email else {}


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.raise", keys=_email_key)
def check_view(request: HttpRequest) -> HttpResponse:
    """Everything that was answered, each with a link to change it; and the button that sends."""
    draft = draft_of(request)
    if sent_of(draft):
        if draft is not None and timezone.now() - draft.updated_at < AGAIN:
            _let_in_again(request, sent_of(draft))
        return redirect("raise:receipt", sent_of(draft))
    if draft is None:
        messages.info(request, _("There is nothing to send yet, or it was kept longer than a day."))
        return redirect("raise:start")
    answers = answers_of(request, draft)
    if answers.missing:
        return redirect(f"{answers.missing.url}?change")
    if request.method == "POST":
        return _sent(request, draft, answers)
    context = {
        "heading": _("Check your answers"),
        "form": SendForm(),
        "sections": sections_of(answers, list(draft.files.order_by("pk"))),
        "advice": [{"title": _(one.title), "text": _(one.text)} for one in answers.advice],
        "back": answers.path[-1].url,
        "landlord": answers.landlord,
    }
    return render(request, "raising/check.html", context)


def _sent(request: HttpRequest, draft: Draft, answers: Answers) -> HttpResponse:
    filled_in = {HONEYPOT: request.POST.get(HONEYPOT, "")}
    signs = suspicion(filled_in, draft.shown_at, timezone.now())
    try:
        raised = draft_send(
            draft=draft,
            sending=sending_of(answers, user_of(request)),
            actor=_actor(request, answers),
            suspicions=(*signs, *throttle_of(request).moderate),
        )
    except ConcernError as error:
        page = STEP[PAGES.get(error.field, "words")]
        messages.error(request, _("This could not be sent: %(why)s") % {"why": error})
        return redirect(f"{page.url}?change")
    grant_to(request, raised.party)
    return redirect("raise:receipt", raised.concern.reference)


def _let_in_again(request: HttpRequest, reference: str) -> None:
    """Let whoever sent the draft follow it, should the answer to their sending have been lost."""
    if party_of_session(request, reference) is None:
        parties = Party.objects.filter(concern__reference=reference, left_at=None)
        raiser = parties.filter(part=Part.RAISED_BY) or parties.filter(part=Part.RESIDENT)
        grant_to(request, raiser[0])


def _actor(request: HttpRequest, answers: Answers) -> Actor:
    role = Role.REPRESENTATIVE if answers.for_others else Role.RESIDENT
    if answers.for_others and Role.COUNCILLOR in reader_of(request).roles:
        role = Role.COUNCILLOR
    return Actor(role, user=user_of(request))


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_safe
def receipt_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The reference and the private link, to write down or print; what happens next and when."""
    party = _own(request, reference)
    concern = party.concern
    context = {
        "heading": _("We have it"),
        "concern": concern,
        "person": party.person,
        "link": settings.SITE_URL + link_for(party),
        "steps": next_steps(concern, timezone.now()),
        "landlord": concern.landlord,
        "large": request.GET.get("size") == "large",
        "direct_open": True,
        "council_contact": settings.COUNCIL_CONTACT,
    }
    return render(request, "raising/receipt.html", context)


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_safe
def qr_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The private link as a picture that a phone can read."""
    party = _own(request, reference)
    return HttpResponse(qr_svg(settings.SITE_URL + link_for(party)), content_type="image/svg+xml")


def _own(request: HttpRequest, reference: str) -> Party:
    party = party_of_session(request, reference)
    if party is None:
        raise Http404(_("There is no concern with this reference, or it isn't yours."))
    return party
