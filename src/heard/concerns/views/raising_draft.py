"""The draft of whoever is writing: found by their session, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.access import reader_of
from heard.accounts.models import User
from heard.concerns.pages.answers import Answers
from heard.concerns.services.drafting import SENT, draft_find, draft_start
from heard.concerns.views.grants import DRAFT as KEY

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.concerns.models import Draft


def draft_of(request: HttpRequest) -> Draft | None:
    """The session's draft."""
    return draft_find(request.session.get(KEY, ""))


def draft_open(request: HttpRequest) -> Draft:
    """The session's draft, or a new one where there is none to write on."""
    draft = draft_of(request)
    if draft is None or SENT in draft.data:
        draft = draft_start()
        request.session[KEY] = draft.key
    return draft


def sent_of(draft: Draft | None) -> str:
    """The reference of the concern that the draft became; empty while it is one."""
    return str(draft.data.get(SENT, "")) if draft else ""


def answers_of(request: HttpRequest, draft: Draft | None) -> Answers:
    """What the draft holds."""
    data = draft.data if draft else {}
    return Answers(data, reader_of(request), known_of(request))


def user_of(request: HttpRequest) -> User | None:
    """Who is signed in."""
    return request.user if isinstance(request.user, User) else None


def known_of(request: HttpRequest) -> dict[str, str]:
    """What need not be asked of somebody who is signed in."""
    user = user_of(request)
    if user is None:
        return {}
    emails = reader_of(request).emails
    email = user.email.lower() if user.email.lower() in emails else min(emails, default="")
    return {"email": email, "name": user.get_full_name()}
