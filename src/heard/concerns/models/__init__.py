"""Concerns, the people in them, their timeline, and what hangs on them."""

from heard.concerns.models.concern import Channel, Concern, PlaceKind, Told
from heard.concerns.models.linked import (
    Attachment,
    Draft,
    LikelyDuplicate,
    Link,
    LinkKind,
    ReplyTemplate,
    SearchEntry,
    Telling,
)
from heard.concerns.models.people import AccessLink, ContactWay, Part, Party, Person, RaisedAs
from heard.concerns.models.sharing import Consent, Flag, FlagKind, Sharing
from heard.concerns.models.timeline import Deadline, Event, Words

__all__ = [
    "AccessLink",
    "Attachment",
    "Channel",
    "Concern",
    "Consent",
    "ContactWay",
    "Deadline",
    "Draft",
    "Event",
    "Flag",
    "FlagKind",
    "LikelyDuplicate",
    "Link",
    "LinkKind",
    "Part",
    "Party",
    "Person",
    "PlaceKind",
    "RaisedAs",
    "ReplyTemplate",
    "SearchEntry",
    "Sharing",
    "Telling",
    "Told",
    "Words",
]
