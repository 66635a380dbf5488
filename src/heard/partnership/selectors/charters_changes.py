"""What happened to charters lately: published, signed, reported, and what residents were asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.landlords.models import Landlord
from heard.partnership.charter_wording import day
from heard.partnership.models import CharterVersion, Report, Round, Signing
from heard.partnership.selectors.charters_cells import COUNCIL
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from heard.partnership.models import Commitment, Signatory

IN_FEED = 50


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: when, in words, who did it, and where one sees it."""

    key: UUID
    at: datetime
    title: str
    words: str
    who: str
    link: str


def changes_lately(
    *, charter: str = "", landlord: Landlord | None = None, most: int = IN_FEED
) -> list[Change]:
    """The latest public changes, the newest first; of one charter or landlord if given.

    Signatures that were undone and reports that were returned aren't among them. Fixed queries.
    """
    narrowed: dict[str, Any] = {}
    if landlord is not None:
        narrowed["signatory__landlord__in"] = lineage_now().stood_for_by([landlord.pk])
    if charter:
        narrowed["signatory__charter__slug"] = charter
    found = [*_signed(narrowed, most), *_reported(narrowed, most), *_closed(narrowed, most)]
    if landlord is None:
        found += _published(charter, most)
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:most]


def _published(charter: str, most: int) -> list[Change]:
    rows = CharterVersion.objects.filter(published_at__isnull=False).select_related("charter")
    if charter:
        rows = rows.filter(charter__slug=charter)
    return [
        Change(
            key=one.key,
            at=one.published_at,  # type: ignore[arg-type] # they are published
            title=_("%(title)s, version %(number)s, is published")
            % {"title": one.title, "number": one.number},
            words=one.changes or one.introduction,
            who=settings.COUNCIL_NAME,
            link=reverse("tracker:version", args=[one.charter.slug, one.number]),
        )
        for one in rows.order_by("-published_at")[:most]
    ]


def _signed(narrowed: dict[str, Any], most: int) -> list[Change]:
    rows = Signing.objects.filter(undone_at=None, **narrowed).select_related(*_RELATED)
    listed = list(rows.order_by("-at", "-pk")[:most])
    slugs = _slugs(one.signatory for one in listed)
    at_once = Counter((one.signatory_id, one.at) for one in listed)
    found: dict[object, Change] = {}
    for one in listed:
        together = at_once[one.signatory_id, one.at]
        change = _signed_many(one, together, slugs) if together > 1 else _signed_one(one, slugs)
        found.setdefault((one.signatory_id, one.at), change)
    return list(found.values())


def _signed_one(one: Signing, slugs: dict[int, str]) -> Change:
    return Change(
        key=one.key,
        at=one.at,
        title=f"{_name(one.signatory)}: {one.get_act_display().lower()}, {one.commitment}",
        words=one.words,
        who=_name(one.signatory),
        link=_link(one.signatory, one.commitment, slugs),
    )


def _signed_many(one: Signing, together: int, slugs: dict[int, str]) -> Change:
    name = _name(one.signatory)
    return Change(
        key=one.key,
        at=one.at,
        title=_("%(name)s signed %(count)s commitments") % {"name": name, "count": together},
        words="",
        who=name,
        link=reverse("tracker:charter", args=[one.signatory.charter.slug])
        + f"?party={slugs[one.signatory_id]}",
    )


def _reported(narrowed: dict[str, Any], most: int) -> list[Change]:
    rows = Report.objects.filter(sent_at__isnull=False, returned_at=None, **narrowed)
    listed = list(rows.select_related(*_RELATED).order_by("-sent_at", "-pk")[:most])
    slugs = _slugs(one.signatory for one in listed)
    return [
        Change(
            key=one.key,
            at=one.sent_at,  # type: ignore[arg-type] # they are sent
            title=f"{_name(one.signatory)}: {one.get_progress_display().lower()}, {one.commitment}",
            words=one.words,
            who=_name(one.signatory),
            link=_link(one.signatory, one.commitment, slugs),
        )
        for one in listed
    ]


def _closed(narrowed: dict[str, Any], most: int) -> list[Change]:
    rows = Round.objects.filter(closed_at__isnull=False, **narrowed)
    related = ("signatory__charter", "signatory__landlord")
    listed = list(rows.select_related(*related).order_by("-closed_at", "-pk")[:most])
    slugs = _slugs(one.signatory for one in listed)
    return [
        Change(
            key=one.key,
            at=one.closed_at,  # type: ignore[arg-type] # they are closed
            title=_("Residents of %(name)s have said what they see")
            % {"name": _name(one.signatory)},
            words=_("About the time from %(first)s to %(last)s.")
            % {"first": day(one.period_from), "last": day(one.period_to)},
            who=_("Residents"),
            link=reverse("tracker:charter", args=[one.signatory.charter.slug])
            + f"?party={slugs[one.signatory_id]}",
        )
        for one in listed
    ]


_RELATED = ("signatory__charter", "signatory__landlord", "commitment")


def _name(signatory: Signatory) -> str:
    return signatory.landlord.name if signatory.landlord else settings.COUNCIL_NAME


def _slugs(signatories: Any) -> dict[int, str]:
    """Signatory → what stands for whoever stands for it today. Two queries."""
    known = {one.pk: one.landlord_id for one in signatories}
    lineage = lineage_now()
    today = {pk: lineage.today(landlord) if landlord else None for pk, landlord in known.items()}
    slugs: dict[int, str] = dict(
        Landlord.objects.filter(pk__in=_some(today.values())).values_list("pk", "slug")
    )
    return {pk: slugs[landlord] if landlord else COUNCIL for pk, landlord in today.items()}


def _some(found: Collection[int | None]) -> set[int]:
    return {one for one in found if one is not None}


def _link(signatory: Signatory, commitment: Commitment, slugs: dict[int, str]) -> str:
    """The cell's page, by the number that the commitment has where it was said."""
    return reverse(
        "tracker:line", args=[signatory.charter.slug, commitment.line, slugs[signatory.pk]]
    )
