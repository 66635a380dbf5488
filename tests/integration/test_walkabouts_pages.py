"""Pages of walkabouts: who gets them, what residents see and say, the phone's own addresses."""

import json
import re
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.files import letter, photo
from tests.factories.landlords import EstateFactory
from tests.factories.walkabouts import DAY, make_action, make_walkabout, note, runner, today

from heard.access import Role
from heard.walkabouts.models import (
    Channel,
    Companion,
    EstateAction,
    Observation,
    Photo,
    Plan,
    Scheme,
    Verdict,
    Walkabout,
)
from heard.walkabouts.offline import FILES
from heard.walkabouts.services import (
    companions_set,
    photo_add,
    photo_approve,
    verdict_say,
    walkabout_cancel,
    walkabout_move,
)
from heard.walkabouts.views.phone import SCOPE, who_is

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


def picture(name="door.jpg"):
    return SimpleUploadedFile(name, photo(64, 48), content_type="image/jpeg")


@pytest.fixture
def walkabout():
    return make_walkabout(stops=["Bin store", "Gate"])


@pytest.fixture
def walker(walkabout, client):
    """Somebody of the landlord, signed in."""
    return start_session(client, runner(walkabout))


def entry(walkabout, **changes):
    said = {
        "key": str(uuid4()),
        "stop": str(walkabout.estate.stops.first().key),
        "seen": "The door is broken",
        "grade": str(walkabout.scheme.grades.last().key),
        "todo": "no",
    }
    return said | changes


def phone(walkabout, name="phone"):
    return reverse(f"walkabouts:{name}", args=[walkabout.key])


def opened(client, address):
    """The answer's status; its file is let go of."""
    answer = client.get(address)
    assert answer.getvalue()
    return answer.status_code


# ---- what residents see


def test_residents_see_actions_without_words_people_or_photos_nobody_approved(client):
    person = PersonFactory(role=Role.OFFICER, first_name="Zephyrine")
    action = make_action(by=person, words="Mrs Bell of number 12 left it", closed_on=today())
    companions_set(
        walkabout=make_walkabout(estate=action.estate, on=today() + DAY), people=[person], by=None
    )
    shown, _new = photo_add(observation=action.observation, key=uuid4(), file=picture(), by=person)
    page = client.get(reverse("walkabouts:estate", args=[action.estate_id])).content.decode()
    assert "Mend the door" in page
    assert "New door fitted" in page
    for private in ("Bell", "Zephyrine", person.last_name, str(shown.key)):
        assert private not in page
    address = reverse("walkabouts:photo", args=[shown.key])
    assert client.get(address).status_code == 404
    photo_approve(photo=shown, by=person)
    assert opened(client, address) == 200
    page = client.get(reverse("walkabouts:estate", args=[action.estate_id])).content.decode()
    assert address in page
    action.hidden_at, action.hidden_because = action.at, "x"
    action.save()
    assert client.get(address).status_code == 404
    page = client.get(reverse("walkabouts:estate", args=[action.estate_id])).content.decode()
    assert "Mend the door" not in page


@pytest.mark.parametrize(
    ("done", "not_done", "said"),
    [
        (9, 0, "Too few residents"),
        (10, 0, "Of about 10 residents"),
        (14, 3, "a few say that it is not done"),
    ],
)
def test_verdicts_are_shown_by_the_rule_for_small_numbers(client, done, not_done, said):
    action = make_action(closed_on=today())
    for is_done, number in ((True, done), (False, not_done)):
        for _one in range(number):
            verdict_say(action=action, done=is_done, channel=Channel.PHONE, by=None)
    verdict_say(action=action, done=False, channel=Channel.WEB, by=None, doubtful=True)
    page = client.get(reverse("walkabouts:estate", args=[action.estate_id])).content.decode()
    assert said in " ".join(page.split())
    officer = start_session(client, PersonFactory(role=Role.OFFICER))
    assert officer
    work = " ".join(client.get(action.get_absolute_url()).content.decode().split())
    assert f"Of {done + not_done}: {done} have seen that it was done, {not_done} say" in work
    assert "1 more came in ways that machines do" in work


