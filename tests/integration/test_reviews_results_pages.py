"""Pages of results: who sees them and when, what they say, what they cost."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.landlords import LandlordFactory
from tests.factories.reviews import (
    answer_seats,
    assess,
    bring,
    make_review,
    make_session,
    moderate_all,
    move,
    subject_of,
)

from heard.access import Role
from heard.access.reader import NOBODY, Reader
from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import Criterion, Review
from heard.reviews.pages import results as results_pages
from heard.reviews.selectors import worked
from heard.reviews.selectors.results import results_for, results_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def landlords():
    return [LandlordFactory(name=name) for name in ("Alder Homes", "Beech", "Cedar <b>Trust")]


@pytest.fixture
def champion():
    return PersonFactory(role=Role.CHAMPION)


@pytest.fixture
def leads(landlords):
    return {one: PersonFactory(role=Role.LANDLORD_LEAD, landlord=one) for one in landlords}


@pytest.fixture
def review(landlords, leads, champion):
    """Three landlords: far from its residents; with few of them; one that sent nothing in."""
    review = make_review(landlords=landlords, by=champion)
    for landlord, level, seats in zip(landlords, ("1", "3", "3"), (12, 6, 12), strict=True):
        subject = subject_of(review, landlord)
        for code in "123":
            bring(subject, code, by=leads[landlord])
        answer_seats(make_session(subject, seats=seats, by=champion), level=level)
        if landlord != landlords[2]:
            assess(subject, by=leads[landlord], level=4)
    return review


@pytest.fixture
def published(review, champion):
    move(review, by=champion)
    for subject in review.subjects.all():
        moderate_all(subject, by=champion)
    return move(review, 2, by=champion)


def page_of(review, landlord=None):
    if landlord:
        return reverse("reviews:result", args=[review.reference, landlord.slug])
    return reverse("reviews:results", args=[review.reference])


def test_nobody_but_the_team_sees_results_under_way(client, review, landlords, leads, champion):
    pages = [page_of(review), page_of(review, landlords[0])]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    start_session(client, leads[landlords[0]])
    assert [client.get(page).status_code for page in pages] == [404, 404]
    start_session(client, champion)
    found = [client.get(page) for page in pages]
    assert [one.status_code for one in found] == [200, 200]
    assert "no-store" in found[0].headers["Cache-Control"]
    with pytest.raises(NoSuchReviewError):
        results_for(NOBODY, review.reference)


def test_landlord_sees_its_own_alone_once_it_may_comment(
    client, review, landlords, leads, champion
):
    move(review, by=champion)
    for subject in review.subjects.all():
        moderate_all(subject, by=champion)
    move(review, by=champion)
    start_session(client, leads[landlords[0]])

    page = client.get(page_of(review)).content.decode()

    assert "Alder Homes" in page
    assert "Beech" not in page
    assert "Place by residents" not in page
    assert client.get(page_of(review, landlords[0])).status_code == 200
    assert client.get(page_of(review, landlords[1])).status_code == 404
    chart = reverse("reviews:results-chart", args=[review.reference])
    assert "Beech" not in client.get(chart).content.decode()
    file = reverse("reviews:results-download", args=[review.reference, "csv"])
    assert "Beech" not in client.get(file).content.decode()


def test_everybody_sees_published_results_without_few_residents(client, published, landlords):
    page = client.get(page_of(published)).content.decode()
    own = client.get(page_of(published, landlords[1])).content.decode()

    assert "Fewer than 10 residents" in page
    assert "about 10 residents" in page
    assert "6 residents" not in page + own
    assert "+3.0" in page
    assert "Not sent in" in page
    assert "Cedar &lt;b&gt;Trust" in page
    assert "1 of 4 landlords" not in page
    assert "Because it is so." in own


def test_team_sees_what_few_residents_said(client, review, landlords, champion):
    start_session(client, champion)

    assert "6 residents" in client.get(page_of(review)).content.decode()


def test_part_is_chosen_and_an_unknown_one_is_everything(client, published):
    part = client.get(page_of(published), {"part": "part-2"}).content.decode()
    other = client.get(page_of(published), {"part": "nonsense", "page": "x"}).content.decode()

    assert '<h2 class="govuk-heading-m" id="part">Part 2</h2>' in part
    assert '<h2 class="govuk-heading-m" id="part">All parts together</h2>' in other


def test_charts_hold_what_the_tables_hold(client, published, landlords):
    for name, args in (("results-chart", []), ("result-chart", [landlords[0].slug])):
        found = client.get(
            reverse(f"reviews:{name}", args=[published.reference, *args]), {"width": "narrow"}
        )
        assert found.headers["Content-Type"].startswith("image/svg+xml")
        assert "landlord 4.0" in found.content.decode()
        assert "style=" not in found.content.decode()


def test_download_is_formula_safe_and_hides_the_few(client, published, landlords):
    landlords[0].name = "=cmd|A1"
    landlords[0].save()

    file = client.get(reverse("reviews:results-download", args=[published.reference, "csv"]))
    rows = {
        row["landlord"]: row
        for row in csv.DictReader(io.StringIO(file.content.decode()))
        if not row["dimension"]
    }

    assert rows["'=cmd|A1"]["gap"] == "3.0"
    assert rows["'=cmd|A1"]["raters"] == "10"
    assert [rows["Beech"][name] for name in ("self", "residents", "gap", "raters", "band")] == [
        "4.0",
        "",
        "",
        "",
        "",
    ]
    bad = reverse("reviews:results-download", args=[published.reference, "exe"])
    assert client.get(bad).status_code == 404


def test_left_landlord_keeps_what_was_said_but_has_no_place(client, review, landlords, champion):
    from django.utils import timezone

    from heard.reviews.services.leaving import subject_leave

    subject_leave(
        subject=subject_of(review, landlords[0]),
        on=timezone.localdate(),
        reason="It merged.",
        successor=landlords[2],
        by=champion,
    )
    start_session(client, champion)

    page = client.get(page_of(review, landlords[0])).content.decode()

    assert "It merged." in page
    assert "Too little to compare" in page
    assert "1.0" in page


def test_scores_made_later_are_counted_at_once(client, review, landlords, champion):
    start_session(client, champion)
    client.get(page_of(review))
    answer_seats(make_session(subject_of(review, landlords[1]), seats=6, by=champion), level="3")

    assert client.get(page_of(review)).content.decode().count("12 residents") >= 3


def test_scores_changed_later_are_counted_at_once(review, landlords):
    """Also where nothing is added: the new answers stand in place of the old ones."""
    subject = subject_of(review, landlords[0])

    def levels():
        results = results_of(review)
        found = results.scores.overall[results.rows[subject.pk]]
        return found.own, found.residents

    before = levels()
    answer_seats(subject.sessions.get(), level="2")
    after = levels()

    assert (before, after) == ((4, pytest.approx(1)), (4, pytest.approx(2)))


def test_queries_do_not_grow_with_landlords(
    client, published, landlords, champion, django_assert_max_num_queries
):
    chart = reverse("reviews:results-chart", args=[published.reference])
    file = reverse("reviews:results-download", args=[published.reference, "csv"])
    pages = {page_of(published): 4, page_of(published, landlords[0]): 12, chart: 3, file: 4}
    for page, most in pages.items():
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_published_review_is_worked_out_once_for_every_page(
    client, published, landlords, monkeypatch
):
    """Neither the scores nor what few residents hide is worked out again for each look."""
    done = []
    for name in ("score", "shown"):
        real = getattr(worked, name)
        monkeypatch.setattr(
            worked, name, lambda *given, name=name, real=real: done.append(name) or real(*given)
        )
    pages = [
        page_of(published),
        page_of(published) + "?part=part-2",
        page_of(published, landlords[0]),
        reverse("reviews:results-chart", args=[published.reference]),
        reverse("reviews:results-download", args=[published.reference, "csv"]),
    ]

    assert {client.get(page).status_code for page in pages * 2} == {200}

    assert done == ["score", "shown"]


def test_landlord_that_may_comment_has_its_results_worked_out_once(review, landlords, champion):
    move(review, by=champion)
    for subject in review.subjects.all():
        moderate_all(subject, by=champion)
    move(review, by=champion)
    reader = Reader(landlords=frozenset({landlords[0].pk}))

    first, second = (results_for(reader, review.reference) for _look in range(2))

    assert first.scores is second.scores
    assert first.scores is not first.worked.public
    assert not any(one.places for one in first.scores.overall)


def test_words_are_found_for_the_landlords_of_the_page_alone(client, champion, monkeypatch):
    review = make_review(landlords=LandlordFactory.create_batch(27), by=champion)
    start_session(client, champion)
    put = []
    for name in ("shown_of", "glance_of"):
        real = getattr(results_pages, name)
        monkeypatch.setattr(
            results_pages, name, lambda *given, real=real: put.append(given) or real(*given)
        )

    page = client.get(page_of(review), {"page": "2"}).content.decode()

    parts = 1 + review.framework.dimensions.count()
    assert page.count('<th scope="row"') == 2 * 2
    assert len(put) == 2 * (1 + parts)


def test_explanation_and_empty_reviews(client, champion):
    page = client.get(reverse("reviews:scoring")).content.decode()
    assert "Satterthwaite" in page
    review = make_review(landlords=[LandlordFactory()])
    start_session(client, champion)
    found = client.get(page_of(review))
    assert "No residents’ answers" in found.content.decode()
    assert "Not sent in" in found.content.decode()
    assert Criterion.objects.filter(dimension__framework=review.framework).exists()
    assert Review.objects.count() == 1
