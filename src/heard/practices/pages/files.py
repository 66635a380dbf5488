"""The public practices as a table to download, and as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from heard.publications.characters import safe_text
from heard.publications.tables import Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from heard.practices.selectors.listing import Listed

METHOD = "practice-places-1"
IN_FEED = 50


def practices_table(listed: Sequence[Listed], *, address: str) -> Table:
    """Public practices, a row for each, as they stand."""
    return Table(
        name="practices",
        title=_("Good practice of social landlords"),
        columns=_columns(),
        rows=[_row(one, address) for one in listed],
        provenance=Provenance(
            title=_("Good practice of social landlords"),
            source=_("Written by the landlords that did it, read by the council’s team"),
            retrieved=timezone.localdate(),
            method_version=METHOD,
            made_up=any(one.landlord.is_fictional for one in listed),
            address=address,
            attribution="",
            notes=(
                _("Ordered by the strength of the evidence and by how many landlords took it up."),
                _("What changed is what the landlord says; “evidence” says how it knows."),
            ),
        ),
    )


def practices_feed(listed: Iterable[Listed], request: HttpRequest, *, page: str, here: str) -> str:
    """The latest practices as an Atom feed, the newest first."""
    feed = Atom1Feed(
        title=_("Good practice of social landlords"),
        link=request.build_absolute_uri(page),
        feed_url=request.build_absolute_uri(here),
        description=_("What landlords did to listen better, and what changed."),
        language="en-gb",
    )
    newest = sorted(listed, key=lambda one: (_published(one), one.version.pk), reverse=True)
    for one in newest[:IN_FEED]:
        address = request.build_absolute_uri(f"{page}{one.version.practice.reference}/")
        feed.add_item(
            title=safe_text(one.version.title),
            link=address,
            description=safe_text(f"{one.version.problem}\n\n{one.version.changed}"),
            unique_id=f"urn:uuid:{one.version.practice.key}",
            author_name=safe_text(one.landlord.name),
            pubdate=one.version.practice.first_published_at,
            updateddate=one.version.published_at,
            categories=[safe_text(each.name) for each in one.serves],
        )
    return feed.writeString("utf-8")


def _published(one: Listed) -> str:
    at = one.version.practice.first_published_at
    return at.isoformat() if at else ""


def _columns() -> tuple[Column, ...]:
    return (
        Column("reference", _("Reference")),
        Column("title", _("Title")),
        Column("landlord", _("Landlord")),
        Column("done_by", _("Done by, if another then"), printed=False),
        Column("type", _("Type"), printed=False),
        Column("place", _("Place"), "rank"),
        Column("reason", _("Why there")),
        Column("evidence", _("Evidence")),
        Column("problem", _("Problem"), printed=False),
        Column("done", _("What was done"), printed=False),
        Column("with_whom", _("With whom"), printed=False),
        Column("changed", _("What changed"), printed=False),
        Column("figures", _("Figures"), printed=False),
        Column("cost", _("Cost"), printed=False),
        Column("effort", _("Staff’s time"), printed=False),
        Column("criteria", _("Criteria"), "list", printed=False),
        Column("taken_up", _("Landlords that took it up"), "count"),
        Column("better", _("Of others, saw it better"), "count", printed=False),
        Column("same", _("Of others, saw no change"), "count", printed=False),
        Column("worse", _("Of others, saw it worse"), "count", printed=False),
        Column("published", _("Published"), "date"),
        Column("address", _("Address"), printed=False),
    )


def _row(one: Listed, address: str) -> dict[str, object]:
    version, place = one.version, one.place
    return {
        "reference": version.practice.reference,
        "title": version.title,
        "landlord": one.landlord.name,
        "done_by": version.practice.landlord.name if one.done_by_predecessor else None,
        "type": _(one.type.name) if one.type else None,
        "place": place.place,
        "reason": one.reason,
        "evidence": version.get_rung_display(),
        "problem": version.problem,
        "done": version.done,
        "with_whom": version.with_whom,
        "changed": version.changed,
        "figures": version.figures or None,
        "cost": version.get_cost_display(),
        "effort": version.get_effort_display(),
        "criteria": tuple(f"{each.framework}:{each.code}" for each in one.serves),
        "taken_up": place.taken_up,
        "better": place.better,
        "same": place.same,
        "worse": place.worse,
        "published": version.practice.first_published_at,
        "address": f"{address}{version.practice.reference}/",
    }
