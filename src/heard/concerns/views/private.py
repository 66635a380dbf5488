"""What only some may see, and letters that let somebody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.clockwork import clocks_of, facts_of
from heard.concerns.errors import ConcernError
from heard.concerns.forms.private import FlagForm, ReasonForm, RedactForm
from heard.concerns.models import Flag, Words
from heard.concerns.pages.clocks import clocks_shown
from heard.concerns.pages.rows import what_of
from heard.concerns.selectors.finding import case_get_for
from heard.concerns.selectors.team import party_get
from heard.concerns.services.looking import case_look
from heard.concerns.services.privacy import flag_lift, flag_set, words_redact, words_restore
from heard.concerns.services.telling import link_for
from heard.concerns.views.team import page
from heard.landlords.views.answers import missing_is_404, posted, signed_in
from heard.safety.guard import private_page

FIRST = 0  # in addresses: no event has this number

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.models import Concern


@allow(Thing.RESTRICTED, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def flag_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Mark a case as needing particular care."""
    case = case_get_for(reader_of(request), reference)
    form = FlagForm(posted(request))
    if form.is_valid():
        try:
            flag_set(concern=case, by=signed_in(request), **form.cleaned_data)
        except ConcernError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("The mark is set. Only those who may see it do."))
            return redirect(case)
    hint = _(
        "Only people to whom an administrator gave it by name see this, and each look is kept."
    )
    return _ask(request, case, form, _("Set a restricted mark"), hint)


@allow(Thing.RESTRICTED, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def lift_view(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a mark off."""
    case = case_get_for(reader_of(request), reference)
    flag = Flag.objects.filter(concern=case, pk=pk, lifted_at=None).first()
    if flag is None:
        raise Http404
    form = ReasonForm(posted(request))
    if form.is_valid():
        flag_lift(flag=flag, by=signed_in(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("The mark is taken off."))
        return redirect(case)
    return _ask(request, case, form, _("Take the mark off"))


@allow(Thing.CASEWORK, Action.READ)
@private_page
@require_safe
@missing_is_404
def original_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Words as they were before parts were taken out. Each look is logged."""
    case = case_get_for(reader_of(request), reference)
    words = _words(case, number)
    case_look(concern=case, by=signed_in(request), what="original")
    return page(request, "original", case=case, words=words, number=number, crumbs=_crumbs(case))


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def redact_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take parts out of somebody's words, after a look at how that reads."""
    case = case_get_for(reader_of(request), reference)
    words = _words(case, number)
    case_look(concern=case, by=signed_in(request), what="original")
    form = RedactForm(posted(request), initial={"redacted": words.redacted or words.text})
    preview = ""
    if form.is_valid():
        preview = form.cleaned_data["redacted"]
        if "go" in request.POST:
            words_redact(words=words, by=signed_in(request), **form.cleaned_data)
            messages.success(request, _("Others are shown the new words. The original is kept."))
            return redirect(case)
    return page(
        request,
        "redact",
        case=case,
        words=words,
        form=form,
        preview=preview,
        crumbs=_crumbs(case),
    )


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def restore_view(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the original again."""
    case = case_get_for(reader_of(request), reference)
    words = _words(case, number)
    if not words.redacted_at:
        raise Http404
    form = ReasonForm(posted(request))
    if form.is_valid():
        words_restore(words=words, by=signed_in(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("The original is shown again."))
        return redirect(case)
    hint = _("Everybody who may see the event is shown the original again.")
    return _ask(request, case, form, _("Show the original again"), hint)


@allow(Thing.CASEWORK, Action.CHANGE)
@private_page
@require_safe
@missing_is_404
def letter_view(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """A receipt in large print, with somebody's own private link and what happens next."""
    case = case_get_for(reader_of(request), reference)
    party = party_get(case, pk)
    case_look(concern=case, by=signed_in(request), what="link")
    now = timezone.now()
    clocks = clocks_shown(clocks_of(case, facts_of(case), now=now), now)
    link = f"{settings.SITE_URL}{link_for(party)}"
    return page(
        request,
        "letter",
        case=case,
        party=party,
        what=what_of(case),
        link=link,
        picture=_qr(link),
        clocks=[clock for clock in clocks if clock.is_open],
        is_new="new" in request.GET,
    )


def _qr(link: str) -> str:
    """The link as a picture that a telephone reads."""
    made = segno.make(link, error="m", micro=False)
    drawn = made.svg_inline(scale=5, border=2, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from a link of ours


def _words(case: Concern, number: int) -> Words | Concern:
    """The words of an event, or the concern itself for what was written at first."""
    if number == FIRST:
        return case
    words = Words.objects.filter(event__concern=case, event__number=number)
    found = words.select_related("event", "redacted_by").first()
    if found is None:
        raise Http404
    found.event.concern = case
    return found


def _ask(
    request: HttpRequest, case: Concern, form: Form, heading: str, hint: str = ""
) -> HttpResponse:
    crumbs = _crumbs(case)
    return page(request, "ask", case=case, form=form, heading=heading, hint=hint, crumbs=crumbs)


def _crumbs(case: Concern) -> list[tuple[str, str]]:
    return [(_("Today"), reverse("cases:today")), (case.reference, case.get_absolute_url())]
