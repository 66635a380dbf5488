"""A charter's grid: parties, commitments, and where each commitment stands with each party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from heard.analysis.commitments import Status
from heard.partnership.models import Act

if TYPE_CHECKING:
    from datetime import date

    from heard.analysis.commitments import Heard, Period
    from heard.landlords.models import Landlord
    from heard.partnership.models import (
        Charter,
        CharterVersion,
        Commitment,
        Report,
        Signatory,
        Signing,
    )

COUNCIL = "the-council"


@dataclass(frozen=True, slots=True)
class Party:
    """Who is held to a charter today: a landlord, or the council where there is none."""

    landlord: Landlord | None
    signatories: tuple[Signatory, ...]

    @property
    def slug(self) -> str:
        """What stands for it in addresses."""
        return self.landlord.slug if self.landlord else COUNCIL

    @property
    def name(self) -> str:
        """What it is called."""
        return self.landlord.name if self.landlord else settings.COUNCIL_NAME

    @property
    def before(self) -> tuple[str, ...]:
        """Landlords that signed and are part of it now."""
        others = (one.landlord for one in self.signatories if one.landlord != self.landlord)
        return tuple(one.name for one in others if one)

    def own(self) -> Signatory:
        """The signatory of its own name; else the one that it stands for."""
        mine = (one for one in self.signatories if one.landlord == self.landlord)
        return next(mine, self.signatories[-1])


@dataclass(frozen=True, slots=True)
class PeriodSeen:
    """One period of a commitment with a party. `report` was sent and not returned."""

    period: Period
    status: Status
    report: Report | None
    returned: Report | None
    heard: Heard | None
    asked: bool  # a round about it was closed, with however few answers
    due: date  # of the report, later where one was returned


@dataclass(frozen=True, slots=True)
class Cell:
    """A commitment with a party: what was signed of it, and each period, the newest first."""

    party: Party
    commitment: Commitment
    status: Status
    signing: Signing | None
    acts: tuple[Signing, ...]
    periods: tuple[PeriodSeen, ...]

    @property
    def stands(self) -> bool:
        """Whether the party stands by it."""
        return self.signing is not None and self.signing.act != Act.WITHDRAWN

    @property
    def reserved(self) -> bool:
        """Whether it stands by it with a reservation."""
        return self.signing is not None and self.signing.act == Act.RESERVED

    @property
    def earlier_words(self) -> bool:
        """Whether what it signed was worded otherwise."""
        return self.stands and self.signing.commitment.text != self.commitment.text  # type: ignore[union-attr]

    @property
    def shown(self) -> PeriodSeen | None:
        """The period that the status is of."""
        said = [one for one in self.periods if one.status is self.status]
        said = said or list(self.periods)
        if self.status is Status.NOT_DUE:  # a report that says so comes before a period under way
            said = [one for one in said if one.report] or said
        return said[0] if said else None


@dataclass(frozen=True, slots=True)
class Tracker:
    """A charter in force with its commitments and parties, and a cell for each two."""

    version: CharterVersion
    commitments: tuple[Commitment, ...]
    parties: tuple[Party, ...]
    cells: dict[tuple[int, str], Cell]

    @property
    def charter(self) -> Charter:
        """The charter."""
        return self.version.charter

    def cell(self, commitment: Commitment, party: Party) -> Cell:
        """Where a commitment stands with a party."""
        return self.cells[commitment.number, party.slug]

    def rows(self) -> list[tuple[Commitment, list[Cell]]]:
        """The grid: each commitment with its cells."""
        return [(one, [self.cell(one, each) for each in self.parties]) for one in self.commitments]
