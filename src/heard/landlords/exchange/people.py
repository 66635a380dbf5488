"""The register's landlords, at hand while a file is taken: by code, by name, by earlier name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from heard.landlords.exchange.lists import EarlierName
from heard.landlords.lineage import today
from heard.landlords.models import Landlord, LandlordCode, LandlordName
from heard.landlords.naming import tidy
from heard.landlords.selectors.finding import landlord_find
from heard.landlords.selectors.lineage import edges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.ingest.csv_table import Row
    from heard.landlords.exchange.taking import Taking
    from heard.landlords.lineage import Edge


def folded(name: str) -> str:
    """What makes two names the same: all but capitals and spaces."""
    return tidy(name).casefold()


@dataclass
class People:
    """Landlords, real or made up but never both, with the ways in which a file can name them."""

    landlords: dict[int, Landlord] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    codes: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, dict[str, LandlordName]] = field(default_factory=lambda: defaultdict(dict))
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_other: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    edges: list[Edge] = field(default_factory=list)

    @classmethod
    def load(cls) -> People:
        """Everybody in the register, in four queries."""
        people = cls(edges=edges())
        for landlord in Landlord.objects.all():
            people.add(landlord)
        for code in LandlordCode.objects.all():
            people.add_code(code)
        for name in LandlordName.objects.order_by("pk"):
            people.add_name(name)
        return people

    def add(self, landlord: Landlord) -> None:
        """Know a landlord by its names of today."""
        self.landlords[landlord.pk] = landlord
        self.by_name[folded(landlord.name)].add(landlord.pk)
        if landlord.legal_name:
            self.by_other[folded(landlord.legal_name)].add(landlord.pk)

    def add_code(self, code: LandlordCode) -> None:
        """Know a landlord by a code."""
        self.by_code[code.code] = code.landlord_id
        self.codes[code.landlord_id].add(code.code)

    def add_name(self, name: LandlordName) -> None:
        """Know a landlord by another name."""
        self.names[name.landlord_id][name.name] = name
        self.by_other[folded(name.name)].add(name.landlord_id)

    def called(self, name: str, *, fictional: bool) -> set[int]:
        """Whoever has this name today; if nobody, whoever has or had it as another name."""
        for names in (self.by_name, self.by_other):
            found = {pk for pk in names.get(folded(name), ()) if self._is(pk, fictional=fictional)}
            if found:
                return found
        return set()

    def went_by(self, pk: int, name: str) -> bool:
        """Whether this is the landlord's name of today or one that it stopped using."""
        if folded(self.landlords[pk].name) == folded(name):
            return True
        others = self.names.get(pk, {}).values()
        return any(other.used_until and folded(other.name) == folded(name) for other in others)

    def final(self, pk: int) -> int:
        """Who stands for this landlord today."""
        return today(self.edges, pk, timezone.localdate())

    def earlier_names(self, pk: int) -> Iterable[EarlierName]:
        """Other names in the order in which they are written."""
        names = [EarlierName(name.name, name.used_until) for name in self.names[pk].values()]
        return sorted(names, key=lambda name: (str(name.until or "9999"), name.name))

    def _is(self, pk: int, *, fictional: bool) -> bool:
        return self.landlords[pk].is_fictional == fictional


def landlord_of(row: Row, people: People, taking: Taking) -> Landlord | None:
    """The landlord that a row of homes or estates is about; a fault where it isn't clear."""
    code, name = row.get("landlord_code"), row.get("landlord", "")
    fictional = taking.borough.is_fictional
    if code:
        pk = people.by_code.get(code)
        if pk and people.landlords[pk].is_fictional == fictional:
            return people.landlords[pk]
        taking.faults.add(
            row.number,
            "landlord_code",
            f"No landlord in the register has the code {code}.",
            "Import the landlords first, or correct the code.",
        )
        return None
    if not name:
        taking.faults.add(row.number, "landlord", "No landlord is named.", "Write name or code.")
        return None
    found = people.called(name, fictional=fictional)
    if len(found) == 1:
        return people.landlords[found.pop()]
    if found:
        problem, mend = f"{len(found)} landlords are called {name!r}.", "Give the code as well."
    else:
        close = landlord_find(name, limit=1)
        problem = f"{name!r} isn't in the register."
        mend = f"Did you mean {close[0].name!r}?" if close else "Import the landlords first."
    taking.faults.add(row.number, "landlord", problem, mend)
    return None