def test_a_landlord_sees_verdicts_only_by_that_rule(client):
    action = make_action(closed_on=today())
    verdict_say(action=action, done=False, channel=Channel.PHONE, by=None)
    start_session(client, runner(action))
    page = client.get(action.get_absolute_url()).content.decode()
    assert "too few to show" in page
    listed = client.get(reverse("walkabouts:actions") + "?show=not-done").content.decode()
    assert action.what not in listed


def test_a_resident_says_that_it_was_done_and_stays_nobody(client):
    action = make_action(closed_on=today())
    address = reverse("walkabouts:say", args=[action.estate_id, action.key])
    assert client.get(address).status_code == 200
    stamp = re.search(r'name="shown" value="([^"]+)"', client.get(address).content.decode())
    answer = client.post(address, {"said": "done", "shown": stamp.group(1)})
    assert answer.status_code == 302
    verdict = Verdict.objects.get()
    assert (verdict.done, verdict.by, verdict.channel) == (True, None, "web")
    assert client.post(address, {}).status_code == 200
    assert Verdict.objects.count() == 1


def test_many_verdicts_of_one_action_from_one_address_count_as_doubtful(client):
    action = make_action(closed_on=today())
    address = reverse("walkabouts:say", args=[action.estate_id, action.key])
    for _one in range(6):
        Client().post(address, {"said": "not-done"})
    assert Verdict.objects.filter(doubtful=True).count() >= 3


def test_nothing_can_be_said_of_an_open_or_hidden_action(client):
    action = make_action()
    address = reverse("walkabouts:say", args=[action.estate_id, action.key])
    assert client.post(address, {"said": "done"}).status_code == 404


def test_the_public_list_finds_estates(client):
    walkabout = make_walkabout()
    other = EstateFactory(name="Quiet Court")
    page = client.get(reverse("walkabouts:list"), {"q": walkabout.estate.name}).content.decode()
    assert walkabout.estate.name in page
    assert other.name not in page
    assert (
        "No estate has this name"
        in client.get(reverse("walkabouts:list"), {"q": "nowhere"}).content.decode()
    )
    assert client.get(reverse("walkabouts:estate", args=[999_999])).status_code == 404


def test_calendar_entries_take_each_others_place(client):
    walkabout = make_walkabout(on=today() + DAY, meet_at="The gate")
    address = reverse("walkabouts:calendar", args=[walkabout.key])

    def event():
        return Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]

    before = event()
    walkabout_move(
        walkabout=walkabout, on=today() + 5 * DAY, at_time=walkabout.at_time, reason="x", by=None
    )
    after = event()
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt.date() == today() + 5 * DAY
    assert after["LOCATION"] == "The gate"
    Walkabout.objects.update(residents_welcome=False)
    assert client.get(address).status_code == 404


# ---- work


def test_every_page_opens_for_who_runs_it_and_not_for_another_landlord(client, walkabout, walker):
    action = make_action(walkabout=walkabout)
    stranger = Client()
    start_session(stranger, runner(make_walkabout()))
    shared = [("action", action.key), ("walkabout", walkabout.key), ("sheet", walkabout.key)]
    own = [
        *((["move", "cancel", "people", "held", "phone", "work-calendar"], walkabout.key),),
        *((["close", "change"], action.key),),
    ]
    addresses = [reverse(f"walkabouts:{name}", args=[key]) for name, key in shared]
    addresses += [reverse(f"walkabouts:{name}", args=[key]) for names, key in own for name in names]
    addresses += [
        reverse(f"walkabouts:{name}", args=[walkabout.estate_id])
        for name in ("work-estate", "plan", "stops")
    ]
    addresses.append(reverse("walkabouts:scheme", args=[walkabout.landlord.slug]))
    addresses.append(reverse("walkabouts:withdraw", args=[action.observation.key]))
    for address in addresses:
        assert client.get(address).status_code == 200, address
        assert stranger.get(address).status_code == 404, address
    for name in ("work", "work-estates", "actions", "schemes", "list"):
        assert client.get(reverse(f"walkabouts:{name}")).status_code == 200
    page = stranger.get(reverse("walkabouts:actions")).content.decode()
    assert action.what not in page


