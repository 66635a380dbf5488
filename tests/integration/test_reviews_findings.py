"""Findings from evidence, recommendations to landlords, their answers, and what residents see."""

from __future__ import annotations

import csv
import io
import time
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory
from tests.factories.reviews import (
    answer_seats,
    assess,
    bring,
    find,
    make_framework,
    make_review,
    make_session,
    move,
    recommend,
    subject_of,
)

from heard.access import Role
from heard.access.reader import NOBODY
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.landlords.models import Succession
from heard.notices.models import Notice
from heard.reviews.errors import NoSuchReviewError, ReviewError, StaleError
from heard.reviews.models import Address, AnswerStep, Finding, Recommendation, Seen
from heard.reviews.selectors.findings import findings_for
from heard.reviews.selectors.proposals import proposals_of
from heard.reviews.selectors.recommendations import address_get_for, addresses_for, answered_of
from heard.reviews.services.answering import (
    Task,
    action_add,
    action_change,
    action_done,
    action_drop,
    action_reopen,
    answer_give,
    answer_time_give,
)
from heard.reviews.services.evidence import evidence_withdraw
from heard.reviews.services.finding import (
    Found,
    finding_change,
    finding_place,
    finding_restore,
    finding_withdraw,
)
from heard.reviews.services.recommended import answers_chase, recommendations_remind, unanswered
from heard.reviews.services.recommending import (
    answers_due_set,
    recommendation_restore,
    recommendation_withdraw,
)
from heard.reviews.services.verdicts import verdict_say, verdicts_enter
from heard.safety.forms import SHOWN_AT, shown_stamp

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def champion():
    return PersonFactory(role=Role.CHAMPION)


@pytest.fixture
def landlord():
    return LandlordFactory(name="Confluence Homes")


@pytest.fixture
def lead(landlord):
    return PersonFactory(role=Role.LANDLORD_LEAD, landlord=landlord)


@pytest.fixture
def review(champion, landlord, lead):
    return make_review(landlords=[landlord, LandlordFactory(name="Other Homes")], by=champion)


@pytest.fixture
def subject(review, landlord):
    return subject_of(review, landlord)


@pytest.fixture
def published(review, champion):
    """A finding of all landlords, recommended to both, in a published review."""
    recommend(find(review, by=champion), *review.subjects.all(), by=champion)
    return move(review, 3, by=champion)


def address_of(review, landlord):
    return Address.objects.get(recommendation__finding__review=review, subject__landlord=landlord)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def task(days=30, **given):
    return Task(
        **{"text": "Write back to all.", "owner": "Head of engagement"} | given,
        due_on=timezone.localdate() + days * DAY,
    )


# ---- findings


def test_finding_rests_on_evidence_of_its_landlord_and_criterion(review, subject, champion, lead):
    piece = bring(subject, "1", by=lead)
    other = bring(subject, "2", by=lead)
    with pytest.raises(ReviewError, match="Choose the evidence"):
        find(review, subject=subject, code="")
    with pytest.raises(ReviewError, match="about something else"):
        find(review, subject=subject, code="1", evidence=[other])
    finding = find(review, subject=subject, code="", evidence=[piece, other], by=champion)
    assert finding.rests_on.count() == 2
    assert finding.by_role == Role.CHAMPION
    for one in (piece, other):
        evidence_withdraw(evidence=one, reason="Wrong file.", by=lead)
    move(review, 2)
    with pytest.raises(ReviewError, match="Finding 1 rests on evidence that was withdrawn"):
        move(review)
    finding_withdraw(finding=finding, reason="Nothing is left of it.", by=champion)
    assert move(review).is_published


def test_earlier_words_stay_and_a_stale_form_is_told(review, champion):
    finding = find(review)
    finding_change(finding=finding, found=Found("New", "New words."), seen="", by=champion)
    with pytest.raises(StaleError, match="New words"):
        finding_change(finding=finding, found=Found("Mine", "Mine."), seen="", by=champion)
    earlier = finding.earlier.get()
    assert (earlier.title, earlier.text) == ("Few hear what came of it", "Residents say so.")
    finding_change(
        finding=finding, found=Found("Mine", "Mine."), seen=str(earlier.key), by=champion
    )
    assert finding.earlier.count() == 2


