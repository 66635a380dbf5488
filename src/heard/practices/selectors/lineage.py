"""Who stands today for landlords that did something once, for many of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from heard.landlords.lineage import today
from heard.landlords.selectors.lineage import edges

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from heard.landlords.lineage import Edge


class Lineage:
    """Successions as they stand on a day, looked up once."""

    def __init__(self, known: list[Edge], on: date) -> None:
        self._edges = [edge for edge in known if edge.whole]
        self._on = on
        self._found: dict[int, int] = {}

    def today(self, landlord: int) -> int:
        """Who stands for this landlord: its last successor, or itself."""
        if landlord not in self._found:
            self._found[landlord] = today(self._edges, landlord, self._on)
        return self._found[landlord]

    def stood_for_by(self, landlords: Iterable[int]) -> frozenset[int]:
        """These landlords, and every earlier one that one of them stands for."""
        wanted = frozenset(landlords)
        before = {edge.predecessor for edge in self._edges}
        return wanted | {one for one in before if self.today(one) in wanted}


def lineage_now() -> Lineage:
    """Today's lineage, by one query."""
    return Lineage(edges(), timezone.localdate())