def test_a_councillor_notes_and_does_not_plan(client, walkabout):
    start_session(client, PersonFactory(role=Role.COUNCILLOR, ward=walkabout.estate.ward))
    assert client.get(walkabout.get_absolute_url()).status_code == 200
    assert client.post(phone(walkabout), entry(walkabout)).status_code == 302
    assert client.get(reverse("walkabouts:move", args=[walkabout.key])).status_code == 403
    assert Observation.objects.get().by_role == Role.COUNCILLOR


def test_plan_move_invite_and_cancel_by_the_forms(client):
    estate = EstateFactory()
    start_session(client, runner(estate))
    plan = reverse("walkabouts:plan", args=[estate.pk])
    said = {"on": f"{today():%d/%m/%Y}", "at_time": "10.30", "every": "3", "meet_at": "Gate"}
    assert client.post(plan, said).status_code == 302
    assert Plan.objects.get().every == 3
    assert client.post(plan, said).status_code == 200  # it repeats already
    walkabout = Walkabout.objects.first()
    named = PersonFactory(role=Role.REPRESENTATIVE)
    people = reverse("walkabouts:people", args=[walkabout.key])
    wrong = client.post(people, {"others": "nobody@example.org"})
    assert "nobody@example.org" in wrong.content.decode()
    councillor = PersonFactory(role=Role.COUNCILLOR, ward=estate.ward)
    assert (
        client.post(people, {"people": [councillor.pk], "others": named.email.upper()}).status_code
        == 302
    )
    assert set(Companion.objects.values_list("user", "role")) == {
        (named.pk, Role.REPRESENTATIVE),
        (councillor.pk, Role.COUNCILLOR),
    }
    move = reverse("walkabouts:move", args=[walkabout.key])
    assert (
        client.post(move, {"on": "1/1/2020", "at_time": "9:00", "reason": "x"}).status_code == 200
    )
    tomorrow = f"{today() + DAY:%d/%m/%Y}"
    assert (
        client.post(move, {"on": tomorrow, "at_time": "9:00", "reason": "Snow"}).status_code == 302
    )
    page = client.get(walkabout.get_absolute_url()).content.decode()
    assert "Snow" in page
    end = reverse("walkabouts:plan-end", args=[Plan.objects.get().key])
    assert client.post(end, {"reason": "No homes here any more"}).status_code == 302
    assert not Walkabout.objects.filter(cancelled_at=None).exists()


def test_schemes_are_worded_in_lines(client):
    estate = EstateFactory()
    start_session(client, runner(estate))
    address = reverse("walkabouts:scheme", args=[estate.landlord.slug])
    assert "Few issues" in client.get(address, {"from": "counted-issues"}).content.decode()
    said = {"name": "Ours", "kind": "counted", "grades": "2 Fine: little\nNot fine"}
    assert client.post(address, said).status_code == 302
    grades = Scheme.objects.get().grades.values_list("word", "meaning", "most")
    assert list(grades) == [("Fine", "little", 2), ("Not fine", "", None)]
    assert client.post(address, said | {"grades": "Only one"}).status_code == 200
    assert client.get(address, {"from": "unknown"}).status_code == 404


