"""Concerns that somebody is still writing: kept page by page, sent once, gone within a day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.concerns.errors import ConcernError
from heard.concerns.models import Attachment, Draft
from heard.concerns.services.raising import concern_raise
from heard.uploads.services import upload_remove

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.concerns.actors import Actor
    from heard.concerns.models import Person
    from heard.concerns.services.raising import Raised, Said, Shares
    from heard.uploads.models import StoredFile

KEPT = timedelta(days=1)
MOST_FILES = 10
MOST_SWEPT = 20
LONGEST = 20_000  # characters kept of one answer, more than any page takes
MOST_VALUES = 40
SENT = "sent"


@dataclass(frozen=True, slots=True)
class Sending:
    """What `concern_raise` takes of a draft that was checked."""

    said: Said
    resident: Person
    raised_by: Person | None
    raised_as: str
    authority: str
    shares: Shares | None
    wishes: Mapping[str, str]


def draft_start() -> Draft:
    """A new draft, with a key for the session. Sweeps some that nobody came back to."""
    draft_sweep(most=MOST_SWEPT)
    return Draft.objects.create(key=secrets.token_urlsafe(32), submission=uuid4())


def draft_find(key: str) -> Draft | None:
    """The draft of a session, unless its day is over."""
    if not key:
        return None
    since = timezone.now() - KEPT
    return Draft.objects.filter(key=key, updated_at__gte=since).first()


@transaction.atomic
def draft_save(
    *, draft: Draft, page: str, typed: Mapping[str, list[str]], handed: Mapping[str, Any] | None
) -> None:
    """Keep what was typed on a page, right or wrong; `handed` is what other pages need of it."""
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if SENT in held.data:
        raise ConcernError(_("This was sent already."))
    said = dict(held.data.get("said", {}))
    said[page] = {name: [_plain(one) for one in values] for name, values in typed.items()}
    held.data = {**held.data, "said": said}
    if handed is not None:
        held.data["handed"] = {**held.data.get("handed", {}), page: dict(handed)}
    held.save(update_fields=["data", "updated_at"])
    draft.data = held.data


def _plain(text: str) -> str:
    """Without the one character that a store can't keep."""
    return text.replace("\0", "")[:LONGEST]


@transaction.atomic
def draft_add_file(*, draft: Draft, stored: StoredFile) -> None:
    """Put a photo with the draft.

    Raises:
        ConcernError: there are as many as it takes.
    """
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if held.files.count() >= MOST_FILES:
        raise ConcernError(_("You can send at most 10 photos or documents."), field="files")
    held.files.add(stored)


def draft_remove_file(*, draft: Draft, stored: StoredFile) -> None:
    """Take a photo out of the draft, and delete it."""
    draft.files.remove(stored)
    upload_remove(stored=stored, by=None, reason="draft")


@transaction.atomic
def draft_send(
    *, draft: Draft, sending: Sending, actor: Actor, suspicions: tuple[str, ...] = ()
) -> Raised:
    """Raise the concern that was drafted, and empty the draft, both or neither.

    Raises:
        ConcernError: something is missing or can't be; the draft stays as it is.
    """
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    raised = concern_raise(
        submission=held.submission,
        said=sending.said,
        resident=sending.resident,
        actor=actor,
        raised_by=sending.raised_by,
        raised_as=sending.raised_as,
        authority=sending.authority,
        shares=sending.shares,
        wishes=sending.wishes,
        files=tuple(held.files.filter(removed_at=None).order_by("pk")),
        suspicions=suspicions,
    )
    held.files.clear()
    held.data = {SENT: raised.concern.reference}
    held.save(update_fields=["data", "updated_at"])
    draft.data = held.data
    return raised


def draft_drop(*, draft: Draft) -> None:
    """Delete a draft with its photos."""
    held = set(Attachment.objects.filter(file__in=draft.files.all()).values_list("file", flat=True))
    for stored in draft.files.all():
        if stored.pk not in held:
            upload_remove(stored=stored, by=None, reason="draft")
    draft.delete()


def draft_sweep(*, most: int = 1000) -> int:
    """Delete drafts that nobody touched for a day; how many."""
    old = Draft.objects.filter(updated_at__lt=timezone.now() - KEPT).order_by("updated_at")[:most]
    count = 0
    for draft in old:
        with transaction.atomic():
            draft_drop(draft=draft)
        count += 1
    return count
