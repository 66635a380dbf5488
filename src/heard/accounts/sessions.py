"""How long somebody stays signed in, and how surely we know who they are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings

from heard.access.roles import STAFF

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

    from heard.access.reader import Reader

SIGNED_IN_AT = "heard_signed_in_at"
SEEN_AT = "heard_seen_at"

STAFF_SECONDS = 8 * 60 * 60
STAFF_IDLE_SECONDS = 30 * 60
RESIDENT_SECONDS = 30 * 24 * 60 * 60
NOTED_EVERY = 60  # seconds; each note is a write

# A council's own sign-in asks for its own second factor.
STRONG_METHODS = frozenset({"mfa", "socialaccount"})


def is_staff(reader: Reader) -> bool:
    """Whether any of their roles is one of staff."""
    return bool(reader.roles & STAFF)


def session_start(session: SessionBase, *, now: float | None = None) -> None:
    """Note when somebody signed in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = time.time() if now is None else now


def signed_in(request: HttpRequest, **kwargs: object) -> None:  # noqa: ARG001 - a signal's
    """Receiver of Django's signal that somebody signed in."""
    session_start(request.session)


def session_is_over(session: SessionBase, *, staff: bool, now: float) -> bool:
    """Whether they must sign in again: staff after a day's work or a pause, others after a month.

    A session that doesn't say when it began is over.
    """
    began, seen = session.get(SIGNED_IN_AT, 0), session.get(SEEN_AT, 0)
    if staff:
        return bool(now - began > STAFF_SECONDS or now - seen > STAFF_IDLE_SECONDS)
    return bool(now - began > RESIDENT_SECONDS)


def session_note(session: SessionBase, *, now: float) -> None:
    """Note that somebody is still at work, seldom enough to cost little."""
    if now - session.get(SEEN_AT, 0) >= NOTED_EVERY:
        session[SEEN_AT] = now


def sessions_end(user: AbstractBaseUser) -> int:
    """Sign somebody out everywhere; out of how many places."""
    found = list(UserSession.objects.filter(user_id=user.pk))
    for session in found:
        session.end()
    return len(found)


def is_strong(request: HttpRequest) -> bool:
    """Whether more than one proof was given of who this is."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in STRONG_METHODS for record in records)


def owes_second_factor(request: HttpRequest, reader: Reader) -> bool:
    """Whether somebody has a role of staff but only proved that they read its mail."""
    return (
        settings.SECOND_FACTOR
        and is_staff(reader)
        and not getattr(request.user, "is_made_up", False)
        and not is_strong(request)
    )