def test_actions_are_closed_changed_reopened_and_hidden_by_the_forms(client):
    action = make_action()
    start_session(client, runner(action))

    def post(name, **said):
        return client.post(reverse(f"walkabouts:{name}", args=[action.key]), said).status_code

    assert post("close", words="Ring Joan on 020 7946 0000", done_on=f"{today():%d/%m/%Y}") == 200
    assert post("close", words="Fitted at flat 12", done_on=f"{today():%d/%m/%Y}") == 200
    pdf = SimpleUploadedFile("a.jpg", letter(), content_type="image/jpeg")
    assert post("close", words="Fitted", done_on=f"{today():%d/%m/%Y}", photos=pdf) == 200
    assert EstateAction.objects.filter(closed_at=None).exists()
    for _twice in range(2):
        post("close", words="Fitted", done_on=f"{today():%d/%m/%Y}", photos=picture())
    assert Photo.objects.get().action == action
    assert post("hide", reason="x") == 404  # for the Champion's team
    assert post("taken", said="done", channel="phone") == 404
    due = f"{today() + DAY:%d/%m/%Y}"
    assert post("reopen", reason="Broken again", due_on=due) == 302
    assert post("change", what="Fit it", owner="Repairs", due_on=due, reason="Better words") == 302
    post("close", words="Fitted", done_on=f"{today():%d/%m/%Y}")
    start_session(client, PersonFactory(role=Role.OFFICER))
    assert post("taken", said="not-done", channel="phone") == 302
    assert post("hide", reason="Shows who lives there") == 302
    assert post("hide") == 302
    kinds = list(action.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["opened", "closed", "reopened", "changed", "closed", "hidden", "shown"]


def test_only_the_team_lets_residents_see_a_photo(client, walkabout, walker):
    seen = note(walkabout, by=walker)
    kept, _new = photo_add(observation=seen, key=uuid4(), file=picture(), by=walker)
    address = reverse("walkabouts:photo-approve", args=[kept.key])
    assert client.post(address).status_code == 404
    assert opened(client, reverse("walkabouts:work-photo", args=[kept.key])) == 200
    start_session(client, PersonFactory(role=Role.OFFICER))
    assert client.post(address).status_code == 302
    kept.refresh_from_db()
    assert kept.approved_at
    client.post(address, {"do": "hide"})
    kept.refresh_from_db()
    assert not kept.approved_at


def test_downloads_hold_what_the_reader_may_see_and_no_formulas(client, walkabout, walker):
    make_action(walkabout=walkabout, words="=HYPERLINK(1)", place="+1")
    make_action(words="of another landlord")
    for what, query in (
        ("walkabouts", "?show=held"),
        ("observations", "?show=held"),
        ("actions", "?show=open"),
    ):
        data = client.get(reverse("walkabouts:export", args=[what]) + query).content.decode()
        assert len(data.splitlines()) == 2, what
        assert not re.search(r"(^|,)[=+@]", data, re.MULTILINE)
    assert client.get(reverse("walkabouts:export", args=["people"])).status_code == 404


def test_the_sheet_has_the_route_and_what_is_open(client, walkabout, walker):
    make_action(walkabout=walkabout)
    for query in ("", "?print=large"):
        page = client.get(
            reverse("walkabouts:sheet", args=[walkabout.key]) + query
        ).content.decode()
        assert "Gate" in page
        assert "Mend the door" in page
    assert "heard-sheet--large" in page


@pytest.mark.parametrize("name", ["work", "work-estates", "actions", "list"])
def test_lists_ask_as_much_of_the_store_however_long_they_are(client, name):
    start_session(client, PersonFactory(role=Role.OFFICER))

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(f"walkabouts:{name}"))
        return len(found)

    make_action()
    few = queries()
    for _one in range(6):
        make_action()
    assert queries() == few


def test_one_page_asks_as_much_however_much_was_noted(client, walkabout, walker):
    pages = [
        walkabout.get_absolute_url(),
        phone(walkabout),
        reverse("walkabouts:estate", args=[walkabout.estate_id]),
        reverse("walkabouts:work-estate", args=[walkabout.estate_id]),
    ]

    def queries():
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as found:
                assert client.get(page).status_code == 200
            counts.append(len(found))
        return counts

    make_action(walkabout=walkabout, by=walker, closed_on=today())
    make_action(walkabout=walkabout, by=walker)
    few = queries()
    for _one in range(5):
        make_action(walkabout=walkabout, by=walker, closed_on=today())
        make_action(walkabout=walkabout, by=walker)
    assert queries() == few
    assert max(few) < 25


# ---- the phone


def test_the_form_works_without_a_script_and_twice_is_once(client, walkabout, walker):
    said = entry(walkabout, todo="yes", what="Mend the door", owner="Estates team")
    said["due_on"] = f"{today() + DAY:%d/%m/%Y}"
    for _twice in range(2):
        answer = client.post(phone(walkabout), said | {"photos": [picture(), picture("b.jpg")]})
        assert answer.status_code == 302
    observation = Observation.objects.get()
    assert observation.key == UUID(said["key"])
    assert (observation.place, observation.grade.word) == ("Bin store", "Very poor")
    assert observation.by == walker
    assert observation.action.owner == "Estates team"
    assert Photo.objects.count() == 2