def test_order_is_changed_and_withdrawing_undone_until_publication(review, subject, champion):
    first, second = find(review, title="First"), find(review, title="Second")
    finding_place(finding=second, up=True, by=champion)
    assert list(review.findings.values_list("title", flat=True)) == ["Second", "First"]
    finding_place(finding=second, up=True, by=champion)  # at the head already
    assert Finding.objects.get(title="Second").number == 1
    with pytest.raises(ReviewError, match="why it is withdrawn"):
        finding_withdraw(finding=first, reason=" ", by=champion)
    finding_withdraw(finding=first, reason="Not so.", by=champion)
    finding_restore(finding=first, by=champion)
    advice = recommend(second, subject)
    recommendation_withdraw(recommendation=advice, reason="Done already.", by=champion)
    recommendation_restore(recommendation=advice, by=champion)
    move(review, 3)
    with pytest.raises(ReviewError, match="Nothing was saved"):
        finding_restore(finding=first, by=champion)
    finding_withdraw(finding=first, reason="It was wrong.", by=champion)
    assert {one.finding.title for one in findings_for(NOBODY, review)} == {"First", "Second"}
    assert Entry.objects.filter(event__startswith="finding.").count() == 7


def test_withdrawn_before_publication_is_never_published(review, champion, client, subject):
    gone = find(review, title="A slip of the pen")
    kept = recommend(find(review), subject, text="Keep this one.")
    slip = recommend(kept.finding, subject, text="Not this one.")
    finding_withdraw(finding=gone, reason="A slip.", by=champion)
    recommendation_withdraw(recommendation=slip, reason="A slip.", by=champion)
    move(review, 3)
    page = text(client.get(f"/reviews/{review.reference}/findings/"))
    assert "Keep this one." in page
    assert "slip" not in page
    assert "Not this one" not in page


def test_recommendation_needs_somebody_and_time(review, subject, champion):
    finding, other = find(review, subject=subject), review.subjects.exclude(pk=subject.pk).get()
    with pytest.raises(ReviewError, match="two weeks"):
        recommend(finding, subject, days=13)
    with pytest.raises(ReviewError, match="at least one landlord"):
        recommend(finding)
    with pytest.raises(ReviewError, match="of one landlord"):
        recommend(finding, other)
    assert recommend(finding, subject).reference == f"{review.reference}-R1"
    assert recommend(finding, subject).reference == f"{review.reference}-R2"
    Address.objects.update(due_on=timezone.localdate())
    move(review, 2)
    with pytest.raises(ReviewError, match="R1 would be due"):
        move(review)
    due = timezone.localdate() + 20 * DAY
    assert answers_due_set(review=review, due_on=due, by=champion) == 2
    assert move(review).is_published


def test_proposals_are_clear_gaps_that_can_be_quoted_and_what_is_bare(review, subject, lead):
    bring(subject, "1", by=lead)
    assess(subject, by=lead, level=4)
    answer_seats(make_session(subject, seats=9), level="0")
    assert not proposals_of(review).gaps
    answer_seats(make_session(subject, seats=12), level="0")
    found = proposals_of(review)
    assert {gap.criterion.code for gap in found.gaps} == {"1", "2", "3"}
    assert all(gap.subject == subject and gap.result.gap_low > 0 for gap in found.gaps)
    assert not found.gaps[0].found
    find(review, subject=subject, code=found.gaps[0].criterion.code)
    assert proposals_of(review).gaps[0].found


# ---- answers


def test_publication_tells_each_landlord_once_how_many_answers_are_asked(published, lead):
    notice = Notice.objects.get(template="recommendation.opened")
    assert notice.to == lead.email
    assert "to Confluence Homes: 1" in notice.body


def test_answer_is_kept_with_its_reason_and_the_first_day_counts(published, landlord, lead):
    address = address_of(published, landlord)
    with pytest.raises(ReviewError, match="Give the reason"):
        answer_give(address=address, answer="reject", reason=" ", by=lead)
    with pytest.raises(ReviewError, match="Choose an answer"):
        answer_give(address=address, answer="", reason="", by=lead)
    Address.objects.update(due_on=timezone.localdate() - 3 * DAY)
    answer_give(address=address, answer="reject", reason="Not ours.", by=lead)
    answer_give(address=address, answer="accept", reason="It is ours.", by=lead)
    one = answered_of([address_get_for(reader_for_user(lead), address.key)])[0]
    assert (one.standing, one.late) == ("accept", 3)
    assert [step.answer for step in one.earlier] == ["reject"]
    assert address_of(published, landlord).answered_role == Role.LANDLORD_LEAD
    assert AnswerStep.objects.filter(by_landlord=landlord).count() == 2


