"""Enter the made-up working group: six meetings of 18 months and one to come."""

from __future__ import annotations

import hashlib
import uuid
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils import timezone

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership
from heard.demo.chance import stream
from heard.demo.concerns.days import moment, worked_later
from heard.demo.partnership import meetings_story as story
from heard.landlords.models import Landlord
from heard.partnership.models import (
    ActionChange,
    AgendaItem,
    Attendance,
    Came,
    Decision,
    GroupAction,
    GroupActionStep,
    Meeting,
    MeetingMove,
    MemberOrganisation,
    MemberPerson,
    Minute,
    OrganisationKind,
    Paper,
    WorkingGroup,
)
from heard.publications.pdf import Report, Section, pdf_report
from heard.publications.tables import Provenance
from heard.uploads.keeping import bytes_write
from heard.uploads.models import Kind, StoredFile, VirusCheck

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import Model

    from heard.accounts.models import User
    from heard.demo.partnership.meetings_story import Deed, Met, Talk

M = TypeVar("M", bound="Model")
# What refers to another comes after it.
ORDER: tuple[type[Model], ...] = (
    WorkingGroup, MemberOrganisation, MemberPerson, Meeting, MeetingMove, AgendaItem, StoredFile,
    Paper, Attendance, Minute, Decision, GroupAction, GroupActionStep,
)  # fmt: skip
DAY = timedelta(days=1)
NOTICE, MINUTES_AFTER = 8, 12  # days: agendas are sent before, minutes after
SLUG = "landlords-and-residents-working-group"
TEN = time(10, 0)


