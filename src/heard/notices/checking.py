"""Whether a council's wording can be used: what is wrong with it, in words for its writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.notices.errors import WordingError
from heard.notices.wording import nearest, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.notices.shipped import Shipped, Words

LONGEST = 8_000  # characters; a message longer than this isn't read


def wording_faults(shipped: Shipped, words: Words) -> list[WordingError]:
    """Everything wrong with a wording, by field; nothing if it can be used."""
    plain, discreet = shipped.allowed, shipped.allowed_discreet
    faults = list(_text_faults("body", words.body, plain))
    if shipped.is_part:
        return faults
    faults += _subject_faults("subject", words.subject, plain)
    faults += _required_faults(shipped, words)
    faults += _subject_faults("discreet_subject", words.discreet_subject, discreet)
    faults += _text_faults("discreet_body", words.discreet_body, discreet)
    return faults


def _subject_faults(field: str, text: str, allowed: Iterable[str]) -> Iterator[WordingError]:
    if len(text.splitlines()) > 1:
        yield WordingError(_("A subject is one line."), field=field)
    yield from _text_faults(field, text, allowed)


def _text_faults(field: str, text: str, allowed: Iterable[str]) -> Iterator[WordingError]:
    if not text.strip():
        yield WordingError(_("Write something here."), field=field)
    if len(text) > LONGEST:
        yield WordingError(_("Write at most 8,000 characters."), field=field)
    names = placeholders(text)
    for name in names:
        if name not in allowed:
            yield WordingError(_unknown(name, allowed), field=field)
    rest = text
    for name in names:
        rest = rest.replace(f"(({name}))", "")
    if "((" in rest or "))" in rest:
        yield WordingError(
            _("A placeholder has two brackets before it and two after it: ((reference))."),
            field=field,
        )


def _unknown(name: str, allowed: Iterable[str]) -> str:
    allowed = list(allowed)
    meant = nearest(name, allowed)
    if meant:
        return _("((%(name)s)) is not known in this text. Did you mean ((%(meant)s))?") % {
            "name": name,
            "meant": meant,
        }
    return _("((%(name)s)) is not known in this text. You can use: %(allowed)s.") % {
        "name": name,
        "allowed": ", ".join(f"(({each}))" for each in allowed),
    }


def _required_faults(shipped: Shipped, words: Words) -> Iterator[WordingError]:
    used = set(placeholders(words.body)) | set(placeholders(words.subject))
    for name in sorted(shipped.required - used):
        yield WordingError(
            _("Keep ((%(name)s)): people must be told this.") % {"name": name}, field="body"
        )
    kept = shipped.required & set(shipped.allowed_discreet)
    discreet = set(placeholders(words.discreet_body)) | set(placeholders(words.discreet_subject))
    for name in sorted(kept - discreet):
        yield WordingError(
            _("Keep ((%(name)s)): without it the message is of no use.") % {"name": name},
            field="discreet_body",
        )
