"""One page with everything that waits for a landlord, from every part of Heard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import charters, practices
from tests.factories.landlords import EstateFactory, LandlordFactory
from tests.factories.reviews import find, make_framework, make_review, move, recommend, subject_of
from tests.factories.signals import make_shared
from tests.factories.walkabouts import make_action, make_walkabout
from tests.integration.concern_cases import referred

from heard.access import Role
from heard.accounts.landing import landing_for
from heard.accounts.selectors import reader_for_user
from heard.desk.counting import count_for_menu
from heard.desk.models import Taken
from heard.desk.sections import SECTIONS
from heard.desk.selectors import desk_for
from heard.reviews.models import Address
from heard.reviews.services.answering import Task, action_add, answer_give

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def landlord():
    return LandlordFactory(name="Confluence Homes")


@pytest.fixture
def lead(client, landlord, sign_in_as):
    client.person = sign_in_as(client, Role.LANDLORD_LEAD, landlord=landlord)
    return client


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def lay(landlord, charter, times=1):
    """Something that waits for a landlord from each part of Heard, so many times over."""
    today = timezone.localdate()
    for time in range(times):
        referred(landlord=landlord)
        framework = make_framework(codes=("1", "2"))
        make_review(landlords=[landlord], framework=framework)
        move(make_review(landlords=[landlord], framework=framework), 2)
        review = make_review(landlords=[landlord], framework=framework)
        for code in ("1", "2", "1"):
            recommend(find(review, code=code), subject_of(review))
        move(review, 3)
        _first, second, third = Address.objects.filter(recommendation__finding__review=review)
        for address in (second, third):
            answer_give(address=address, answer="accept", reason="", by=None)
        task = Task(f"Write back {time}.", "Head of engagement", today + 90 * DAY)
        action_add(address=third, task=task, by=None)
        practices.draft(landlord)
        walkabout = make_walkabout(estate=EstateFactory(landlord=landlord))
        make_action(walkabout=walkabout, due_on=today + DAY)
        make_shared(landlord)
    if not charter.signatories.exists():
        charters.signed(charter, landlord)


def test_every_part_of_heard_lays_what_waits_on_the_desk(lead, landlord):
    lay(landlord, charters.charter(within=5))
    others = LandlordFactory(name="Other Homes")
    _made, theirs = referred(landlord=others)
    page = text(lead.get("/desk/"))
    for words in (
        "Answer a case",
        "Assess yourselves",
        "2 of 2 criteria are left",
        "Comment on your results",
        "Answer a recommendation",
        "Say what you will do about a recommendation",
        "Do what you said about a recommendation",
        "Finish a practice that you began",
        "Do what was found on a walkabout",
        "Report on a commitment",
        "Look into an early warning",
    ):
        assert words in page, words
    assert theirs.reference not in page
    desk = desk_for(reader_for_user(lead.person))
    assert next(head for head, _rows in desk.groups) == "Overdue"
    dated = [row.item.due_on for _head, rows in desk.groups for row in rows if row.item.due_on]
    assert dated == sorted(dated)
    assert f"{desk.waiting} things wait" in page
    assert len({row.item.key for row in desk.everything}) == len(desk.everything)


def test_lists_are_narrowed_and_anything_may_stand_after_the_question_mark(lead, landlord):
    lay(landlord, charters.charter(within=5))
    late = text(lead.get("/desk/?show=overdue"))
    assert "Report on a commitment" in late
    assert "Answer a case" not in late
    cases = text(lead.get("/desk/?section=cases"))
    assert "Answer a case" in cases
    assert "Report on a commitment" not in cases
    assert "You have taken nothing on" in text(lead.get("/desk/?show=mine"))
    assert "Answer a case" in text(lead.get("/desk/?show=%00&section=nothing"))


def test_colleagues_see_who_takes_something_on_and_nobody_else_does(lead, landlord, sign_in_as):
    lay(landlord, charters.charter(within=5))
    key = next(
        row.item.key
        for row in desk_for(reader_for_user(lead.person)).everything
        if row.section == "cases"
    )
    answer = lead.post("/desk/take/", {"item": key, "show": "all", "section": "cases"})
    assert answer.url == "/desk/?show=all&section=cases"
    assert "You do this." in text(lead.get("/desk/?show=mine"))
    colleague = Client()
    sign_in_as(colleague, Role.LANDLORD_OFFICER, landlord=landlord)
    name = lead.person.get_full_name() or lead.person.email
    assert f"Taken on by {name}" in text(colleague.get("/desk/"))
    colleague.post("/desk/take/", {"item": key, "deed": "give-back"})
    assert Taken.objects.count() == 1  # another's isn't given back
    stranger = Client()
    sign_in_as(stranger, Role.LANDLORD_LEAD, landlord=LandlordFactory())
    stranger.post("/desk/take/", {"item": key})
    assert Taken.objects.count() == 1  # what isn't on one's desk can't be taken
    lead.post("/desk/take/", {"item": key, "deed": "give-back"})
    assert not Taken.objects.exists()


def test_empty_desk_says_so(lead):
    assert "Nothing waits for you now" in text(lead.get("/desk/"))
    assert "Nothing is overdue" in text(lead.get("/desk/?show=overdue"))


def test_landlords_people_start_at_their_desk_whose_count_stands_in_the_menu(
    lead, landlord, settings
):
    reader = reader_for_user(lead.person)
    assert landing_for(reader) == "/desk/"
    assert count_for_menu(reader) is None
    settings.DESK_COUNT_KEPT = 60
    referred(landlord=landlord)
    assert count_for_menu(reader) == 1
    referred(landlord=landlord)
    assert count_for_menu(reader) == 1  # a minute old at most
    text(lead.get("/desk/"))
    assert count_for_menu(reader) == 2
    page = text(lead.get("/reviews/"))
    assert page.index("Your desk") < page.index("Find your landlord")
    assert '2<span class="govuk-visually-hidden"> waiting</span>' in page


def test_queries_do_not_grow_with_what_waits(lead, landlord):
    charter = charters.charter(within=5)
    counts = []
    for times in (1, 3):
        lay(landlord, charter, times)
        lead.get("/desk/")
        with CaptureQueriesContext(connection) as queries:
            text(lead.get("/desk/"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 60, counts
    assert len(SECTIONS) == 8