def test_the_form_says_what_is_missing(client, walkabout, walker):
    said = entry(walkabout, stop="", seen="", todo="yes", owner="Joan, 07700 900123")
    page = client.post(phone(walkabout), said | {"framework_code": "HC"}).content.decode()
    assert page.count("govuk-error-message") >= 5
    assert not Observation.objects.exists()


def test_a_script_is_answered_in_json(client, walkabout, walker):
    said = entry(walkabout, who=who_is(walker))
    first = client.post(phone(walkabout), said, **JSON)
    again = client.post(phone(walkabout), said, **JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"key": said["key"], "state": "stored"}
    refused = client.post(phone(walkabout), entry(walkabout, seen="", who=who_is(walker)), **JSON)
    assert refused.status_code == 400
    assert refused.json()["errors"] == ["What you see: This field is required."]
    other = client.post(phone(walkabout), entry(walkabout, who="other"), **JSON)
    assert other.status_code == 409
    assert Observation.objects.count() == 1


def test_an_entry_for_a_cancelled_walk_is_refused_with_the_reason(client, walkabout, walker):
    walkabout_cancel(walkabout=walkabout, reason="Flood", by=None)
    answer = client.post(phone(walkabout), entry(walkabout, who=who_is(walker)), **JSON)
    assert answer.status_code == 400
    assert "Flood" in answer.json()["errors"][0]


def test_photos_follow_their_entry_and_are_stored_once(client, walkabout, walker):
    said = entry(walkabout, who=who_is(walker))
    client.post(phone(walkabout), said, **JSON)
    sent = {"entry": said["key"], "key": str(uuid4()), "who": who_is(walker)}
    address = phone(walkabout, "phone-photo")
    codes = [client.post(address, sent | {"photo": picture()}, **JSON).status_code for _ in "12"]
    assert codes == [201, 200]
    wrong = SimpleUploadedFile("x.jpg", b"not a picture", content_type="image/jpeg")
    bad = client.post(address, sent | {"key": str(uuid4()), "photo": wrong}, **JSON)
    assert (bad.status_code, len(bad.json()["errors"])) == (400, 1)
    assert client.post(address, sent, **JSON).status_code == 400
    assert client.post(address, sent | {"who": "x", "photo": picture()}, **JSON).status_code == 409
    start_session(client, runner(walkabout))
    somebody = who_is(PersonFactory._meta.model.objects.latest("pk"))
    taken = client.post(address, sent | {"who": somebody, "photo": picture()}, **JSON)
    assert taken.status_code == 409
    assert Photo.objects.count() == 1


def test_a_ticket_is_for_who_is_signed_in(client, walkabout, walker):
    ticket = client.get(phone(walkabout, "ticket")).json()
    assert ticket["who"] == who_is(walker)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    said = entry(walkabout, who=ticket["who"])
    assert strict.post(phone(walkabout), said, **JSON).status_code == 403
    assert (
        strict.post(phone(walkabout), said, HTTP_X_CSRFTOKEN=ticket["csrf"], **JSON).status_code
        == 201
    )
    assert Client().get(phone(walkabout, "ticket")).status_code == 302


def test_the_phone_page_alone_may_have_a_worker(client, walkabout, walker):
    policy = client.get(phone(walkabout)).headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy
    other = client.get(reverse("walkabouts:work")).headers["Content-Security-Policy"]
    assert "worker-src 'none'" in other


def test_the_cached_page_tells_nobodys_words(client, walkabout, walker):
    note(walkabout, words="Mrs Bell's bicycle", place="Gate")
    page = client.get(phone(walkabout)).content.decode()
    assert "Gate" in page
    assert "Bell" not in page
    assert walker.last_name not in page


def test_the_worker_has_its_scope_and_knows_every_file(client):
    answer = client.get(reverse("walkabouts:worker"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Service-Worker-Allowed"] == SCOPE
    assert answer.headers["Cache-Control"] == "no-cache"
    assert reverse("walkabouts:phone", args=["a"]).startswith(SCOPE)
    shell = json.loads(re.search(r"SHELL = (\[.*?\]);", answer.content.decode()).group(1))
    assert len(shell) == len(FILES)
    for name in FILES:
        if not name.startswith("vendor/"):
            assert finders.find(name), name
