"""Pages of working groups: who gets them, what they show, what they cost."""

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from tests.factories.accounts import start_session
from tests.factories.files import letter
from tests.factories.meetings import DAY, Grouped, today

from heard.partnership.models import GroupAction
from heard.partnership.services.meetings_minutes import (
    decision_record,
    minutes_circulate,
    minutes_write,
)
from heard.partnership.services.meetings_planning import meeting_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return Grouped()


def signed(user):
    client = Client()
    start_session(client, user)
    return client


def at(name, meeting, *more):
    return reverse(f"group:{name}", args=[meeting.group.slug, meeting.number, *more])


def words(answer):
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_each_sees_of_a_meeting_what_was_sent_and_strangers_nothing(made):
    meeting = made.meeting(on=today())
    item = made.item(meeting, "Lifts that stop")
    minutes_write(meeting=meeting, texts={item: "Three lifts stood still."}, by=made.officer)
    team, member = signed(made.officer), signed(made.member)
    page = at("meeting", meeting)
    assert "Three lifts" in words(team.get(page))
    shown = words(member.get(page))
    assert "agenda is not ready" in shown
    assert "Lifts that stop" not in shown
    meeting_call(meeting=meeting, by=made.officer)
    shown = words(member.get(page))
    assert "Lifts that stop" in shown
    assert "Three lifts" not in shown
    assert member.get(at("minutes-pdf", meeting)).status_code == 404
    minutes_circulate(meeting=meeting, by=made.officer)
    assert "Three lifts" in words(member.get(page))
    stranger = signed(Grouped().member)
    for name in ("meeting", "minutes-pdf", "meeting-calendar"):
        assert stranger.get(at(name, meeting)).status_code == 404
    assert stranger.get(made.group.get_absolute_url()).status_code == 404


def test_minutes_are_a_tagged_pdf_with_its_decisions_and_actions(made):
    meeting = made.meeting(on=today())
    item = made.item(meeting, "Lifts that stop")
    minutes_write(meeting=meeting, texts={item: "One.\n\nTwo."}, by=made.officer)
    decision_record(meeting=meeting, item=item, text="Mend them", by=None)
    made.action(meeting, item=item)
    answer = signed(made.officer).get(at("minutes-pdf", meeting))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert made.group.name in str(pdf.open_metadata()["dc:title"])
        headings = "".join(str(one.title) for one in _outline(pdf))
    assert "1. Lifts that stop" in headings
    assert "Actions of this meeting" in headings


def _outline(pdf):
    with pdf.open_outline() as outline:
        return list(outline.root)


