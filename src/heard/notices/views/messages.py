"""Pages on which staff see whether messages arrive, and put right what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.errors import HeardError
from heard.mail import CONSOLE
from heard.notices.forms import FilterForm, ToldForm
from heard.notices.models import State
from heard.notices.selectors import (
    notice_counts_for,
    notice_get_for,
    notice_list_for,
    notice_shown,
    notices_get_for,
    quiet_hours,
)
from heard.notices.services import (
    notice_cancel,
    notice_hold,
    notice_release,
    notice_retry,
    notice_told,
    notices_retry,
)
from heard.notices.services.settling import MOST_AT_ONCE
from heard.notices.shipped import shipped_list
from heard.notices.views.answers import actor, missing_is_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.notices.models import Notice

DEEDS = {
    "retry": (notice_retry, lazy("The message is waiting to be sent again.")),
    "hold": (notice_hold, lazy("The message is held back.")),
    "release": (notice_release, lazy("The message is waiting to be sent.")),
    "cancel": (notice_cancel, lazy("The message will not be sent.")),
}
TABS = (State.FAILED, State.HELD, State.QUEUED, State.SENT, State.TOLD, State.CANCELLED)
POSSIBLE = {
    State.QUEUED: ("hold", "cancel"),
    State.HELD: ("release", "cancel"),
    State.FAILED: ("retry", "cancel"),
}


@allow(Thing.MESSAGES, Action.READ)
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Messages, newest first, by how far they are."""
    reader = reader_of(request)
    form = FilterForm(request.GET)
    wanted = form.wanted()
    counts = notice_counts_for(reader)
    context = {
        "form": form,
        "listing": notice_list_for(reader, **wanted),
        "tabs": [
            ("", _("All"), None),
            *((each.value, each.label, counts.get(each)) for each in TABS),
        ],
        "printed": settings.EMAIL_BACKEND == CONSOLE,
        "quiet": quiet_hours(),
        "may_change": reader.may(Thing.MESSAGES, Action.CHANGE),
        "crumbs": [(_("Staff"), reverse("staff"))],
        **wanted,
    }
    return render(request, "notices/list.html", context)


@allow(Thing.MESSAGES, Action.READ)
@require_safe
@missing_is_404
def detail_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: how far it is, and what it says to those who may read that."""
    notice = notice_get_for(reader_of(request), pk)
    return _detail(request, notice, ToldForm())


def _detail(request: HttpRequest, notice: Notice, form: ToldForm) -> HttpResponse:
    reader = reader_of(request)
    shown = notice_shown(reader, notice)
    if shown.text is not None:
        audit_look(target=notice, by=actor(request), event="notice.read", about=notice.about)
    shipped = shipped_list().get(notice.template)
    context = {
        "notice": notice,
        "shown": shown,
        "when": shipped.when if shipped else "",
        "form": form,
        "deeds": POSSIBLE.get(State(notice.state), ()),
        "may_change": reader.may(Thing.MESSAGES, Action.CHANGE),
        "crumbs": [(_("Messages"), reverse("notices:list"))],
    }
    return render(request, "notices/detail.html", context)


@allow(Thing.MESSAGES, Action.CHANGE)
@require_POST
@missing_is_404
def deed_view(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Try again, hold back, let go or cancel one message."""
    if deed not in DEEDS:
        raise Http404
    notice = notice_get_for(reader_of(request), pk)
    service, done = DEEDS[deed]
    try:
        service(notice=notice, by=actor(request))
    except HeardError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("notices:detail", pk)


@allow(Thing.MESSAGES, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def told_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the person was told another way."""
    notice = notice_get_for(reader_of(request), pk)
    if request.method == "GET":
        return redirect("notices:detail", pk)
    form = ToldForm(request.POST)
    if form.is_valid():
        try:
            notice_told(notice=notice, note=form.cleaned_data["note"], by=actor(request))
        except HeardError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recorded: they were told another way."))
            return redirect("notices:detail", pk)
    return _detail(request, notice, form)


@allow(Thing.MESSAGES, Action.CHANGE)
@require_POST
def retry_many_view(request: HttpRequest) -> HttpResponse:
    """Try the ticked messages again."""
    ticked = [int(text) for text in request.POST.getlist("notice") if text.isdecimal()]
    found = notices_get_for(reader_of(request), ticked[:MOST_AT_ONCE])
    if not found:
        messages.error(request, _("Tick the messages to try again."))
    else:
        queued, refused = notices_retry(notices=found, by=actor(request))
        _say(request, len(queued), len(refused))
    return redirect(f"{reverse('notices:list')}?state={State.FAILED}")


def _say(request: HttpRequest, queued: int, refused: int) -> None:
    if queued:
        text = ngettext(
            "%(count)d message is waiting to be sent again.",
            "%(count)d messages are waiting to be sent again.",
            queued,
        )
        messages.success(request, text % {"count": queued})
    if refused:
        text = ngettext(
            "%(count)d message can’t be sent again: open it to see why.",
            "%(count)d messages can’t be sent again: open them to see why.",
            refused,
        )
        messages.error(request, text % {"count": refused})
