"""What pages of groups show: meetings, agendas with minutes, decisions, actions, proposals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone

from heard.partnership.agenda import MOST, Occasion, agenda_sources
from heard.partnership.models import (
    Came,
    Meeting,
    MemberOrganisation,
    MemberPerson,
    Minute,
)
from heard.partnership.selectors.meetings_finding import actions_for, papers_for, runs
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.partnership.agenda import AgendaSource, Proposal
    from heard.partnership.models import (
        AgendaItem,
        Attendance,
        Decision,
        GroupAction,
        Paper,
        WorkingGroup,
    )

PER_PAGE = 25
FIRST_LOOKS_BACK = timedelta(days=91)  # a first meeting deals with the quarter before it


@dataclass
class ItemSeen:
    """An item with what belongs to it, as far as the reader may see it."""

    item: AgendaItem
    number: int
    minute: Minute | None = None
    corrections: list[Minute] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[GroupAction] = field(default_factory=list)


@dataclass
class MeetingSeen:
    """One meeting as its page shows it. Fixed queries, however much there is."""

    items: list[ItemSeen]
    papers: list[Paper]  # of no item
    attendance: list[Attendance]
    shows_agenda: bool
    shows_minutes: bool


def meetings_of(group: WorkingGroup) -> QuerySet[Meeting]:
    """Its meetings, the latest first."""
    return group.meetings.select_related("group", "chair").order_by("-on", "-number")


def next_meeting_of(group: WorkingGroup) -> Meeting | None:
    """The meeting that comes next, if one is planned."""
    rows = group.meetings.filter(on__gte=timezone.localdate(), cancelled_at=None)
    return rows.select_related("group", "chair").order_by("on", "at_time").first()


def meeting_seen(reader: Reader, meeting: Meeting) -> MeetingSeen:
    """A meeting's agenda, papers, attendance and minutes for a reader."""
    team = runs(reader)
    minutes = team or meeting.circulated_at is not None
    agenda = minutes or meeting.called_at is not None
    rows = meeting.items.filter(removed_at=None).order_by("position", "pk") if agenda else []
    seen = {row.pk: ItemSeen(row, at) for at, row in enumerate(rows, start=1)}
    loose: list[Paper] = []
    for paper in papers_for(reader, meeting).order_by("pk"):
        seen[paper.item_id].papers.append(paper) if paper.item_id in seen else loose.append(paper)
    if minutes:
        _minutes_fill(meeting, seen)
    came = meeting.attendance.select_related(
        "person__user", "person__organisation__landlord"
    ).order_by("person__organisation__kind", "person__organisation", "pk")
    shown = came if minutes else came.filter(came=Came.APOLOGIES)
    return MeetingSeen(list(seen.values()), loose, list(shown), agenda, minutes)


def _minutes_fill(meeting: Meeting, seen: dict[int, ItemSeen]) -> None:
    for minute in Minute.objects.filter(item__meeting=meeting).order_by("item", "number"):
        if minute.item_id not in seen:
            continue
        one = seen[minute.item_id]
        if minute.superseded_at is None:
            one.minute = minute
        elif meeting.circulated_at and minute.superseded_at >= meeting.circulated_at:
            one.corrections.append(minute)
    decisions = meeting.decisions.select_related("replaces", "replaced_by")
    actions = meeting.actions.select_related("group", "organisation__landlord", "person__user")
    last = list(seen.values())[-1] if seen else None
    for decision in decisions.order_by("number"):
        one_ = seen.get(decision.item_id or 0, last)
        if one_:
            one_.decisions.append(decision)
    for action in actions.order_by("number"):
        one_ = seen.get(action.item_id or 0, last)
        if one_:
            one_.actions.append(action)


def decisions_of(
    reader: Reader, group: WorkingGroup, *, q: str = "", page: int | str = 1
) -> Page[Decision]:
    """A group's decisions, the latest first; for members those whose minutes were sent."""
    rows = group.decisions.select_related("meeting__group", "replaces", "replaced_by")
    if not runs(reader):
        rows = rows.filter(meeting__circulated_at__isnull=False)
    if q:
        rows = rows.filter(text__icontains=q)
    return Paginator(rows.order_by("-number"), PER_PAGE).get_page(page)


def actions_of(
    reader: Reader, group: WorkingGroup, *, show: str = "open", organisation: int | None = None
) -> QuerySet[GroupAction]:
    """A group's actions: open ones by date, others the latest first."""
    rows = actions_for(reader).filter(group=group)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    still = Q(done_at=None, dropped_at=None)
    match show:
        case "late":
            return rows.filter(still, due_on__lt=timezone.localdate()).order_by("due_on", "number")
        case "done":
            return rows.filter(done_at__isnull=False).order_by("-done_on", "-number")
        case "dropped":
            return rows.filter(dropped_at__isnull=False).order_by("-number")
        case "all":
            return rows.order_by("-number")
    return rows.filter(still).order_by("due_on", "number")


def person_in(reader: Reader, group: WorkingGroup) -> MemberPerson | None:
    """Who the reader is in a group, if they come to its meetings."""
    rows = MemberPerson.objects.filter(
        user=reader.user_id, organisation__group=group, left_at=None, organisation__left_at=None
    )
    return rows.select_related("organisation__landlord").order_by("pk").first()


def occasion_of(meeting: Meeting) -> Occasion:
    """For what something is proposed: what happened since the meeting before."""
    before = (
        Meeting.objects.filter(group=meeting.group_id, on__lt=meeting.on, cancelled_at=None)
        .order_by("-on")
        .values_list("on", flat=True)
        .first()
    )
    own = MemberOrganisation.objects.filter(
        group=meeting.group_id, left_at=None, landlord__isnull=False
    ).values_list("landlord_id", flat=True)
    landlords = lineage_now().stood_for_by(own)
    return Occasion(meeting, before or meeting.on - FIRST_LOOKS_BACK, meeting.on, landlords)


def proposals_for(meeting: Meeting) -> list[tuple[AgendaSource, list[Proposal]]]:
    """What could go onto a meeting's agenda and isn't there yet, by where it comes from."""
    occasion = occasion_of(meeting)
    there = set(meeting.items.filter(removed_at=None).values_list("source", "source_key"))
    found = []
    for source in agenda_sources():
        new = [one for one in source.propose(occasion) if (one.source, one.key) not in there]
        if new:
            found.append((source, new[:MOST]))
    return found