def test_a_paper_is_given_out_by_an_address_for_a_minute(made, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    meeting = made.meeting()
    item = made.item(meeting)
    file = SimpleUploadedFile("paper.pdf", letter(), content_type="application/pdf")
    sent = {"title": "Figures", "item": item.pk, "file": file}
    assert signed(made.officer).post(at("paper-add", meeting), sent).status_code == 302
    paper = meeting.papers.get()
    address = at("paper", meeting, paper.key)
    assert signed(made.member).get(address).status_code == 404
    meeting_call(meeting=meeting, by=None)
    assert "/files/" in signed(made.member).get(address)["Location"]
    assert signed(Grouped().member).get(address).status_code == 404


def test_a_landlord_says_that_its_own_action_was_done_and_no_other(made):
    meeting = made.meeting(on=today())
    own = made.action(meeting)
    other = made.action(meeting, organisation=made.residents)
    client = signed(made.member)
    done = {"done_on": f"{today():%d/%m/%Y}", "words": "Sent to all"}

    def address(action):
        return reverse("group:action-done", args=[made.group.slug, action.number])

    assert client.post(address(own), done | {"words": ""}).status_code == 200
    assert client.post(address(own), done).status_code == 302
    assert client.post(address(other), done).status_code == 404
    assert list(GroupAction.objects.order_by("pk").values_list("done_words", flat=True)) == [
        "Sent to all",
        "",
    ]
    assert "Sent to all" in words(client.get(own.get_absolute_url()))
    change = reverse("group:action-change", args=[made.group.slug, own.number])
    assert client.get(change).status_code == 403


def test_several_actions_are_dealt_with_at_once(made):
    meeting = made.meeting(on=today() - 5 * DAY)
    actions = [made.action(meeting) for _one in range(3)]
    client = signed(made.officer)
    address = reverse("group:actions-many", args=[made.group.slug])
    sent = {"action": ["1", "2"], "do": "done", "on": f"{today():%d/%m/%Y}", "words": "Done"}
    assert "Tick the actions" in words(client.post(address, sent | {"action": []}))
    early = {"on": f"{today() - 9 * DAY:%d/%m/%Y}"}
    assert "later one" in words(client.post(address, sent | early))
    assert not GroupAction.objects.exclude(done_at=None).exists()
    assert client.post(address, sent).status_code == 302
    assert GroupAction.objects.exclude(done_at=None).count() == 2
    put_off = {"do": "later", "on": f"{today() + 60 * DAY:%d/%m/%Y}", "action": ["3"]}
    assert client.post(address, sent | put_off).status_code == 302
    actions[2].refresh_from_db()
    assert actions[2].due_on == today() + 60 * DAY
    listed = client.get(reverse("group:actions-export", args=[made.group.slug]) + "?show=all")
    assert len(listed.content.decode().splitlines()) == 4
    assert signed(made.member).post(address, sent).status_code == 403


def test_attendance_of_everybody_is_marked_on_one_page_and_members_send_apologies(made):
    meeting = made.meeting()
    member = signed(made.member)
    assert member.post(at("apologies", meeting), {"do": "sorry"}).status_code == 302
    assert meeting.attendance.get().came == "apologies"
    member.post(at("apologies", meeting), {"do": "coming"})
    assert not meeting.attendance.exists()
    held = made.meeting(on=today())
    people = {f"person-{one.pk}": "present" for one in made.own.people.all()}
    sent = people | {"guests": "The caretaker"}
    assert signed(made.officer).post(at("attendance", held), sent).status_code == 302
    assert held.attendance.get().came == "present"
    member.post(at("apologies", held), {"do": "sorry"})
    assert held.attendance.get().came == "present"


def test_an_address_is_shown_once_and_a_calendar_needs_no_sign_in(made):
    meeting = made.meeting()
    client = signed(made.member)
    page = reverse("group:calendar-address")
    shown = client.post(page, {"do": "make"}).content.decode()
    path = re.search(r"/group/calendar/[\w-]+\.ics", shown)[0]
    feed = Client().get(path)
    assert str(Calendar.from_ical(feed.content).walk("VEVENT")[0]["UID"]) == f"{meeting.key}@heard"
    assert "no-store" in feed["Cache-Control"]
    assert path not in client.get(page).content.decode()
    client.post(page, {"do": "end"})
    assert Client().get(path).status_code == 404


def fill(made, meeting, number):
    """So many items with minutes, decisions and actions, of members with people."""
    for at_ in range(number):
        item = made.item(meeting, f"Item {at_}")
        minutes_write(meeting=meeting, texts={item: "Said"}, by=None)
        decision_record(meeting=meeting, item=item, text="So", by=None)
        made.action(meeting, item=item)


@pytest.mark.parametrize("who", ["officer", "member"])
def test_pages_cost_the_same_however_much_there_is(made, who):
    meeting = made.meeting(on=today())
    slug = made.group.slug
    pages = [
        made.group.get_absolute_url(),
        at("meeting", meeting),
        reverse("group:actions", args=[slug]),
        reverse("group:decisions", args=[slug]),
    ]
    if who == "officer":
        pages += [at(name, meeting) for name in ("minutes", "attendance", "propose")]
    client = signed(getattr(made, who))

    def cost(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    fill(made, meeting, 1)
    meeting_call(meeting=meeting, by=None)
    minutes_circulate(meeting=meeting, by=None)
    before = [cost(page) for page in pages]
    made.meeting(on=today() - 50 * DAY)
    type(meeting).objects.filter(pk=meeting.pk).update(circulated_at=None)
    fill(made, meeting, 6)
    minutes_circulate(meeting=meeting, by=None)
    assert [cost(page) for page in pages] == before


def test_empty_pages_say_so(made):
    client = signed(made.officer)
    shown = words(client.get(made.group.get_absolute_url()))
    for said in ("None is planned", "Nothing is open", "hasn’t met yet"):
        assert said in shown
    assert "Nothing more is due" in words(client.get(at("propose", made.meeting())))
    for name, said in (("decisions", "Nothing was decided"), ("actions", "There are none")):
        assert said in words(client.get(reverse(f"group:{name}", args=[made.group.slug])))
