"""Writes of working groups: told once, kept with history, carried on until they are done."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar
from tests.factories.accounts import PersonFactory
from tests.factories.files import letter
from tests.factories.landlords import LandlordFactory, SuccessionFactory
from tests.factories.meetings import DAY, Grouped, today

from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.concerns.selectors.figures import Figure
from heard.errors import NotFoundError
from heard.notices.models import Notice
from heard.partnership.agenda import AgendaSource, Proposal, _sources, agenda_source_register
from heard.partnership.calendars import feed_ics, meetings_ics
from heard.partnership.meetings_errors import MeetingError
from heard.partnership.models import ActionStage, GroupAction, MeetingStage, Minute
from heard.partnership.selectors import meetings_sources
from heard.partnership.selectors.meetings_desk import (
    actions_waiting_for,
    next_meetings_for,
    reader_by_calendar,
)
from heard.partnership.selectors.meetings_finding import groups_for, meeting_get_for
from heard.partnership.selectors.meetings_pages import meeting_seen, proposals_for
from heard.partnership.services.meetings_actions import (
    action_change,
    action_drop,
    action_reopen,
    actions_done,
)
from heard.partnership.services.meetings_agenda import (
    item_remove,
    item_shift,
    items_take,
    paper_add,
    paper_withdraw,
)
from heard.partnership.services.meetings_calendar import calendar_end, calendar_make
from heard.partnership.services.meetings_groups import organisation_leave
from heard.partnership.services.meetings_minutes import (
    attendance_mark,
    decision_record,
    minutes_agree,
    minutes_circulate,
    minutes_write,
)
from heard.partnership.services.meetings_planning import (
    MeetingWanted,
    meeting_call,
    meeting_cancel,
    meeting_move,
)
from heard.partnership.services.meetings_reminding import groups_remind

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return Grouped()


def templates():
    return sorted(Notice.objects.values_list("template", flat=True))


def codes(meeting):
    return [one.code for _source, found in proposals_for(meeting) for one in found]


def titles(meeting):
    return [one.title for one in meeting.items.filter(removed_at=None).order_by("position")]


# ---- meetings


def test_nobody_hears_of_a_meeting_before_its_agenda_is_sent_and_then_of_each_change(made):
    meeting = made.meeting()
    later = MeetingWanted(today() + 9 * DAY, time(14, 0), place="Library")
    meeting_move(meeting=meeting, wanted=later, reason="Room taken", by=made.officer)
    assert not Notice.objects.exists()
    with pytest.raises(MeetingError, match="nothing on the agenda"):
        meeting_call(meeting=meeting, by=made.officer)
    made.item(meeting)
    assert meeting_call(meeting=meeting, by=made.officer) == 3
    again = MeetingWanted(today() + 10 * DAY, time(14, 0), place="Library")
    meeting_move(meeting=meeting, wanted=again, reason="Snow", by=made.officer)
    meeting_cancel(meeting=meeting, reason="More snow", by=made.officer)
    for template in ("group.agenda", "group.meeting-moved", "group.meeting-cancelled"):
        assert templates().count(template) == 3
    meeting.refresh_from_db()
    assert (meeting.stage, meeting.revision) == (MeetingStage.CANCELLED, 3)
    assert [move.reason for move in meeting.moves.all()] == ["Room taken", "Snow"]
    with pytest.raises(MeetingError, match="cancelled"):
        made.item(meeting)


def test_a_meeting_is_somewhere_and_to_come(made):
    with pytest.raises(MeetingError, match="day to come"):
        meeting_move(
            meeting=made.meeting(),
            wanted=MeetingWanted(today() - DAY, time(10), place="x"),
            reason="x",
            by=None,
        )
    with pytest.raises(MeetingError, match="where people meet"):
        made.meeting(place="")
    meeting = made.meeting()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(meeting).objects.filter(pk=meeting.pk).update(place="")


# ---- the agenda


def test_items_keep_their_order_and_stay_once_something_was_decided(made):
    meeting = made.meeting(on=today())
    first, second, third = (made.item(meeting, title) for title in "ABC")
    item_shift(item=third, way="up", by=None)
    item_shift(item=first, way="up", by=None)
    assert titles(meeting) == ["A", "C", "B"]
    item_remove(item=second, by=None)
    assert titles(meeting) == ["A", "C"]
    decision_record(meeting=meeting, item=first, text="We do it", by=None)
    with pytest.raises(MeetingError, match="stays"):
        item_remove(item=first, by=None)


def test_an_agenda_is_proposed_from_what_is_due_and_takes_each_thing_once(made):
    held = made.meeting(on=today() - 30 * DAY)
    minutes_write(meeting=held, texts={made.item(held): "We spoke."}, by=None)
    minutes_circulate(meeting=held, by=None)
    late = made.action(held, due_on=today() - DAY)
    made.action(held, due_on=today() + 90 * DAY)
    meeting = made.meeting()
    found = codes(meeting)
    assert found == [f"minutes:{held.key}", "actions:open", f"actions:{late.key}"]
    every = [one for _source, some in proposals_for(meeting) for one in some]
    assert items_take(meeting=meeting, proposals=every, by=None) == 3
    assert items_take(meeting=meeting, proposals=every, by=None) == 0
    assert codes(meeting) == []
    item_remove(item=meeting.items.first(), by=None)
    assert codes(meeting) == [f"minutes:{held.key}"]


def test_other_parts_add_sources_of_their_own(made, monkeypatch):
    monkeypatch.setattr("heard.partnership.agenda._sources", dict(_sources))

    def propose(occasion):
        assert made.landlord.pk in occasion.landlords
        yield Proposal("warnings", "1", "A rise in damp", "Twice as many as a year ago.")

    agenda_source_register(AgendaSource("warnings", "Warnings", propose))
    assert codes(made.meeting()) == ["warnings:1"]


def test_only_landlords_surely_below_all_together_are_proposed_by_figures():
    figures = {1: Figure(90, 100), 2: Figure(88, 100), 3: Figure(40, 100), 4: Figure(0, 9)}
    below = meetings_sources._below(figures)
    assert [row[0] for row in below] == [3]
    assert meetings_sources._below({}) == []


# ---- papers


def test_papers_are_the_teams_until_they_are_sent_and_go_when_withdrawn(made, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    meeting = made.meeting()
    item = made.item(meeting)
    file = SimpleUploadedFile("paper.pdf", letter(), content_type="application/pdf")
    paper = paper_add(meeting=meeting, item=item, title="Figures", file=file, by=made.officer)
    member, team = reader_for_user(made.member), reader_for_user(made.officer)
    meeting_call(meeting=meeting, by=made.officer)
    meeting.refresh_from_db()
    assert meeting_seen(member, meeting).items[0].papers == [paper]
    another = SimpleUploadedFile("late.pdf", letter(), content_type="application/pdf")
    paper_add(meeting=meeting, item=None, title="Late", file=another, by=made.officer)
    assert not meeting_seen(member, meeting).papers
    assert len(meeting_seen(team, meeting).papers) == 1
    paper_withdraw(paper=paper, reason="Wrong figures", by=made.officer)
    assert not meeting_seen(team, meeting).items[0].papers
    bad = SimpleUploadedFile("x.pdf", b"no pdf", content_type="application/pdf")
    with pytest.raises(MeetingError, match=r"x\.pdf"):
        paper_add(meeting=meeting, item=None, title="Bad", file=bad, by=made.officer)


# ---- minutes


def test_minutes_are_private_until_sent_and_corrections_keep_what_stood_there(made):
    meeting = made.meeting(on=today())
    item = made.item(meeting)
    member = reader_for_user(made.member)
    minutes_write(meeting=meeting, texts={item: "Draft"}, by=made.officer)
    assert not meeting_seen(member, meeting).shows_minutes
    with pytest.raises(MeetingError, match="before they are agreed"):
        minutes_agree(meeting=meeting, agreed_in=None, by=None)
    assert minutes_circulate(meeting=meeting, by=made.officer) == 3
    with pytest.raises(MeetingError, match="Say why"):
        minutes_write(meeting=meeting, texts={item: "Right"}, by=made.officer)
    meeting.refresh_from_db()
    minutes_write(meeting=meeting, texts={item: "Right"}, reason="Slip", by=made.officer)
    seen = meeting_seen(member, meeting).items[0]
    assert (seen.minute.text, seen.minute.reason) == ("Right", "Slip")
    assert [old.text for old in seen.corrections] == ["Draft"]
    minutes_agree(meeting=meeting, agreed_in=None, by=made.officer)
    assert minutes_write(meeting=meeting, texts={item: "Right"}, by=None) == 0
    assert Minute.objects.count() == 2
    meeting.refresh_from_db()
    assert meeting.stage == MeetingStage.AGREED


def test_nothing_is_written_or_decided_before_a_meeting_begins(made):
    meeting = made.meeting()
    item = made.item(meeting)
    for deed in (
        lambda: minutes_write(meeting=meeting, texts={item: "x"}, by=None),
        lambda: decision_record(meeting=meeting, item=item, text="x", by=None),
        lambda: made.action(meeting),
    ):
        with pytest.raises(MeetingError, match="begun"):
            deed()


def test_decisions_are_numbered_and_replaced_once(made):
    meeting = made.meeting(on=today())
    first = decision_record(meeting=meeting, item=None, text="Papers a week before", by=None)
    second = decision_record(
        meeting=meeting, item=None, text="Papers ten days before", by=None, replaces=first
    )
    assert (str(first), str(second)) == ("D1", "D2")
    with pytest.raises(MeetingError, match="replaced already"):
        decision_record(meeting=meeting, item=None, text="x", by=None, replaces=first)


def test_attendance_that_nobody_gave_is_not_absence(made):
    meeting = made.meeting(on=today())
    person = made.own.people.get()
    assert attendance_mark(meeting=meeting, came={person: ""}, guests="", by=None) == 0
    assert attendance_mark(meeting=meeting, came={person: "present"}, guests="Ann", by=None) == 2
    assert attendance_mark(meeting=meeting, came={person: ""}, guests="Ann", by=None) == 1
    assert not meeting.attendance.exists()


# ---- actions


def test_an_action_goes_through_every_state_and_its_first_date_stays(made):
    meeting = made.meeting(on=today() - 9 * DAY)
    action = made.action(meeting, due_on=today() - 2 * DAY)
    assert action.stage == ActionStage.LATE
    later = today() + 5 * DAY
    action = action_change(
        action=action,
        what=action.what,
        organisation=made.own,
        due_on=later,
        reason="Ill",
        by=made.officer,
    )
    assert (action.stage, action.first_due_on) == (ActionStage.OPEN, today() - 2 * DAY)
    with pytest.raises(MeetingError, match="that day or a later"):
        actions_done(actions=[action], done_on=meeting.on - DAY, words="x", by=None)
    assert actions_done(actions=[action], done_on=today(), words="Sent", by=made.member) == 1
    assert actions_done(actions=[action], done_on=today(), words="Sent", by=made.member) == 0
    action = action_reopen(action=action, due_on=later, reason="Half of it", by=made.officer)
    action = action_drop(action=action, reason="Not needed", by=made.officer)
    assert action.stage == ActionStage.DROPPED
    kinds = list(action.steps.values_list("kind", "by_role"))
    assert [kind for kind, _role in kinds] == ["set", "changed", "done", "reopened", "dropped"]
    assert kinds[2] == ("done", Role.LANDLORD_OFFICER)
    assert Entry.objects.filter(event__startswith="group-action.").count() == 5


def test_an_action_done_after_its_date_was_done_late():
    on = today()
    action = GroupAction(due_on=on - DAY, done_on=on, done_at=timezone.now())
    assert action.stage == ActionStage.DONE_LATE


def test_actions_go_to_organisations_of_the_group_alone(made):
    other = Grouped()
    with pytest.raises(MeetingError, match="of this group"):
        made.action(made.meeting(on=today()), organisation=other.own)
    organisation_leave(organisation=made.own, by=None)
    made.own.refresh_from_db()
    with pytest.raises(MeetingError, match="of this group"):
        made.action(made.meeting(on=today()))


def test_reminders_are_told_once_for_each_date(made):
    held = made.meeting(on=today() - 40 * DAY)
    made.action(held, due_on=today() + 3 * DAY)
    made.action(held, due_on=today() - 3 * DAY)
    meeting = made.meeting()
    made.item(meeting)
    assert groups_remind() == 2  # the agenda wasn't sent, so nobody knows of the meeting
    meeting_call(meeting=meeting, by=None)
    assert groups_remind() == 3
    assert groups_remind() == 0
    assert groups_remind(today=today() + 6 * DAY) == 4  # the day before; one action more is late
    assert templates().count("group.action-late") == 2
    assert "Send the list" in Notice.objects.filter(template="group.action-late").first().body


# ---- who sees what


def test_members_see_their_groups_and_a_merged_landlords_pass_to_its_successor(made):
    other = Grouped()
    slugs = {made.group.slug, other.group.slug}
    seen = {
        who: set(groups_for(reader_for_user(who)).values_list("slug", flat=True))
        for who in (made.officer, made.member, made.resident, PersonFactory(role=Role.COUNCILLOR))
    }
    assert [len(found & slugs) for found in seen.values()] == [2, 1, 1, 0]
    successor = LandlordFactory()
    SuccessionFactory(predecessor=made.landlord, successor=successor, whole=True)
    heir = reader_for_user(PersonFactory(role=Role.LANDLORD_LEAD, landlord=successor))
    assert set(groups_for(heir)) == {made.group}
    organisation_leave(organisation=made.own, by=None)
    assert not groups_for(heir).exists()
    meeting = other.meeting()
    with pytest.raises(NotFoundError):
        meeting_get_for(reader_for_user(made.member), other.group.slug, meeting.number)


def test_a_desk_shows_the_landlords_own_actions_and_meetings_to_come(made):
    held = made.meeting(on=today() - 20 * DAY)
    mine = made.action(held, due_on=today() - DAY)
    made.action(held, organisation=made.residents)
    made.meeting()
    reader = reader_for_user(made.member)
    (waiting,) = actions_waiting_for(reader)
    assert (waiting.url, waiting.days, waiting.is_late) == (mine.get_absolute_url(), -1, True)
    (coming,) = next_meetings_for(reader)
    assert coming.group == made.group.name
    assert not actions_waiting_for(reader_for_user(made.officer))


# ---- calendars


def test_a_calendar_entry_keeps_its_place_and_says_when_it_is_cancelled(made):
    meeting = made.meeting(place="", link="https://meet.example.org/x", at_time=time(10, 30))

    def event():
        meeting.refresh_from_db()
        return Calendar.from_ical(meetings_ics([meeting])).walk("VEVENT")[0]

    before = event()
    assert before["DTSTART"].dt == meeting.starts_at
    assert (before["DTEND"].dt - before["DTSTART"].dt).seconds == 7200
    assert "meet.example.org" in before["DESCRIPTION"]
    meeting_cancel(meeting=meeting, reason="x", by=None)
    after = event()
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_feed_follows_who_its_reader_is_today_and_an_old_address_opens_nothing(made):
    held = made.meeting(on=today() - 3 * DAY)
    action = made.action(held)
    Grouped().meeting()
    token = calendar_make(user=made.member)
    entries = Calendar.from_ical(feed_ics(reader_by_calendar(token))).walk("VEVENT")
    assert {str(one["UID"]) for one in entries} == {f"{held.key}@heard", f"{action.key}@heard"}
    anew = calendar_make(user=made.member)
    assert reader_by_calendar(token).user_id is None
    organisation_leave(organisation=made.own, by=None)
    assert not Calendar.from_ical(feed_ics(reader_by_calendar(anew))).walk("VEVENT")
    assert calendar_end(user=made.member)
    assert reader_by_calendar(anew).user_id is None
    assert token not in str(list(made.member.calendar_addresses.values()))
