"""Whom a session was let in as by a private link, until when."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from heard.concerns.models import AccessLink
from heard.concerns.references import reference_read
from heard.concerns.selectors.finding import NAMED

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.concerns.models import Party

KEY = "heard_follow"
DRAFT = "heard_draft"
SECONDS = 4 * 60 * 60  # since it was last used: a computer in a library has another reader by then
MOST = 20


def grant_to(request: HttpRequest, party: Party) -> None:
    """Let the session follow the party's concern, as long as the party's link holds."""
    link = AccessLink.objects.filter(party=party, revoked_at=None).order_by("-pk").first()
    if link is None:
        return
    grants = _live(request)
    grants[party.concern.reference] = {"link": link.pk, "at": int(time.time())}
    newest = sorted(grants.items(), key=lambda item: -item[1]["at"])[:MOST]
    request.session[KEY] = dict(newest)


def party_of_session(request: HttpRequest, reference: str) -> Party | None:
    """Whose part of the concern the session may act in; None if it was let in nowhere."""
    read = reference_read(reference)
    grant = _live(request).get(read) if read else None
    if grant is None or read is None:
        return None
    link = (
        AccessLink.objects.filter(
            pk=grant["link"],
            revoked_at=None,
            party__left_at=None,
            party__concern__reference=read,
        )
        .select_related("party__person", *(f"party__concern__{name}" for name in NAMED))
        .first()
    )
    if link is None:
        return None
    _note(request, read)
    return link.party


def grants_end(request: HttpRequest) -> None:
    """Forget on this device whatever was opened by a link."""
    request.session.pop(KEY, None)
    request.session.pop(DRAFT, None)  # what was sent would let whoever comes next in again


def _live(request: HttpRequest) -> dict[str, dict[str, int]]:
    kept = request.session.get(KEY, {})
    since = time.time() - SECONDS
    return {name: one for name, one in kept.items() if one["at"] >= since}


def _note(request: HttpRequest, reference: str) -> None:
    """Note that it is in use, seldom enough to cost little."""
    grants = request.session[KEY]
    if time.time() - grants[reference]["at"] > SECONDS / 8:
        grants[reference]["at"] = int(time.time())
        request.session.modified = True