@transaction.atomic
def meetings_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter the group with all that came of it; gives how many rows.

    Nobody is told of any: no message is queued.
    """
    entering = _Entering(seed, now or timezone.now())
    entering.group_make()
    for met in story.MEETINGS:
        entering.meeting(met)
    entering.next_meeting()
    return entering.write()


class _Entering:
    """The rows as they are made, by model."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.seed, self.now, self.today = seed, now, timezone.localdate(now)
        self.rows: dict[type[Model], list[Any]] = {model: [] for model in ORDER}
        self.keys = stream(seed, "keys of meetings")
        self.people: dict[str, list[MemberPerson]] = {}
        self.organisations: dict[str, MemberOrganisation] = {}
        self.meetings: list[Meeting] = []
        held = Membership.objects.filter(user__is_made_up=True, ended_at=None)
        self.held = list(held.select_related("user", "landlord").order_by("pk"))
        self.team = self._users(Role.OFFICER)[:1]
        self.champion = self._users(Role.CHAMPION)[:1]

    def _users(self, *roles: Role, landlord: str = "") -> list[User]:
        wanted = [
            row.user
            for row in self.held
            if row.role in roles
            and (not landlord or (row.landlord and row.landlord.name == landlord))
        ]
        return list(dict.fromkeys(wanted))

    def write(self) -> int:
        """Store everything."""
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows)  # noqa: SLF001 - Django's documented name
        for before, after in zip(self.meetings, self.meetings[1:-1], strict=False):
            before.agreed_in, before.agreed_at = after, moment(after.on, 12, 30)
        Meeting.objects.bulk_update(self.meetings, ["agreed_in", "agreed_at"])
        first, last = self.rows[Decision][0], self.rows[Decision][-1]
        last.replaces = first
        last.save(update_fields=["replaces"])
        return sum(map(len, self.rows.values()))

    def group_make(self) -> None:
        """The group and who is in it."""
        at = moment(self.today - 560 * DAY, 9, 0)
        self.group = self._add(WorkingGroup(name=story.NAME, slug=SLUG, purpose=story.PURPOSE), at)
        self._join(story.COUNCIL, OrganisationKind.COUNCIL, self.champion + self.team, at)
        known = {one.name: one for one in Landlord.objects.filter(name__in=story.MEMBERS)}
        for name in story.MEMBERS:
            people = self._users(*LANDLORD, landlord=name)
            self._join(name, OrganisationKind.LANDLORD, people, at, landlord=known[name])
        ambassadors = self._users(Role.REPRESENTATIVE)
        named = {"given_name": "Community ambassadors"}
        self._join(story.RESIDENTS, OrganisationKind.RESIDENTS, ambassadors, at, **named)
        named = {"given_name": story.ASSOCIATION}
        self._join("association", OrganisationKind.RESIDENTS, [], at, **named)

    def _join(
        self, key: str, kind: OrganisationKind, users: list[User], at: datetime, **values: Any
    ) -> None:
        row = self._add(MemberOrganisation(group=self.group, kind=kind, **values), at)
        self.organisations[key] = row
        self.people[key] = [
            self._add(MemberPerson(organisation=row, user=user), at) for user in users
        ]

    def meeting(self, met: Met) -> None:
        """One meeting as it went."""
        on = worked_later(self.today - met.ago * DAY, 0)
        sent = moment(on + MINUTES_AFTER * DAY, 16, 0)
        meeting = self._plan(on, met.place, met.link)
        meeting.called_at = moment(on - NOTICE * DAY, 11, 0)
        meeting.circulated_at = sent
        if met.moved_from is not None:
            before = worked_later(self.today - met.moved_from * DAY, 0)
            meeting.revision = 1
            move = MeetingMove(
                meeting=meeting,
                on_before=before,
                time_before=TEN,
                place_before=met.place,
                reason=met.moved_because,
            )
            self._add(move, moment(before - 12 * DAY, 10, 0))
        for position, talk in enumerate(met.talks, start=1):
            self._talk(meeting, position, talk)
        self._attend(meeting, met)

    def next_meeting(self) -> None:
        """The meeting to come, its agenda begun and not sent yet."""
        on = worked_later(self.today + story.NEXT_IN * DAY, 0)
        meeting = self._plan(on, "Town Hall, committee room 2", "")
        for position, (title, words) in enumerate(story.NEXT_TALKS, start=1):
            item = AgendaItem(meeting=meeting, position=position, title=title, words=words)
            self._add(item, self.now - 2 * DAY)

    def _plan(self, on: date, place: str, link: str) -> Meeting:
        meeting = Meeting(
            group=self.group,
            number=len(self.meetings) + 1,
            on=on,
            at_time=TEN,
            place=place,
            link=link,
            chair=self.champion[0] if self.champion else None,
        )
        self.meetings.append(meeting)
        return self._add(meeting, min(self.now, moment(on - 60 * DAY, 10, 0)))

    def _talk(self, meeting: Meeting, position: int, talk: Talk) -> None:
        item = AgendaItem(
            meeting=meeting, position=position, title=talk.title, words=talk.words, minutes_long=25
        )
        self._add(item, moment(meeting.on - 10 * DAY, 10, position))
        written = moment(meeting.on + 3 * DAY, 14, position)
        if talk.corrected:
            first, reason = talk.corrected
            later = moment(meeting.on + 16 * DAY, 11, 0)
            old = Minute(item=item, number=1, text=first, superseded_at=later)
            self._add(old, written)
            self._add(Minute(item=item, number=2, text=talk.text, reason=reason), later)
        else:
            self._add(Minute(item=item, number=1, text=talk.text), written)
        if talk.paper:
            self._paper(meeting, item, talk)
        for text in talk.decisions:
            number = len(self.rows[Decision]) + 1
            decision = Decision(
                group=self.group, number=number, meeting=meeting, item=item, text=text
            )
            self._add(decision, written)
        for deed in talk.deeds:
            self._deed(meeting, item, deed)

    def _paper(self, meeting: Meeting, item: AgendaItem, talk: Talk) -> None:
        at = moment(meeting.on - 9 * DAY, 15, 0)
        about = Provenance(talk.paper, story.NAME, meeting.on, "", licence="", made_up=True)
        text = (Section(paragraphs=("This paper was made up for a demonstration.", talk.text)),)
        data = pdf_report(Report(talk.paper, about, sections=text))
        file = StoredFile(
            public_id=self._key(),
            kind=Kind.PDF,
            media_type="application/pdf",
            pages=1,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            original_name="paper.pdf",
            path=bytes_write(data),
            virus_check=VirusCheck.UNCHECKED,
            uploaded_at=at,
        )
        self.rows[StoredFile].append(file)
        paper = Paper(
            meeting=meeting,
            item=item,
            title=talk.paper,
            file=file,
            circulated_at=meeting.called_at,
        )
        self._add(paper, at)

    def _attend(self, meeting: Meeting, met: Met) -> None:
        for name, people in self.people.items():
            came = Came.APOLOGIES if name in met.away else Came.PRESENT
            for at, person in enumerate(people):
                word = Came.ABSENT if at > 1 and came == Came.PRESENT else came
                row = Attendance(meeting=meeting, person=person, came=word)
                self._add(row, moment(meeting.on, 13, 0))

    def _deed(self, meeting: Meeting, item: AgendaItem, deed: Deed) -> None:
        owner = self.organisations[deed.owner]
        due = meeting.on + deed.due * DAY
        action = GroupAction(
            group=self.group,
            number=len(self.rows[GroupAction]) + 1,
            meeting=meeting,
            item=item,
            what=deed.what,
            organisation=owner,
            person=next(iter(self.people[deed.owner]), None),
            first_due_on=due,
            due_on=due,
        )
        at = moment(meeting.on, 14, 0)
        self._add(action, at)
        self._step(action, ActionChange.SET, at)
        if deed.moved_to is not None:
            action.due_on = meeting.on + deed.moved_to * DAY
            moved = moment(min(due - 5 * DAY, self.today - DAY), 10, 0)
            self._step(action, ActionChange.CHANGED, moved, deed.moved_because)
        if deed.done is not None:
            action.done_on = meeting.on + deed.done * DAY
            action.done_at, action.done_words = moment(action.done_on, 15, 0), deed.words
            self._step(action, ActionChange.DONE, action.done_at, deed.words, own=True)
        if deed.dropped is not None:
            action.dropped_at = moment(meeting.on + deed.dropped * DAY, 15, 0)
            self._step(action, ActionChange.DROPPED, action.dropped_at, deed.words)

    def _step(
        self,
        action: GroupAction,
        kind: ActionChange,
        at: datetime,
        words: str = "",
        *,
        own: bool = False,
    ) -> None:
        step = GroupActionStep(
            action=action,
            kind=kind,
            what=action.what,
            organisation=action.organisation,
            due_on=action.due_on,
            words=words,
        )
        self._add(step, at)
        landlord = action.organisation.landlord
        if own and landlord is not None:
            step.by_role, step.by_landlord = Role.LANDLORD_OFFICER, landlord
            step.by = action.person.user if action.person else None

    def _add(self, row: M, at: datetime) -> M:
        """Keep a row, written by the team at some time, with a key that is the same every time."""
        values = {"key": self._key(), "at": at, "by_role": Role.OFFICER}
        values["by"] = self.team[0] if self.team else None
        for name, value in values.items():
            setattr(row, name, value)
        self.rows[type(row)].append(row)
        return row

    def _key(self) -> uuid.UUID:
        return uuid.UUID(bytes=self.keys.bytes(16), version=4)
