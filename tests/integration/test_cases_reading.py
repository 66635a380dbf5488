"""What the team reads: Today, the list, the search, a case."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.concerns import ConcernFactory, make_many, make_raised, officer

from heard.access import Role
from heard.audit.models import Entry
from heard.concerns.services.casework import concern_check, concern_refer

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, sign_in_as):
    return sign_in_as(client, Role.OFFICER)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_today_shows_what_waits_and_names_nobody(client, staff):
    web = make_raised(suspicions=("sent-too-quickly",)).concern
    new = ConcernFactory("new")
    text = text_of(client.get(reverse("cases:today")))
    assert web.reference in text
    assert "Sent quicker than people write" in text
    assert new.reference in text
    assert "Bea Oduya" not in text


def test_today_of_an_empty_store_says_nothing_is_there(client, staff):
    text = text_of(client.get(reverse("cases:today")))
    assert text.count("Nothing.") >= 7


def test_today_of_mine_leaves_out_others_cases(client, staff):
    from heard.concerns.actors import team

    mine = ConcernFactory("referred", by=team(staff), raised_at=None)
    other = ConcernFactory("referred")
    text = text_of(client.get(reverse("cases:today") + "?whose=mine"))
    assert other.reference not in text
    listed = text_of(client.get(reverse("cases:list") + "?assigned=me"))
    assert mine.reference in listed
    assert other.reference not in listed


def test_somebody_without_email_is_put_on_the_list_to_ring(client, staff):
    concern = make_raised(person={"name": "Sal", "phone": "07700 900123", "contact_by": "phone"})
    concern_check(concern=concern.concern, actor=officer())
    text = text_of(client.get(reverse("cases:today")))
    assert "By telephone" in text
    response = client.post(
        reverse("cases:act", args=[concern.concern.reference, "tell"]),
        {"words": "We have it.", "how": "phone"},
    )
    assert response.status_code == 302
    assert "By telephone" not in text_of(client.get(reverse("cases:today")))


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "status=with-landlord",
        "waiting=landlord",
        "assigned=nobody",
        "assigned=me",
        "overdue=on",
        "which=all",
        "order=due",
        "order=oldest",
        "order=quietest",
        "status=nonsense",
        "after=nonsense",
        "landlord=999",
        "category=lift",
        "ward=x",
    ],
)
def test_list_answers_whatever_is_asked(client, staff, wanted):
    make_many(3)
    assert client.get(reverse("cases:list") + f"?{wanted}").status_code == 200


def test_list_goes_on_where_the_page_ended(client, staff):
    made = {concern.reference for concern in make_many(28)}
    first = client.get(reverse("cases:list"))
    seen = {row.reference for row in first.context["rows"]}
    second = client.get(reverse("cases:list"), {"after": first.context["after"]})
    seen |= {row.reference for row in second.context["rows"]}
    assert seen == made
    assert second.context["after"] is None


def test_search_by_reference_leads_to_the_case(client, staff):
    concern = ConcernFactory("new")
    spoken = concern.reference.replace("-", " ").lower()
    response = client.get(reverse("cases:search"), {"q": spoken})
    assert response["Location"] == concern.get_absolute_url()


@pytest.mark.parametrize("text", ["oduya", "07700900123", "SE5 0AA", "stopped again"])
def test_search_finds_by_what_people_say(client, staff, text):
    concern = ConcernFactory(
        "new", postcode="SE5 0AA", person={"name": "Bea Oduya", "phone": "07700 900123"}
    )
    assert concern.reference in text_of(client.get(reverse("cases:search"), {"q": text}))


def test_opening_a_case_is_logged(client, staff):
    concern = ConcernFactory("new")
    client.get(concern.get_absolute_url())
    assert Entry.objects.filter(
        event="case.read", actor=staff.pk, target_id=str(concern.pk)
    ).exists()


def test_case_shows_words_people_and_clocks(client, staff):
    concern = ConcernFactory("referred")
    text = text_of(client.get(concern.get_absolute_url()))
    for part in ("The lift has stopped again.", "Bea Oduya", "Answer the council", "Team only"):
        assert part in text


def test_unknown_case_is_not_found(client, staff):
    assert client.get(reverse("cases:case", args=["H-1111-1111"])).status_code == 404


@pytest.mark.parametrize(
    "role",
    [
        Role.RESIDENT,
        Role.LANDLORD_OFFICER,
        Role.LANDLORD_LEAD,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
        Role.COUNCILLOR,
    ],
)
def test_nobody_but_the_team_gets_in(client, sign_in_as, role):
    concern = ConcernFactory("referred")
    sign_in_as(client, role)
    for url in (
        reverse("cases:today"),
        reverse("cases:list"),
        concern.get_absolute_url(),
        reverse("cases:enter"),
        reverse("cases:export"),
        reverse("cases:search") + "?q=lift",
        reverse("cases:act", args=[concern.reference, "close"]),
    ):
        assert client.get(url).status_code in {403, 404}


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", ["today", "list", "search"])
def test_pages_cost_the_same_however_many_cases(client, staff, page):
    url = {
        "today": reverse("cases:today"),
        "list": reverse("cases:list"),
        "search": reverse("cases:search") + "?q=lift",
    }[page]
    by = officer()
    make_many(4, by=by)
    few = queries_of(client, url)
    make_many(24, by=by)
    assert queries_of(client, url) == few
    assert few <= 40


def test_a_case_costs_the_same_however_much_happened(client, staff):
    from heard.concerns.services.casework import note_add

    by = officer()
    concern = ConcernFactory("referred", by=by)
    few = queries_of(client, concern.get_absolute_url())
    for number in range(30):
        note_add(concern=concern, words=f"Note {number}", actor=by)
    assert queries_of(client, concern.get_absolute_url()) == few
    assert few <= 30


def test_merged_and_referred_cases_open(client, staff):
    concern = make_raised().concern
    concern_check(concern=concern, actor=officer())
    concern_refer(concern=concern, landlord=concern.landlord, words="", actor=officer())
    assert client.get(concern.get_absolute_url()).status_code == 200
