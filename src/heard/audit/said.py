"""What a row of the log says, as its mark signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.audit.models import Entry

SAID = (
    "at",
    "event",
    "actor",
    "actor_roles",
    "target_type",
    "target_id",
    "target_label",
    "before",
    "after",
    "reason_digest",
    "nonce",
)


def said_by(entry: Entry) -> dict[str, object]:
    """Everything that the row says."""
    return {name: getattr(entry, name) for name in SAID}


def said_in(values: Sequence[object]) -> dict[str, object]:
    """The same, of a row read as plain values in the order of SAID."""
    return dict(zip(SAID, values, strict=True))
