"""The tracker as a file and as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from heard.analysis.commitments import METHOD
from heard.analysis.small_numbers import to_nearest
from heard.partnership.charter_wording import STATUS, VERDICT
from heard.partnership.selectors.charters_changes import IN_FEED
from heard.publications.characters import safe_text
from heard.publications.tables import Column, Provenance, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.http import HttpRequest

    from heard.partnership.selectors.charters_cells import Cell, PeriodSeen, Tracker
    from heard.partnership.selectors.charters_changes import Change


def tracker_table(trackers: Sequence[Tracker], *, title: str, name: str, address: str) -> Table:
    """Every commitment with every signatory and period: a row each, empty where unknown."""
    return Table(
        name=name,
        title=title,
        columns=_columns(),
        rows=[row for tracker in trackers for row in _rows(tracker, address)],
        provenance=Provenance(
            title=title,
            source=_("Signed and reported by the signatories; said by residents"),
            retrieved=timezone.localdate(),
            method_version=METHOD,
            made_up=any(
                party.landlord is not None and party.landlord.is_fictional
                for tracker in trackers
                for party in tracker.parties
            ),
            address=address,
            attribution="",
            notes=(
                _("A status follows from what was signed, reported and said, by a rule."),
                _("Where nothing is reported, nothing is known: that isn’t “not kept”."),
                _("What fewer than 10 residents say isn’t shown; counts are to the nearest 5."),
            ),
        ),
    )


def changes_feed(changes: Iterable[Change], request: HttpRequest, *, title: str, page: str) -> str:
    """What happened to charters lately as an Atom feed, the newest first."""
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(page),
        feed_url=request.build_absolute_uri(request.path),
        description=_("What was promised, signed and reported, and what residents say."),
        language="en-gb",
    )
    for one in list(changes)[:IN_FEED]:
        feed.add_item(
            title=safe_text(one.title),
            link=request.build_absolute_uri(one.link),
            description=safe_text(one.words),
            unique_id=f"urn:uuid:{one.key}",
            author_name=safe_text(one.who),
            pubdate=one.at,
            updateddate=one.at,
        )
    return feed.writeString("utf-8")


def cell_link(cell: Cell) -> str:
    """The page of a commitment with a signatory."""
    charter = cell.commitment.version.charter.slug
    return reverse("tracker:cell", args=[charter, cell.commitment.number, cell.party.slug])


def _columns() -> tuple[Column, ...]:
    return (
        Column("charter", _("Charter"), printed=False),
        Column("version", _("Version"), "count", printed=False),
        Column("number", _("Number"), "count"),
        Column("commitment", _("Commitment")),
        Column("signatory", _("Signatory")),
        Column("signed", _("Signed")),
        Column("signed_on", _("On"), "date", printed=False),
        Column("reservation", _("Reservation or reason"), printed=False),
        Column("period_from", _("Period from"), "date"),
        Column("period_to", _("Period to"), "date"),
        Column("due", _("Report due"), "date", printed=False),
        Column("status", _("Status")),
        Column("reported", _("Reported")),
        Column("report", _("What was reported"), printed=False),
        Column("residents", _("Residents say")),
        Column("residents_base", _("Residents, about"), "count", printed=False),
        Column("residents_kept_percent", _("Say kept, %"), "count", printed=False),
        Column("residents_low_percent", _("Likely from, %"), "count", printed=False),
        Column("residents_high_percent", _("Likely to, %"), "count", printed=False),
        Column("address", _("Address"), printed=False),
    )


def _rows(tracker: Tracker, address: str) -> Iterator[dict[str, object]]:
    for cell in tracker.cells.values():
        signing = cell.signing
        common: dict[str, object] = {
            "charter": tracker.version.title,
            "version": tracker.version.number,
            "number": cell.commitment.number,
            "commitment": cell.commitment.title,
            "signatory": cell.party.name,
            "signed": signing.get_act_display() if signing else None,
            "signed_on": signing.on if signing else None,
            "reservation": (signing.words or None) if signing else None,
            "address": address.split("/tracker/", 1)[0] + cell_link(cell),
        }
        if not cell.periods:
            yield common | _none(str(STATUS[cell.status]))
        for seen in cell.periods:
            yield common | _period(seen)


def _none(status: str) -> dict[str, object]:
    keys = [column.key for column in _columns()[8:-1]]
    return dict.fromkeys(keys) | {"status": status}


def _period(seen: PeriodSeen) -> dict[str, object]:
    report, heard = seen.report, seen.heard
    return {
        "period_from": seen.period.first,
        "period_to": seen.period.last,
        "due": seen.due,
        "status": str(STATUS[seen.status]),
        "reported": report.get_progress_display() if report else None,
        "report": report.words if report else None,
        "residents": str(VERDICT[heard.verdict]) if heard else None,
        "residents_base": to_nearest(heard.base) if heard else None,
        "residents_kept_percent": round(heard.kept * 100) if heard else None,
        "residents_low_percent": round(heard.interval.low * 100) if heard else None,
        "residents_high_percent": round(heard.interval.high * 100) if heard else None,
    }
