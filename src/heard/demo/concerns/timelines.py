"""Store what happened to made-up concerns: events, words, pictures, and who waits for a call."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.concerns.models import Attachment, Event, Telling, Words
from heard.concerns.services.telling import AT_HAND, FOR_PARTIES, PARTIES
from heard.demo.concerns.cast import key_of
from heard.demo.concerns.days import DAY
from heard.demo.concerns.pictures import CAPTIONS, HEIGHT, VARIANTS, WIDTH, picture
from heard.demo.rows import rows_write
from heard.uploads.keeping import bytes_write
from heard.uploads.models import Kind as FileKind
from heard.uploads.models import StoredFile, VirusCheck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from heard.demo.concerns.deriving import Derived
    from heard.demo.concerns.loading import Entered
    from heard.demo.concerns.shapes import StoryStep

    Row = tuple[Derived, StoryStep, Event]

BY_HAND = frozenset({"phone", "letter"})


def timelines_enter(entered: Entered) -> None:
    """Store every event of every concern, with what hangs on it."""
    rows = [
        (one, step, _event(entered, one, number, step))
        for one in entered.derived
        for number, step in enumerate(one.story.happenings, start=1)
    ]
    rows_write(Event, [event for _one, _step, event in rows])
    rows_write(Words, [_words(entered, step, event) for _one, step, event in rows if step.text])
    _attach([(one, step, event) for one, step, event in rows if step.picture], entered.seed)
    rows_write(Telling, list(_tellings(entered, rows)))


def _event(entered: Entered, one: Derived, number: int, step: StoryStep) -> Event:
    cast = entered.cast
    party = entered.parties[one.story.key][step.party] if step.party is not None else None
    target = entered.concerns[step.target] if step.target is not None else None
    return Event(
        concern_id=one.concern.pk,
        number=number,
        kind=step.kind,
        at=step.at,
        entered_at=step.entered_at or step.at,
        by_id=key_of(cast.users, step.by),
        role=step.by_role,
        party_id=party.pk if party else None,
        landlord_id=key_of(cast.landlords, step.landlord),
        ward_id=key_of(cast.wards, step.ward),
        assignee_id=key_of(cast.users, step.assignee),
        target_id=target.pk if target else None,
        about=step.about,
        audience=step.audience,
        outcome=step.outcome,
        clock=step.clock,
        hazard=step.hazard,
        days=step.days,
        due_on=step.due_on,
        details=dict(step.details),
    )


def _words(entered: Entered, step: StoryStep, event: Event) -> Words:
    if not step.redacted:
        return Words(event_id=event.pk, text=step.text)
    return Words(
        event_id=event.pk,
        text=step.text,
        redacted=step.redacted,
        redacted_at=event.entered_at,
        redacted_by=entered.cast.users["champion"],
        redaction_reason="It was about somebody else.",
    )


def _attach(rows: list[Row], seed: int) -> None:
    drawn = {
        (kind, variant): picture(kind, variant, seed=seed)
        for kind in CAPTIONS
        for variant in range(VARIANTS)
    }
    numbers = count()
    files = [
        _file(*drawn[step.picture, next(numbers) % VARIANTS], step, event)
        for _one, step, event in rows
    ]
    StoredFile.objects.bulk_create(files)
    Attachment.objects.bulk_create(
        Attachment(concern=one.concern, event=event, file=file, caption=CAPTIONS[step.picture])
        for (one, step, event), file in zip(rows, files, strict=True)
    )


def _file(data: bytes, small: bytes, step: StoryStep, event: Event) -> StoredFile:
    return StoredFile(
        kind=FileKind.IMAGE,
        media_type="image/jpeg",
        width=WIDTH,
        height=HEIGHT,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        original_name=f"{step.picture}.jpg",
        path=bytes_write(data, small),
        virus_check=VirusCheck.UNCHECKED,
        uploaded_at=event.entered_at,
    )


def _tellings(entered: Entered, rows: list[Row]) -> Iterator[Telling]:
    """Who had to be rung or written to, and whether somebody has done it."""
    by = entered.cast.users["officer-2"]
    for one, step, event in rows:
        if not _is_told(step):
            continue
        done_at = _done(one, event, entered.now)
        for made_up, party in zip(one.story.parties, entered.parties[one.story.key], strict=True):
            late = made_up.joined_at and made_up.joined_at > event.entered_at
            if made_up.person.contact_by in BY_HAND and not late:
                yield Telling(
                    concern=one.concern,
                    party=party,
                    event=event,
                    since=event.entered_at,
                    done_at=done_at,
                    done_by=by if done_at else None,
                )


def _is_told(step: StoryStep) -> bool:
    """Whether those whom no e-mail reaches must be told of it."""
    if step.kind not in PARTIES or step.audience not in FOR_PARTIES:
        return False
    return step.kind not in AT_HAND and step.details.get("how") not in BY_HAND


def _done(one: Derived, event: Event, now: datetime) -> datetime | None:
    """When the resident was told: with the next telling, or a day later if that has come."""
    for step in one.story.happenings[event.number :]:
        if step.kind == Kind.TOLD:
            return step.entered_at or step.at
    later = event.entered_at + DAY
    return later if later < now - DAY else None
