"""Pages on which the team asks residents whether commitments were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.partnership.charter_errors import CharterError
from heard.partnership.forms.charters import ConfirmForm
from heard.partnership.forms.charters_saying import PaperForm, RoundForm, ShownForm
from heard.partnership.models import Says
from heard.partnership.selectors.charters import signatory_get_for
from heard.partnership.selectors.charters_asked import (
    round_commitments,
    round_get_for,
    round_words,
)
from heard.partnership.services.charters_rounds import (
    round_cards_make,
    round_close,
    round_open,
    seat_say,
    verdict_words_approve,
)
from heard.partnership.services.charters_telling import name_of
from heard.partnership.views.charters_acting import form_page, posted
from heard.partnership.views.charters_team import crumbs
from heard.reviews.pages.sessions import code_picture
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from heard.partnership.models import Round

BOTH = ["GET", "HEAD", "POST"]
READ = allow(Thing.GROUP_WORK, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def open_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open a round about a signatory."""
    signatory = signatory_get_for(reader_of(request), key)
    form = RoundForm(request.POST or None)
    made = (
        form.did(round_open, signatory=signatory, by=signed_in(request))
        if request.method == "POST"
        else None
    )
    if made:
        return redirect("charter-work:round", made.key)
    return form_page(
        request,
        form,
        heading=_("Ask residents of %(name)s") % {"name": name_of(signatory)},
        hint=_(
            "They say of each commitment whether it was kept. Nothing shows before the round is "
            "closed, and nothing that fewer than 10 residents say."
        ),
        back=reverse("charter-work:charter", args=[signatory.charter.slug]),
        crumbs=crumbs(signatory.charter),
    )


@READ
@private_page
@require_safe
@missing_is_404
def round_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """A round: how many answered, and what can be done."""
    asked = round_get_for(reader_of(request), key)
    seats = list(asked.seats.values_list("used_at", "entered_by_officer"))
    others = asked.verdicts.filter(seat=None).values("by").distinct().count()
    context = _context(asked) | {
        "seats": len(seats),
        "used": sum(used is not None for used, _paper in seats),
        "on_paper": sum(paper for _used, paper in seats),
        "others": others,
        "words": round_words(asked).count(),
        "commitments": round_commitments(asked),
    }
    return render(request, "partnership_charter/round.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def cards_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make new cards and show them, this once, to be printed."""
    asked = round_get_for(reader_of(request), key)
    back = reverse("charter-work:round", args=[key])
    if request.method == "POST":
        try:
            cards = round_cards_make(asked=asked, by=signed_in(request))
        except CharterError as error:
            messages.error(request, str(error))
            return redirect(back)
        site = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
        start = f"{site}{reverse('tracker:start')}"
        context = _context(asked) | {
            "cards": [(one, code_picture(f"{start}{one.code}/")) for one in cards],
            "address": start.split("://", 1)[-1],
        }
        return render(request, "partnership_charter/cards.html", context)
    unused = asked.seats.filter(used_at=None)
    return form_page(
        request,
        ConfirmForm(button=_("Make the cards")),
        heading=_("Make cards to print"),
        hint=_(
            "%(unused)s seats have no answers yet. Each gets a new code, shown this once; %(made)s "
            "cards printed before stop working."
        )
        % {"unused": unused.count(), "made": unused.exclude(code_digest=None).count()},
        back=back,
        crumbs=_context(asked)["crumbs"],
    )


@READ
@private_page
@require_safe
@missing_is_404
def paper_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """The questions on paper, for residents who would rather write."""
    asked = round_get_for(reader_of(request), key)
    context = _context(asked) | {
        "commitments": round_commitments(asked),
        "answers": Says.choices,
    }
    return render(request, "partnership_charter/round_paper.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def enter_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Type in a paper form, and go on to the next."""
    asked = round_get_for(reader_of(request), key)
    free = asked.seats.filter(used_at=None).order_by("number").values_list("number", flat=True)
    form = PaperForm(
        request.POST or None,
        commitments=round_commitments(asked),
        asked=asked,
        initial={"number": free.first()},
    )
    if request.method == "POST" and form.did(seat_say, by=signed_in(request)):
        messages.success(
            request, _("Seat %(number)s is entered.") % {"number": form.cleaned_data["number"]}
        )
        return redirect("charter-work:round-enter", key)
    context = _context(asked) | {"form": form, "back": reverse("charter-work:round", args=[key])}
    return render(request, "partnership_charter/say.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def close_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a round: from now on its answers count."""
    asked = round_get_for(reader_of(request), key)
    form = ConfirmForm(posted(request), button=_("Close the round"))
    if request.method == "POST" and form.did(round_close, asked=asked, by=signed_in(request)):
        messages.success(request, _("The round is closed. What residents say counts from now on."))
        return redirect("charter-work:round", key)
    return form_page(
        request,
        form,
        heading=_("Close “%(title)s”?") % {"title": asked.title},
        hint=_("No answer is taken or changed any more, and what residents say is published."),
        back=reverse("charter-work:round", args=[key]),
        crumbs=_context(asked)["crumbs"],
    )


@CHANGE
@private_page
@require_safe
@missing_is_404
def words_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """What residents wrote. Each look is logged."""
    asked = round_get_for(reader_of(request), key)
    audit_look(
        target=asked,
        by=signed_in(request),
        event="resident-words.read",
        about=asked.signatory.charter.slug,
    )
    context = _context(asked) | {"rows": list(round_words(asked))}
    return render(request, "partnership_charter/round_words.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def approve_view(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Decide what others may read of a resident's words."""
    asked = round_get_for(reader_of(request), key)
    verdict = get_object_or_404(round_words(asked), pk=pk)
    form = ShownForm(request.POST or None, initial={"shown": verdict.shown or verdict.words})
    back = reverse("charter-work:round-words", args=[key])
    if request.method == "POST" and form.did(
        verdict_words_approve, verdict=verdict, by=signed_in(request)
    ):
        return redirect(back)
    return form_page(
        request,
        form,
        heading=str(verdict.commitment),
        quote=verdict.words,
        back=back,
        crumbs=_context(asked)["crumbs"],
    )


def _context(asked: Round) -> dict[str, Any]:
    return {
        "asked": asked,
        "name": name_of(asked.signatory),
        "crumbs": [
            *crumbs(asked.signatory.charter),
            (asked.title, reverse("charter-work:round", args=[asked.key])),
        ],
    }
