"""A review from its opening to its publication, and everything that is refused on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import BoroughFactory, LandlordFactory
from tests.factories.reviews import (
    answer_seats,
    assess,
    bring,
    check_all,
    criteria_of,
    dates,
    make_framework,
    make_review,
    make_session,
    moderate_all,
    move,
    said,
    subject_of,
)

from heard.access import Role
from heard.audit.models import Entry
from heard.notices.models import Notice
from heard.reviews.errors import NoSuchReviewError, ReviewError, StaleError
from heard.reviews.models import (
    Comment,
    Evidence,
    EvidenceCheck,
    Score,
    Seat,
    SeatWords,
    Side,
    Source,
    Stage,
    StageMove,
    Standing,
    Subject,
)
from heard.reviews.scales import DONT_KNOW
from heard.reviews.selectors.seats import seat_by_code, words_approved
from heard.reviews.services.assessing import self_give_back, self_score, self_submit
from heard.reviews.services.commenting import comment_keep
from heard.reviews.services.evidence import Brought, evidence_check, evidence_withdraw
from heard.reviews.services.leaving import subject_leave
from heard.reviews.services.moderating import officers_agreed, officers_score, score_moderate
from heard.reviews.services.opening import review_open
from heard.reviews.services.reminding import landlords_remind, reviews_remind
from heard.reviews.services.sampling import sample_draw
from heard.reviews.services.scoring import Said
from heard.reviews.services.seats import seat_answer
from heard.reviews.services.sessions import cards_make, session_close, words_approve
from heard.reviews.services.stages import correction_add, review_move_on, review_step_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion():
    return PersonFactory(role=Role.CHAMPION)


@pytest.fixture
def officer():
    return PersonFactory(role=Role.OFFICER)


@pytest.fixture
def landlord():
    return LandlordFactory(name="Confluence Homes")


@pytest.fixture
def lead(landlord):
    return PersonFactory(role=Role.LANDLORD_LEAD, landlord=landlord)


@pytest.fixture
def review(champion, landlord, lead):
    return make_review(landlords=[landlord, LandlordFactory()], by=champion)


@pytest.fixture
def subject(review, landlord):
    return subject_of(review, landlord)


def criterion(subject, code="1"):
    return criteria_of(subject.review)[code]


def scored(subject, code="1", source=Source.SELF):
    return Score.objects.get(
        subject=subject, criterion__code=code, source=source, superseded_at=None
    )


def test_opening_tells_leads_and_is_logged(review, lead):
    assert review.reference == f"REV-{timezone.localdate().year}-1"
    notice = Notice.objects.get(template="review.opened")
    assert notice.to == lead.email
    assert f"/self-assessment/{review.reference}/" in notice.body
    assert Entry.objects.filter(event="review.open", target_label=review.reference).exists()
    assert review.by_role == Role.CHAMPION


def test_opening_needs_landlords_criteria_and_dates_in_order(champion):
    with pytest.raises(ReviewError, match="at least one landlord"):
        open_nobody(champion)
    today = timezone.localdate()
    with pytest.raises(ReviewError, match="after its start"):
        make_review(by=champion, period_from=today, period_to=today)
    with pytest.raises(ReviewError, match="before what they comment on"):
        make_review(by=champion, comments_due=today)


def open_nobody(champion):
    review_open(
        framework=make_framework(),
        borough=BoroughFactory(),
        title="Nobody",
        dates=dates(),
        landlords=[],
        by=champion,
    )


def test_whole_way_to_publication(review, subject, champion, officer, lead):
    for number in range(1, 4):
        bring(subject, str(number), by=lead)
    assess(subject, by=lead)
    session = make_session(subject, seats=12, by=officer)
    answer_seats(session)
    check_all(subject, by=officer)
    move(review, by=champion)
    moderate_all(subject, by=champion)
    move(review, by=champion)
    comment_keep(subject=subject, criterion=None, text="We agree.", seen="", by=lead)
    move(review, by=champion)
    assert review.is_published
    assert review.statement == "A fair review."
    assert [row.after for row in review.moves.all()] == ["moderating", "commenting", "published"]
    assert Score.objects.filter(source=Source.MODERATED, superseded_at=None).count() == 3
    assert {n.template for n in Notice.objects.all()} >= {"review.comment", "review.published"}


def test_every_version_of_a_score_stays(subject, lead):
    first = self_score(
        subject=subject, criterion=criterion(subject), said=said(2), seen="", by=lead
    )
    second = self_score(
        subject=subject, criterion=criterion(subject), said=said(3), seen=str(first.key), by=lead
    )
    first.refresh_from_db()
    assert first.superseded_at is not None
    assert second.superseded_at is None
    assert second.by_role == Role.LANDLORD_LEAD
    assert second.by_landlord_id == subject.landlord_id


def test_saving_the_same_again_makes_no_new_version(subject, lead):
    first = self_score(
        subject=subject, criterion=criterion(subject), said=said(2), seen="", by=lead
    )
    again = self_score(
        subject=subject, criterion=criterion(subject), said=said(2), seen=str(first.key), by=lead
    )
    assert again.pk == first.pk


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Said(Standing.SCORED, 3, ""), "Give the reason"),
        (Said(Standing.SCORED, 3, "   "), "Give the reason"),
        (Said(Standing.SCORED, None, "Why"), "level from 0 to 4"),
        (Said(Standing.SCORED, 5, "Why"), "level from 0 to 4"),
        (Said(Standing.NOT_ASSESSED, 3, "Why"), "Only a score has a level"),
        (Said(Standing.UNKNOWN, None, "Why"), "Choose a level"),
        (Said("nonsense", None, "Why"), "Choose a level"),
        (Said(Standing.SCORED, 3, "x" * 4001), "under 4000"),
    ],
)
def test_score_that_says_too_little_is_refused(subject, lead, wrong, why):
    with pytest.raises(ReviewError, match=why):
        self_score(subject=subject, criterion=criterion(subject), said=wrong, seen="", by=lead)
    assert not Score.objects.exists()


def test_stale_form_is_told_what_was_saved_and_loses_nothing(subject, lead):
    one = criterion(subject)
    theirs = self_score(subject=subject, criterion=one, said=said(4, "Theirs."), seen="", by=lead)
    with pytest.raises(StaleError, match="level 4") as refused:
        self_score(subject=subject, criterion=one, said=said(1, "Mine."), seen="", by=lead)
    assert refused.value.current == theirs
    assert scored(subject).reason == "Theirs."
    self_score(subject=subject, criterion=one, said=said(1, "Mine."), seen=str(theirs.key), by=lead)
    assert scored(subject).reason == "Mine."


def test_sending_in_needs_every_criterion_and_closes_the_draft(subject, lead):
    self_score(subject=subject, criterion=criterion(subject), said=said(), seen="", by=lead)
    with pytest.raises(ReviewError, match="2 are still open, the first: Criterion 2"):
        self_submit(subject=subject, by=lead)
    for code in ("2", "3"):
        self_score(
            subject=subject,
            criterion=criterion(subject, code),
            said=said(standing=Standing.NOT_APPLICABLE),
            seen="",
            by=lead,
        )
    self_submit(subject=subject, by=lead)
    with pytest.raises(ReviewError, match="give it back"):
        self_score(
            subject=subject,
            criterion=criterion(subject),
            said=said(1),
            seen=str(scored(subject).key),
            by=lead,
        )
    with pytest.raises(ReviewError, match="give it back"):
        bring(subject, by=lead)


def test_given_back_it_can_be_mended_and_sent_in_again(subject, lead, officer):
    assess(subject, by=lead)
    with pytest.raises(ReviewError, match="what is to be mended"):
        self_give_back(subject=subject, reason=" ", by=officer)
    self_give_back(subject=subject, reason="Say more on 2.", by=officer)
    assert Notice.objects.filter(template="review.given-back", to=lead.email).exists()
    self_submit(subject=subject, by=lead)
    assert subject.submissions.count() == 3


@pytest.mark.parametrize("stage", [Stage.MODERATING, Stage.COMMENTING, Stage.PUBLISHED])
def test_nothing_is_scored_at_a_closed_stage(review, subject, lead, officer, champion, stage):
    bring(subject, by=lead)
    while review.stage != stage:
        move(review, by=champion)
    with pytest.raises(ReviewError, match="Nothing was saved"):
        self_score(subject=subject, criterion=criterion(subject), said=said(), seen="", by=lead)
    with pytest.raises(ReviewError, match="Nothing was saved"):
        make_session(subject, by=officer)
    if stage != Stage.MODERATING:
        with pytest.raises(ReviewError, match="Nothing was saved"):
            officers_score(
                subject=subject, criterion=criterion(subject), said=said(), seen="", by=officer
            )
        with pytest.raises(ReviewError, match="Nothing was saved"):
            score_moderate(
                subject=subject, criterion=criterion(subject), said=said(), seen="", by=champion
            )
    if stage != Stage.COMMENTING:
        with pytest.raises(ReviewError, match="Nothing was saved"):
            comment_keep(subject=subject, criterion=None, text="No.", seen="", by=lead)


def test_moderation_without_evidence_is_not_evidenced(review, subject, champion):
    move(review, by=champion)
    one = criterion(subject)
    with pytest.raises(ReviewError, match="no evidence"):
        score_moderate(subject=subject, criterion=one, said=said(3), seen="", by=champion)
    score_moderate(
        subject=subject,
        criterion=one,
        said=said(standing=Standing.NOT_EVIDENCED),
        seen="",
        by=champion,
    )
    assert scored(subject, source=Source.MODERATED).level is None


def test_withdrawn_evidence_is_none(review, subject, champion, lead):
    evidence_withdraw(evidence=bring(subject, by=lead), reason="Out of date.", by=lead)
    move(review, by=champion)
    with pytest.raises(ReviewError, match="no evidence"):
        score_moderate(
            subject=subject, criterion=criterion(subject), said=said(), seen="", by=champion
        )


@pytest.mark.parametrize(("seats", "enough"), [(9, False), (10, True)])
def test_what_ten_residents_say_is_evidence(review, subject, champion, officer, seats, enough):
    answer_seats(make_session(subject, seats=seats, by=officer))
    move(review, by=champion)
    values = {"subject": subject, "criterion": criterion(subject), "seen": "", "by": champion}
    if enough:
        assert score_moderate(said=said(2), **values).level == 2
    else:
        with pytest.raises(ReviewError, match="no evidence"):
            score_moderate(said=said(2), **values)


def test_nobody_moderates_their_own(review, subject, champion, officer, lead):
    bring(subject, by=lead)
    one = criterion(subject)
    own = officers_score(subject=subject, criterion=one, said=said(), seen="", by=champion)
    move(review, by=champion)
    with pytest.raises(ReviewError, match="nobody moderates their own"):
        score_moderate(subject=subject, criterion=one, said=said(), seen="", by=champion)
    officers_score(subject=subject, criterion=one, said=said(1), seen=str(own.key), by=officer)
    assert score_moderate(subject=subject, criterion=one, said=said(), seen="", by=champion)


def test_cycle_of_moderation_is_refused(champion, lead):
    review = make_review(landlords=[LandlordFactory() for _ in range(3)], by=champion)
    subjects = list(review.subjects.select_related("review", "landlord"))
    for subject in subjects:
        bring(subject)
    move(review, by=champion)
    one = criterion(subjects[0])

    def judged(subject, follows, seen=""):
        return score_moderate(
            subject=subject, criterion=one, said=said(), seen=seen, by=champion, follows=follows
        )

    first = judged(subjects[0], None)
    second = judged(subjects[1], first)
    third = judged(subjects[2], second)
    with pytest.raises(ReviewError, match="cycle of moderation"):
        judged(subjects[0], third, seen=str(first.key))
    assert scored(subjects[0], source=Source.MODERATED) == first
    with pytest.raises(ReviewError, match="cycle of moderation"):
        judged(subjects[0], first, seen=str(first.key))


def test_agreeing_with_officers_leaves_out_what_cannot_be(review, subject, champion, officer, lead):
    bring(subject, "1", by=lead)
    bring(subject, "2", by=lead)
    check_all(subject, by=officer)
    move(review, by=champion)
    criteria = criteria_of(review)
    score_moderate(subject=subject, criterion=criteria["2"], said=said(4), seen="", by=champion)
    done = officers_agreed(
        subject=subject, criteria=criteria.values(), reason="As checked.", by=champion
    )
    assert done == 1
    levels = dict(
        Score.objects.filter(source=Source.MODERATED).values_list("criterion__code", "level")
    )
    assert levels == {"1": 2, "2": 4}


def test_stages_go_one_step_and_back_with_a_reason(review, champion):
    with pytest.raises(ReviewError, match="can’t go back"):
        review_step_back(review=review, seen="assessing", reason="Why", by=champion)
    move(review, by=champion)
    with pytest.raises(ReviewError, match="Say why"):
        review_step_back(review=review, seen="moderating", reason="", by=champion)
    with pytest.raises(ReviewError, match="meanwhile"):
        review_move_on(review=review, seen="assessing", by=champion)
    review_step_back(review=review, seen="moderating", reason="One came late.", by=champion)
    assert list(review.moves.values_list("number", "after", "reason")) == [
        (1, "moderating", ""),
        (2, "assessing", "One came late."),
    ]


def test_publication_needs_words_and_is_final(review, champion):
    move(review, 2, by=champion)
    with pytest.raises(ReviewError, match="what you say"):
        review_move_on(review=review, seen="commenting", by=champion, statement=" ")
    with pytest.raises(ReviewError, match="Nothing was saved"):
        correction_add(review=review, text="Too early.", by=champion)
    move(review, by=champion)
    with pytest.raises(ReviewError, match="published"):
        review_move_on(review=review, seen="published", by=champion, statement="Again")
    with pytest.raises(ReviewError, match="can’t go back"):
        review_step_back(review=review, seen="published", reason="Why", by=champion)
    note = correction_add(review=review, text="A date was wrong.", by=champion)
    assert note.by_role == Role.CHAMPION


def test_store_refuses_a_jump(review):
    with pytest.raises(IntegrityError), transaction.atomic():
        StageMove.objects.create(review=review, number=1, before="assessing", after="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        StageMove.objects.create(
            review=review, number=1, before="published", after="commenting", reason="No"
        )


def test_comment_is_versioned_and_stale_ones_told(review, subject, champion, lead):
    move(review, 2, by=champion)
    first = comment_keep(subject=subject, criterion=None, text="One.", seen="", by=lead)
    with pytest.raises(StaleError, match="One"):
        comment_keep(subject=subject, criterion=None, text="Two.", seen="", by=lead)
    comment_keep(subject=subject, criterion=None, text="Two.", seen=str(first.key), by=lead)
    current = Comment.objects.get(superseded_at=None)
    comment_keep(subject=subject, criterion=None, text="", seen=str(current.key), by=lead)
    assert Comment.objects.count() == 3


# ---- evidence


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"link": ""}, "Say where it is"),
        ({"measure": "TP06", "link": "https://example.org"}, "Say where it is"),
        ({"figure": "nonsense"}, "one of the figures"),
        ({"kind": "rumour"}, "kind"),
        ({"dated": timezone.localdate() + timedelta(days=2)}, "future"),
        ({"title": ""}, "blank"),
        ({"link": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_evidence_of_the_wrong_sort_is_refused(subject, lead, given, why):
    with pytest.raises(ReviewError, match=why):
        bring(subject, by=lead, **given)
    assert not Evidence.objects.exists()


def test_store_refuses_evidence_in_two_places(subject):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            subject=subject,
            criterion=criterion(subject),
            kind="document",
            side=Side.SELF,
            title="Two",
            link="https://example.org",
            measure="TP06",
        )


def test_evidence_is_checked_with_a_reason_and_again(subject, lead, officer):
    evidence = bring(subject, by=lead)
    with pytest.raises(ReviewError, match="how you found"):
        evidence_check(evidence=evidence, verdict="supports", reason="", by=officer)
    with pytest.raises(ReviewError, match="what you found"):
        evidence_check(evidence=evidence, verdict="maybe", reason="So", by=officer)
    evidence_check(evidence=evidence, verdict="supports", reason="Read it.", by=officer)
    evidence_check(evidence=evidence, verdict="does-not", reason="Read on.", by=officer)
    assert EvidenceCheck.objects.count() == 2
    assert EvidenceCheck.objects.get(superseded_at=None).verdict == "does-not"


def test_withdrawing_needs_a_reason_and_keeps_it(subject, lead):
    evidence = bring(subject, by=lead)
    with pytest.raises(ReviewError, match="why it is withdrawn"):
        evidence_withdraw(evidence=evidence, reason="", by=lead)
    evidence_withdraw(evidence=evidence, reason="Old.", by=lead)
    with pytest.raises(ReviewError, match="withdrawn"):
        evidence_check(evidence=evidence, verdict="supports", reason="So", by=lead)
    assert Evidence.objects.get().withdrawn_because == "Old."


# ---- residents


def test_seat_answers_online_and_on_paper_are_equal(subject, officer):
    session = make_session(subject, by=officer)
    cards = cards_make(session=session, by=officer)
    first = seat_by_code(cards[0].code)
    seat_answer(seat=first, answers={"1": "4", "2": DONT_KNOW}, words={"": "Thank you."})
    second = session.seats.get(number=2)
    seat_answer(seat=second, answers={"1": "0"}, by=officer)
    rows = set(
        Score.objects.values_list("seat__number", "criterion__code", "standing", "level", "by_role")
    )
    assert rows == {
        (1, "1", "scored", 4, "resident"),
        (1, "2", "unknown", None, "resident"),
        (2, "1", "scored", 0, "council-officer"),
    }
    assert Seat.objects.get(number=2).entered_by_officer
    assert not Seat.objects.get(number=1).entered_by_officer


def test_answers_may_be_changed_until_the_session_closes(subject, officer):
    session = make_session(subject, by=officer)
    seat = session.seats.first()
    seat_answer(seat=seat, answers={"1": "1", "2": "2"})
    seat_answer(seat=seat, answers={"1": "3"})
    now = Score.objects.filter(superseded_at=None)
    assert dict(now.values_list("criterion__code", "level")) == {"1": 3, "2": 2}
    session_close(session=session, by=officer)
    with pytest.raises(ReviewError, match="closed"):
        seat_answer(seat=seat, answers={"1": "0"})
    with pytest.raises(ReviewError, match="closed"):
        seat_answer(seat=seat, answers={"1": "0"}, by=officer)
    with pytest.raises(ReviewError, match="closed"):
        cards_make(session=session, by=officer)


def test_card_works_on_its_days_alone_but_paper_after_them(subject, officer):
    today = timezone.localdate()
    session = make_session(
        subject,
        by=officer,
        open_from=today - timedelta(days=9),
        open_to=today - timedelta(days=2),
    )
    with pytest.raises(ReviewError, match="can be used from"):
        seat_answer(seat=session.seats.first(), answers={"1": "2"})
    assert seat_answer(seat=session.seats.first(), answers={"1": "2"}, by=officer).used_at


@pytest.mark.parametrize("answers", [{"1": "5"}, {"1": "-1"}, {"1": ""}, {"99": "3"}])
def test_answer_that_makes_no_sense_is_refused(subject, officer, answers):
    session = make_session(subject, by=officer)
    with pytest.raises(ReviewError):
        seat_answer(seat=session.seats.first(), answers=answers)
    assert not Score.objects.exists()


def test_new_cards_end_the_old_ones_but_not_those_that_were_used(subject, officer):
    session = make_session(subject, by=officer)
    old = cards_make(session=session, by=officer)
    seat_answer(seat=seat_by_code(old[0].code), answers={"1": "2"})
    new = cards_make(session=session, by=officer)
    assert [card.number for card in new] == [2, 3]
    assert seat_by_code(old[0].code).number == 1
    with pytest.raises(NoSuchReviewError):
        seat_by_code(old[1].code)
    assert not Seat.objects.filter(code_digest__in=[card.code for card in new]).exists()


def test_words_are_the_teams_until_an_officer_approves(subject, officer):
    session = make_session(subject, by=officer)
    seat = session.seats.first()
    seat_answer(seat=seat, answers={}, words={"1": "Ask for Dora at number 9."})
    one = criterion(subject)
    assert words_approved(subject, one.pk) == []
    words_approve(words=SeatWords.objects.get(), shown="Ask for somebody.", by=officer)
    assert words_approved(subject, one.pk) == ["Ask for somebody."]
    seat_answer(seat=seat, answers={}, words={"1": "Changed."})
    assert words_approved(subject, one.pk) == []
    seat_answer(seat=seat, answers={}, words={"1": ""})
    assert not SeatWords.objects.exists()


# ---- samples, leaving, reminders


def test_sample_is_drawn_with_its_seed(review, officer):
    sample = sample_draw(review=review, size=2, by=officer, seed=42)
    again = sample_draw(review=review, size=2, by=officer, seed=42)
    drawn = [
        sorted(one.items.values_list("subject__landlord__slug", "criterion__code"))
        for one in (sample, again)
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 4
    with pytest.raises(ReviewError, match="from 1 to 3"):
        sample_draw(review=review, size=4, by=officer)


def test_landlord_that_merges_leaves_and_its_history_stays(review, subject, lead, officer):
    successor = LandlordFactory()
    assess(subject, by=lead)
    session = make_session(subject, by=officer)
    before = list(Score.objects.values_list("key", flat=True))
    with pytest.raises(ReviewError, match="why it leaves"):
        subject_leave(
            subject=subject, on=timezone.localdate(), reason="", successor=None, by=officer
        )
    with pytest.raises(ReviewError, match="future"):
        subject_leave(
            subject=subject,
            on=timezone.localdate() + timedelta(days=1),
            reason="Merged.",
            successor=None,
            by=officer,
        )
    subject_leave(
        subject=subject,
        on=timezone.localdate(),
        reason="Merged.",
        successor=successor,
        by=officer,
    )
    assert list(Score.objects.values_list("key", flat=True)) == before
    with pytest.raises(ReviewError, match="left this review"):
        officers_score(
            subject=subject, criterion=criterion(subject), said=said(), seen="", by=officer
        )
    with pytest.raises(ReviewError, match="left this review"):
        seat_answer(seat=session.seats.first(), answers={"1": "1"})
    with pytest.raises(ReviewError, match="already"):
        subject_leave(
            subject=subject, on=timezone.localdate(), reason="Again", successor=None, by=officer
        )
    assert Subject.objects.get(pk=subject.pk).succeeded_by == successor
    assert sample_draw(review=review, size=1, by=officer).items.count() == 1


def test_reminders_go_to_those_who_are_waited_for_once_a_day(review, subject, lead, officer):
    subjects = list(review.subjects.all())
    assert landlords_remind(review=review, subjects=subjects, by=officer) == 1
    assert landlords_remind(review=review, subjects=subjects, by=officer) == 0
    assess(subject, by=lead)
    Notice.objects.filter(template="review.due").delete()
    assert landlords_remind(review=review, subjects=subjects, by=officer) == 0


def test_clock_reminds_once_before_and_once_after(review, lead):
    due = review.self_due
    midday = timezone.now().replace(hour=12)
    days = (due - timezone.localdate()).days
    sent = [
        reviews_remind(now=midday + timedelta(days=days + shift))
        for shift in (-20, -7, -3, 0, 1, 5, 12)
    ]
    assert sent == [0, 1, 0, 0, 1, 0, 0]


def test_brought_evidence_names_one_place():
    with pytest.raises(ReviewError):
        Brought(kind="document", title="Nowhere").checked()