def test_nothing_is_answered_before_publication_or_once_withdrawn(review, subject, lead, champion):
    advice = recommend(find(review), subject)
    address = advice.addressed.get()
    assert not addresses_for(reader_for_user(lead)).exists()
    with pytest.raises(ReviewError, match="Nothing was saved"):
        answer_give(address=address, answer="accept", reason="", by=lead)
    move(review, 3)
    recommendation_withdraw(recommendation=advice, reason="It was done.", by=champion)
    with pytest.raises(ReviewError, match="withdrawn"):
        answer_give(address=address, answer="accept", reason="", by=lead)
    assert not unanswered()


def test_actions_go_from_set_to_seen_and_every_step_stays(published, landlord, lead, champion):
    address = address_of(published, landlord)
    with pytest.raises(ReviewError, match="Accept the recommendation first"):
        action_add(address=address, task=task(), by=lead)
    answer_give(address=address, answer="partly", reason="Half of it.", by=lead)
    with pytest.raises(ReviewError, match="Choose today or a day to come"):
        action_add(address=address, task=task(-1), by=lead)
    action = action_add(address=address, task=task(), by=lead)
    action_change(action=action, task=task(40), reason="The contractor is late.", by=lead)
    with pytest.raises(ReviewError, match="hasn’t said"):
        verdict_say(action=action, seen=Seen.SEEN)
    action_done(action=action, note="Letters went out in May.", by=lead)
    counts = {Seen.SEEN: 12, Seen.PARTLY: 0, Seen.NOT_SEEN: 1}
    verdicts_enter(action=action, counts=counts, note="Panel", by=champion)
    verdict_say(action=action, seen=Seen.NOT_SEEN, doubtful=True)
    one = answered_of([address])[0].actions[0]
    assert (one.progress, one.verdicts.verified, one.verdicts.base) == ("done", "seen", 13)
    assert one.moved
    with pytest.raises(ReviewError, match="Open it again"):
        action_drop(action=action, reason="No.", by=lead)
    action_reopen(action=action, reason="Half were returned.", by=lead)
    assert answered_of([address])[0].actions[0].verdicts.base == 0
    action_drop(action=action, reason="The panel asked for posters.", by=lead)
    deeds = list(AnswerStep.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == [
        "answered",
        "action-set",
        "action-changed",
        "action-done",
        "action-reopened",
        "action-dropped",
    ]


def test_store_refuses_half_an_answer_and_an_action_both_done_and_dropped(published, landlord):
    address = address_of(published, landlord)
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.filter(pk=address.pk).update(answer="reject", answered_at=timezone.now())
    answer_give(address=address, answer="accept", reason="", by=None)
    action = action_add(address=address, task=task(), by=None)
    rows = type(action).objects.filter(pk=action.pk)
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(done_at=now, note="Done.", dropped_at=now, dropped_because="No.")


def test_clock_reminds_once_before_and_once_after_and_the_team_once_a_day(
    published, lead, landlord
):
    due = address_of(published, landlord).due_on

    def at(days):
        return timezone.make_aware(
            timezone.datetime.combine(due + days * DAY, timezone.datetime.min.time())
        )

    assert [recommendations_remind(now=at(days)) for days in (-20, -5, -4, 0, 3, 5)] == [
        0, 1, 0, 0, 1, 0,
    ]  # fmt: skip
    waiting = unanswered(published)
    assert answers_chase(review=published, addresses=waiting, by=None) == 1
    assert answers_chase(review=published, addresses=waiting, by=None) == 0
    answer_give(address=address_of(published, landlord), answer="accept", reason="", by=lead)
    action_add(address=address_of(published, landlord), task=task(3), by=lead)
    assert (recommendations_remind(), recommendations_remind()) == (1, 0)


def test_more_time_is_given_with_a_reason_that_stays(published, landlord, champion):
    address = address_of(published, landlord)
    later = address.due_on + 30 * DAY
    with pytest.raises(ReviewError, match="why there is more time"):
        answer_time_give(address=address, due_on=later, reason="", by=champion)
    answer_time_give(address=address, due_on=later, reason="A new board.", by=champion)
    one = answered_of([address_of(published, landlord)])[0]
    assert one.address.due_on == later
    assert [step.words for step in one.earlier] == ["A new board."]


# ---- a merged landlord


def test_successor_finds_and_answers_what_was_put_to_the_landlord_that_came_to_it(
    client, sign_in_as, published, landlord, lead
):
    successor, stranger = LandlordFactory(name="Successor Homes"), LandlordFactory()
    heir = PersonFactory(role=Role.LANDLORD_LEAD, landlord=successor)
    address = address_of(published, landlord)
    with pytest.raises(NoSuchReviewError):
        address_get_for(reader_for_user(heir), address.key)
    Succession.objects.create(
        predecessor=landlord, successor=successor, kind="merger", on=date(2026, 1, 1)
    )
    answers_chase(review=published, addresses=[address], by=None)
    assert Notice.objects.filter(template="recommendation.due", to=heir.email).exists()
    answer_give(
        address=address_get_for(reader_for_user(heir), address.key),
        answer="accept",
        reason="We took this over.",
        by=heir,
    )
    step = AnswerStep.objects.get()
    assert (step.by_landlord, step.by_role) == (successor, Role.LANDLORD_LEAD)
    page = text(client.get(f"/reviews/landlords/{successor.slug}/"))
    assert "We took this over." in page
    assert "Confluence Homes" in page
    assert "Other Homes" not in page
    assert "No published review" in text(client.get(f"/reviews/landlords/{stranger.slug}/"))
    file = text(client.get(f"/reviews/landlords/{successor.slug}/answers.csv"))
    assert "We took this over." in file


# ---- pages


def test_team_writes_from_where_to_look_and_recommends_to_many(
    client, sign_in_as, review, subject, lead
):
    sign_in_as(client, Role.OFFICER)
    bring(subject, "1", by=lead, title="Minutes of the panel")
    assess(subject, by=lead, level=4)
    answer_seats(make_session(subject, seats=12), level="0")
    base = f"/review-work/{review.reference}/findings/"
    assert "Nothing was written yet" in text(client.get(base))
    where = text(client.get(f"{base}where-to-look/"))
    assert f"landlord={subject.landlord.slug}&amp;criterion=1" in where
    assert "Choose a landlord, a criterion" in text(client.get(f"{base}add/?landlord=&criterion="))
    add = f"{base}add/?landlord={subject.landlord.slug}&criterion=1"
    page = text(client.get(add))
    assert "puts itself at level 4.0" in page
    assert "Minutes of the panel" in page
    piece = str(subject.evidence.get().pk)
    sent = {"title": "Told nothing", "text": "Twelve say so.", "evidence": [piece]}
    assert "Give it a title." in text(client.post(add, sent | {"title": ""}))
    answer = client.post(add, sent | {"then": "recommend"})
    finding = Finding.objects.get()
    assert answer.url == f"{base}{finding.pk}/recommend/"
    due = timezone.localdate() + 60 * DAY
    advice = {
        "text": "Tell them.",
        "landlords": [subject.landlord.slug],
        "due_on": f"{due:%d/%m/%Y}",
    }
    assert "Choose at least one landlord" in text(
        client.post(answer.url, advice | {"landlords": []})
    )
    client.post(answer.url, advice)
    everybody = find(review, code="2")
    many = [one.landlord.slug for one in review.subjects.select_related("landlord")]
    client.post(f"{base}{everybody.pk}/recommend/", advice | {"landlords": many})
    assert Address.objects.count() == 3
    row = Recommendation.objects.get(finding=everybody)
    change = f"/review-work/{review.reference}/recommendations/{row.reference}/change/"
    client.post(change, advice | {"text": "Tell all of them.", "landlords": many[:1]})
    assert (row.addressed.count(), row.earlier.get().text) == (1, "Tell them.")
    client.post(f"{base}{finding.pk}/place/", {"to": "down"})
    page = text(client.get(base))
    assert page.index("Tell all of them.") < page.index("Tell them.")


def test_landlord_answers_acts_and_everybody_reads_it(client, sign_in_as, published, landlord):
    sign_in_as(client, Role.LANDLORD_OFFICER, landlord=landlord)
    address = address_of(published, landlord)
    at = f"/self-assessment/recommendations/{address.key}/"
    assert "Not answered yet" in text(client.get("/self-assessment/recommendations/"))
    assert "Give the reason." in text(client.post(f"{at}answer/", {"answer": "partly"}))
    answer = client.post(f"{at}answer/", {"answer": "partly", "reason": "The half we can."})
    assert answer.url == f"{at}actions/add/"
    due = timezone.localdate() + 30 * DAY
    sent = {"text": "Write back.", "owner": "Engagement", "due_on": f"{due:%d/%m/%Y}"}
    client.post(answer.url, sent)
    action = address.actions.get()
    client.post(f"/self-assessment/recommendations/actions/{action.key}/done/", {"note": "Sent."})
    assert "Said to be done" in text(client.get(at))
    other = Address.objects.exclude(pk=address.pk).get()
    assert client.get(f"/self-assessment/recommendations/{other.key}/answer/").status_code == 404
    client.logout()
    page = text(client.get(f"/reviews/{published.reference}/findings/"))
    assert "The half we can." in page
    say = f"/reviews/actions/{action.key}/"
    assert "The landlord says it was done" in text(client.get(say))
    client.post(say, {"seen": "not-seen"})  # without what the form carries, as machines send it
    assert "No resident has said" in text(client.get(f"/reviews/landlords/{landlord.slug}/"))
    client.post(say, {"seen": "not-seen", SHOWN_AT: an_hour_ago()})
    assert "Fewer than 10 residents" in text(client.get(f"/reviews/landlords/{landlord.slug}/"))
    file = client.get(f"/reviews/{published.reference}/findings/actions.csv").content.decode()
    row = next(csv.DictReader(io.StringIO(file.lstrip("\ufeff"))))
    assert (row["progress"], row["residents"]) == ("done", "few")
    assert client.get(f"/reviews/{published.reference}/findings/nothing.csv").status_code == 404


def test_landlord_sees_findings_of_itself_and_of_all_from_comments_on(
    client, sign_in_as, review, subject
):
    other = review.subjects.exclude(pk=subject.pk).select_related("landlord").get()
    recommend(find(review, title="Of everybody"), subject, other)
    find(review, subject=other, title="Of others alone")
    sign_in_as(client, Role.LANDLORD_LEAD, landlord=subject.landlord)
    at = f"/self-assessment/{review.reference}/{subject.landlord.slug}/findings/"
    assert "Of everybody" not in text(client.get(at))
    move(review, 2)
    page = text(client.get(at))
    assert "Of everybody" in page
    assert "Of others alone" not in page
    assert client.get(f"/reviews/{review.reference}/findings/").status_code == 404


def test_queries_do_not_grow_with_findings_and_landlords(client, sign_in_as):
    sign_in_as(client, Role.CHAMPION)
    counts = []
    for landlords, findings in ((2, 1), (5, 4)):
        review = make_review(
            landlords=[LandlordFactory() for _ in range(landlords)],
            framework=make_framework(codes=("1", "2", "3", "4")),
        )
        subjects = list(review.subjects.select_related("landlord", "review"))
        for number in range(1, findings + 1):
            pieces = [bring(one, str(number)) for one in subjects]
            for one in subjects:
                assess(one) if one.self_submitted_at is None and number == findings else None
            recommend(find(review, code=str(number), evidence=pieces), *subjects)
        pages = [
            f"/review-work/{review.reference}/findings/{rest}" for rest in ("", "where-to-look/")
        ]
        found = [counted(client, page) for page in pages]
        move(review, 3)
        for address in Address.objects.filter(recommendation__finding__review=review):
            answer_give(address=address, answer="accept", reason="", by=None)
            done = action_add(address=address, task=task(), by=None)
            action_done(action=done, note="Done.", by=None)
            verdict_say(action=done, seen=Seen.SEEN)
        slug = subjects[0].landlord.slug
        found += [
            counted(client, page)
            for page in (
                f"/review-work/{review.reference}/answers/",
                f"/reviews/{review.reference}/findings/",
                f"/reviews/landlords/{slug}/",
                f"/reviews/{review.reference}/findings/answers.csv",
            )
        ]
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 25


def an_hour_ago():
    """The stamp of a form that a person took their time over."""
    with mock.patch("time.time", return_value=time.time() - 3600):
        return shown_stamp()


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
