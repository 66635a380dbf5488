"""Words that can't wait. One concern with them is told at once, whatever is usual."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from heard.analysis.warnings import safety_matches
from heard.audit.services import audit_record
from heard.concerns.events import RESIDENT_SAYS
from heard.concerns.models import Concern, Event
from heard.errors import BadInputError
from heard.ingest.safety_words import safety_rules
from heard.signals.services.keeping import danger_keep
from heard.signals.services.telling import danger_tell

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from heard.analysis.warnings import SafetyRules
    from heard.signals.models import EarlyWarning

log = logging.getLogger(__name__)
BACK = timedelta(days=2)  # what a daily scan looks at again, should a concern have been missed
_NAMED = ("estate", "ward", "landlord")


def words_file() -> Path | None:
    """The council's own words of danger, if it has written some."""
    own = Path(settings.HOME) / "safety_words.toml"
    return own if own.exists() else None


@cache
def rules() -> SafetyRules:
    """The council's words of danger, or those that Heard comes with; read once a process.

    A file at fault must not keep danger from being noticed: `heard doctor` names its faults.
    """
    try:
        return safety_rules(words_file())
    except BadInputError as error:
        log.error("safety_words.toml is at fault and isn't used: %s", error)  # noqa: TRY400 - no trace
        return safety_rules()


def danger_of(concern: Concern) -> str:
    """The danger that a concern speaks of first; nothing where it speaks of none."""
    return danger_in(concern.description)


def danger_in(words: str) -> str:
    """The danger that words speak of first; nothing where they speak of none."""
    found = safety_matches(words, rules())
    return found[0].rule if found else ""


def raised_look(pk: int) -> EarlyWarning | None:
    """Look at a concern that was just raised and stored: nothing here can keep it from being so."""
    concern = Concern.objects.select_related(*_NAMED).get(pk=pk)
    return danger_note(concern)


def said_look(pk: int) -> EarlyWarning | None:
    """Look at what a resident said later: danger can come after a concern was raised."""
    return danger_note_said(_said().get(pk=pk))


def _said() -> QuerySet[Event]:
    return Event.objects.select_related("words", *(f"concern__{name}" for name in _NAMED))


@transaction.atomic
def danger_note_said(event: Event) -> EarlyWarning | None:
    """Keep and tell that something said later speaks of danger, once."""
    words = getattr(event, "words", None)
    danger = danger_in(words.text) if words else ""
    if not danger:
        return None
    warning = danger_keep(concern=event.concern, danger=danger, said=event)
    return _told(warning, event.concern)


@transaction.atomic
def danger_note(concern: Concern) -> EarlyWarning | None:
    """Keep and tell that a concern speaks of danger, once."""
    danger = danger_of(concern)
    warning = danger_keep(concern=concern, danger=danger) if danger else None
    return _told(warning, concern)


def _told(warning: EarlyWarning | None, concern: Concern) -> EarlyWarning | None:
    if warning is not None:
        audit_record(event="warning.danger", target=warning, by=None, about=warning.reference)
        danger_tell(warning=warning, reference=concern.reference)
    return warning


def dangers_catch_up(*, day: date) -> int:
    """Look again at what was said in the two days up to this one; how many were missed.

    Concerns from before are no news. A scan of a day long gone finds none.
    """
    if timezone.localdate() - day > BACK:
        return 0
    start = timezone.make_aware(datetime.combine(day - BACK, time()))
    rows = Concern.objects.filter(entered_at__gte=start, closed_at=None).select_related(*_NAMED)
    noted = sum(danger_note(one) is not None for one in rows.iterator(500))
    said = _said().filter(
        kind__in=RESIDENT_SAYS, entered_at__gte=start, concern__closed_at=None, words__isnull=False
    )
    return noted + sum(danger_note_said(one) is not None for one in said.iterator(500))
