"""Commitments by signatory: who signed what, what was reported and said, and where it stands.

A landlord that was merged stands under whoever stands for it today: its signatures, reports and
residents' verdicts are its successor's to be held to. Fixed queries, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils import timezone

from heard.landlords.models import Landlord
from heard.partnership.models import Commitment, Signatory
from heard.partnership.selectors.charters_cells import Party, Tracker
from heard.partnership.selectors.charters_said import Said
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from heard.partnership.models import CharterVersion


def trackers_of(
    versions: Iterable[CharterVersion],
    *,
    landlord: Landlord | None = None,
    parties: Collection[str] | None = None,
    today: date | None = None,
) -> list[Tracker]:
    """Trackers of charters; of one landlord's parties, or of those named, if any are.

    Charters to which a landlord was never asked are left out then. Seven queries.
    """
    listed = list(versions)
    found = parties_of(listed)
    wanted = {
        version.pk: [
            one
            for one in found[version.charter_id]
            if (landlord is None or one.landlord == landlord)
            and (parties is None or one.slug in parties)
        ]
        for version in listed
    }
    pks = [each.pk for kept in wanted.values() for one in kept for each in one.signatories]
    said = Said(pks, today or timezone.localdate())
    commitments: dict[int, list[Commitment]] = defaultdict(list)
    for row in Commitment.objects.filter(version__in=listed).order_by("number"):
        commitments[row.version_id].append(row)
    return [
        _tracker(version, commitments[version.pk], wanted[version.pk], said)
        for version in listed
        if landlord is None or wanted[version.pk]
    ]


def parties_of(versions: Iterable[CharterVersion]) -> dict[int, list[Party]]:
    """Charter → its parties: landlords by name, then the council. Three queries."""
    rows = Signatory.objects.filter(charter__in=[one.charter_id for one in versions])
    lineage = lineage_now()
    groups: dict[int, dict[int | None, list[Signatory]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.select_related("landlord").order_by("pk"):
        today = lineage.today(row.landlord_id) if row.landlord_id else None
        groups[row.charter_id][today].append(row)
    wanted = {pk for group in groups.values() for pk in group if pk is not None}
    landlords = Landlord.objects.in_bulk(wanted)
    return defaultdict(
        list,
        {
            charter: sorted(
                (
                    Party(landlords[pk] if pk else None, tuple(signatories))
                    for pk, signatories in group.items()
                ),
                key=lambda one: (one.landlord is None, one.name.casefold(), one.slug),
            )
            for charter, group in groups.items()
        },
    )


def _tracker(
    version: CharterVersion, commitments: list[Commitment], parties: list[Party], said: Said
) -> Tracker:
    for one in commitments:
        one.version = version
    cells = {
        (one.number, party.slug): said.cell(version, one, party)
        for one in commitments
        for party in parties
    }
    return Tracker(version, tuple(commitments), tuple(parties), cells)
