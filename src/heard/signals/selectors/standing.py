"""Where warnings stand, from their events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.signals.state import Fact, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.signals.models import EarlyWarning, WarningEvent
    from heard.signals.state import State


def state_of(warning: EarlyWarning) -> State:
    """Where a warning stands after its events."""
    return fold(facts_of(warning.events.all()))


def facts_of(events: Iterable[WarningEvent]) -> list[Fact]:
    """Events as the fold takes them."""
    return [Fact(one.number, one.kind, one.at, one.code, one.landlord_id) for one in events]
