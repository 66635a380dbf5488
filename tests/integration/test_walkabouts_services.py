"""Writes of walkabouts: once for its key, with reasons, never over what was graded."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.files import letter, photo
from tests.factories.landlords import EstateFactory, SuccessionFactory
from tests.factories.walkabouts import DAY, TEN, make_action, make_walkabout, note, runner, today

from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.notices.models import Notice
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import (
    Channel,
    EstateAction,
    Observation,
    Photo,
    Scheme,
    Verdict,
    Walkabout,
)
from heard.walkabouts.schemes import GradeSaid, SchemeSaid, shipped_scheme
from heard.walkabouts.selectors import (
    WalkaboutsWanted,
    action_get_for,
    actions_waiting_for,
    observations_for,
    walkabout_figures,
    walkabout_list_for,
)
from heard.walkabouts.services import (
    Seen,
    Wanted,
    action_change,
    action_hide,
    action_reopen,
    companions_set,
    late_actions_remind,
    observation_record,
    observation_withdraw,
    photo_add,
    photo_approve,
    plan_end,
    plans_extend,
    scheme_set,
    stops_set,
    verdict_say,
    walkabout_cancel,
    walkabout_move,
    walkabout_note_held,
    walkabout_plan,
    walkabouts_repeat,
)

pytestmark = pytest.mark.django_db


def sent(data=None, name="door.jpg"):
    return SimpleUploadedFile(name, data or photo(64, 48), content_type="image/jpeg")


# ---- planning


def test_repeated_walkabouts_are_made_for_a_year_and_carried_on():
    estate = EstateFactory()
    plan = walkabouts_repeat(estate=estate, wanted=Wanted(today(), TEN), every=3, by=None)
    days = list(plan.walkabouts.values_list("due_on", flat=True))
    assert days[0] == today()
    assert len(days) in {4, 5}
    assert {day.weekday() for day in days} == {today().weekday()}
    assert plans_extend() == 0
    assert plans_extend(today=today() + 200 * DAY) >= 2
    with pytest.raises(WalkaboutError, match="repeat already"):
        walkabouts_repeat(estate=estate, wanted=Wanted(today(), TEN), every=1, by=None)


def test_ending_a_plan_cancels_what_is_to_come_and_says_why():
    plan = walkabouts_repeat(estate=EstateFactory(), wanted=Wanted(today(), TEN), every=6, by=None)
    first = plan.walkabouts.first()
    note(first)
    assert plan_end(plan=plan, reason="Sold", by=None) == plan.walkabouts.count() - 1
    assert plan.walkabouts.filter(cancelled_because="Sold").exists()
    assert plan_end(plan=plan, reason="Sold", by=None) == 0


def test_a_day_that_has_passed_or_is_taken_is_refused():
    estate = EstateFactory()
    with pytest.raises(WalkaboutError, match="day to come"):
        walkabout_plan(estate=estate, wanted=Wanted(today() - DAY, TEN), by=None)
    make_walkabout(estate=estate)
    with pytest.raises(WalkaboutError, match="then already"):
        make_walkabout(estate=estate)


def test_those_who_take_part_are_told_of_everything_once():
    walkabout = make_walkabout(on=today() + DAY)
    person = PersonFactory(role=Role.REPRESENTATIVE)
    assert companions_set(walkabout=walkabout, people=[person], by=None) == 1
    assert companions_set(walkabout=walkabout, people=[person], by=None) == 0
    walkabout_move(
        walkabout=walkabout, on=today() + 9 * DAY, at_time=TEN, reason="Snow is forecast", by=None
    )
    walkabout_cancel(walkabout=walkabout, reason="The estate is closed off", by=None)
    told = list(Notice.objects.order_by("pk").values_list("template", "to"))
    assert told == [
        ("walkabout.invited", person.email),
        ("walkabout.moved", person.email),
        ("walkabout.cancelled", person.email),
    ]
    assert "Snow is forecast" in Notice.objects.get(template="walkabout.moved").body
    with pytest.raises(WalkaboutError, match="over or cancelled"):
        companions_set(walkabout=walkabout, people=[], by=None)
    with pytest.raises(WalkaboutError, match="was cancelled"):
        walkabout_move(walkabout=walkabout, on=today(), at_time=TEN, reason="x", by=None)


def test_a_move_keeps_the_day_first_planned():
    walkabout = make_walkabout(on=today() + DAY)
    moved = walkabout_move(
        walkabout=walkabout, on=today() + 3 * DAY, at_time=time(14, 0), reason="Snow", by=None
    )
    assert (moved.due_on, moved.on) == (today() + DAY, today() + 3 * DAY)
    move = moved.moves.get()
    assert (move.on_before, move.reason) == (today() + DAY, "Snow")
    with pytest.raises(WalkaboutError, match="already"):
        walkabout_move(walkabout=moved, on=moved.on, at_time=moved.at_time, reason="Again", by=None)


def test_a_walkabout_is_never_held_and_cancelled():
    walkabout = walkabout_note_held(walkabout=make_walkabout(), residents_came=0, by=None)
    assert walkabout.residents_came == 0
    with pytest.raises(WalkaboutError, match="was held"):
        walkabout_cancel(walkabout=walkabout, reason="x", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Walkabout.objects.filter(pk=walkabout.pk).update(
            cancelled_at=timezone.now(), cancelled_because="x"
        )


# ---- schemes


def test_a_new_scheme_leaves_what_was_graded_and_serves_what_is_to_come():
    walked = make_walkabout(scheme="met-not-met")
    graded = note(walked, grade=walked.scheme.grades.get(word="Not met"))
    coming = make_walkabout(estate=walked.estate, on=today() + DAY)
    new = scheme_set(landlord=walked.landlord, said=shipped_scheme("red-amber-green"), by=None)
    graded.refresh_from_db()
    walked.refresh_from_db()
    coming.refresh_from_db()
    assert (graded.grade.word, walked.scheme.name) == ("Not met", "Met or not met")
    assert coming.scheme == new
    assert Scheme.objects.filter(landlord=walked.landlord).count() == 2


def test_a_grade_of_another_scheme_is_refused():
    walkabout, other = make_walkabout(), make_walkabout(scheme="met-not-met")
    with pytest.raises(WalkaboutError, match="another scheme"):
        note(walkabout, grade=other.scheme.grades.first())


def test_what_the_scheme_grades_lowest_overrules_the_picked_grade():
    walkabout = make_walkabout(scheme="four-grades")
    seen = note(walkabout, grade=walkabout.scheme.grades.first(), is_worst=True)
    assert (seen.grade.word, seen.graded_by_rule) == ("Very poor", True)


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "Few issues"), (3, "Few issues"), (4, "Several issues"), (11, "Many issues")],
)
def test_counted_issues_give_the_grade(count, word):
    assert note(make_walkabout(scheme="counted-issues"), counted=count).grade.word == word


def test_not_counted_is_not_nought():
    seen = note(make_walkabout(scheme="counted-issues"))
    assert (seen.grade, seen.counted) == (None, None)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (SchemeSaid("", "words", (GradeSaid("A"), GradeSaid("B"))), "a name"),
        (SchemeSaid("S", "words", (GradeSaid("A"),)), "2 to 8"),
        (SchemeSaid("S", "words", (GradeSaid("A"), GradeSaid("a"))), "of its own"),
        (
            SchemeSaid("S", "counted", (GradeSaid("A", most=3), GradeSaid("B", most=9))),
            "most issues",
        ),
        (
            SchemeSaid(
                "S", "counted", (GradeSaid("A", most=3), GradeSaid("B", most=2), GradeSaid("C"))
            ),
            "most issues",
        ),
    ],
)
def test_a_scheme_that_leaves_gaps_is_refused(said, why):
    with pytest.raises(WalkaboutError, match=why):
        scheme_set(landlord=EstateFactory().landlord, said=said, by=None)


# ---- noting


def test_an_entry_sent_twice_is_stored_once_with_one_action():
    walkabout, key = make_walkabout(), uuid4()
    first = note(walkabout, key=key, due_on=today() + DAY)
    again = note(walkabout, key=key, words="Other words", due_on=today() + DAY)
    assert first == again
    assert (Observation.objects.count(), EstateAction.objects.count()) == (1, 1)
    assert Entry.objects.filter(event="observation.record").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(walkabout=walkabout, key=key, place="x", seen="y")


def test_a_key_of_somebody_else_or_of_another_walk_is_refused():
    walkabout, key = make_walkabout(), uuid4()
    ada, bea = PersonFactory(role=Role.OFFICER), PersonFactory(role=Role.OFFICER)
    note(walkabout, key=key, by=ada)
    with pytest.raises(WalkaboutError, match="Something else"):
        note(walkabout, key=key, by=bea)
    with pytest.raises(WalkaboutError, match="Something else"):
        note(make_walkabout(), key=key, by=ada)


def test_the_first_entry_makes_the_walkabout_held():
    walkabout = make_walkabout()
    note(walkabout)
    walkabout.refresh_from_db()
    assert walkabout.held_at


def test_nothing_is_noted_before_the_day_or_after_a_cancellation():
    with pytest.raises(WalkaboutError, match="hasn’t begun"):
        note(make_walkabout(on=today() + DAY))
    cancelled = walkabout_cancel(walkabout=make_walkabout(), reason="Flood", by=None)
    with pytest.raises(WalkaboutError, match="Flood"):
        note(cancelled)
    assert not Observation.objects.exists()


def test_a_phone_whose_clock_is_ahead_saw_it_now_at_the_latest():
    now = timezone.now()
    seen = note(make_walkabout(), at=now + timedelta(hours=5))
    assert now <= seen.seen_at <= timezone.now()
    assert note(make_walkabout(), at=now - timedelta(hours=1)).seen_at == now - timedelta(hours=1)


def test_an_action_due_before_the_walk_stores_nothing():
    with pytest.raises(WalkaboutError, match="after the walkabout"):
        note(make_walkabout(), due_on=today() - DAY)
    assert not Observation.objects.exists()


def test_withdrawing_keeps_the_observation_and_drops_its_action():
    action = make_action()
    observation_withdraw(observation=action.observation, reason="Wrong estate", by=None)
    action.refresh_from_db()
    assert action.dropped_at
    assert Observation.objects.get().withdrawn_because == "Wrong estate"
    with pytest.raises(WalkaboutError, match="withdrawn"):
        action_change(action=action, what="x", owner="y", due_on=today(), reason="z", by=None)


def test_photos_are_stored_once_and_only_photos():
    by = PersonFactory(role=Role.OFFICER)
    seen, key = note(make_walkabout(), by=by), uuid4()
    first, new = photo_add(observation=seen, key=key, file=sent(), by=by)
    again, newer = photo_add(observation=seen, key=key, file=sent(), by=by)
    assert (first, new, newer) == (again, True, False)
    with pytest.raises(WalkaboutError, match=r"letter\.pdf"):
        photo_add(observation=seen, key=uuid4(), file=sent(letter(), "letter.pdf"), by=by)
    with pytest.raises(WalkaboutError, match="Another photo"):
        photo_add(observation=note(make_walkabout()), key=key, file=sent(), by=by)
    assert Photo.objects.count() == 1
    assert photo_approve(photo=first, by=by).approved_by == by


def test_a_route_keeps_places_that_stay():
    estate = EstateFactory()
    bins, _gate = stops_set(estate=estate, places=[("Bins", ""), ("Gate", "")], by=None)
    gate, same = stops_set(estate=estate, places=[("New gate", "Lock"), ("Bins", "Smell")], by=None)
    assert same == bins
    assert (gate.position, same.position, same.look_for) == (1, 2, "Smell")
    assert estate.stops.filter(retired_at=None).count() == 2


# ---- actions


def test_an_action_keeps_its_first_date_and_every_step():
    action = make_action(walkabout=make_walkabout(on=today() - 30 * DAY), due_on=today() - DAY)
    action_change(
        action=action, what="Fit a new door", owner="Contractor", due_on=today() + DAY,
        reason="Parts are late", by=None,
    )  # fmt: skip
    with pytest.raises(WalkaboutError, match="day to come"):
        action_change(
            action=action, what="x", owner="y", due_on=today() - 9 * DAY, reason="z", by=None
        )
    with pytest.raises(WalkaboutError, match="is open"):
        action_reopen(action=action, reason="x", due_on=today(), by=None)
    from heard.walkabouts.services import action_close

    for wrong in (today() + DAY, today() - 99 * DAY):
        with pytest.raises(WalkaboutError):
            action_close(action=action, words="Done", done_on=wrong, by=None)
    action_close(action=action, words="Done", done_on=today(), by=None)
    with pytest.raises(WalkaboutError, match="already"):
        action_close(action=action, words="Done", done_on=today(), by=None)
    action_reopen(action=action, reason="It fell out", due_on=today() + DAY, by=None)
    action.refresh_from_db()
    assert (action.first_due_on, action.closed_at) == (today() - DAY, None)
    kinds = list(action.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["opened", "changed", "closed", "reopened"]


def test_verdicts_are_nobodys_and_only_of_what_was_closed():
    officer = PersonFactory(role=Role.OFFICER)
    with pytest.raises(WalkaboutError, match="hasn’t said"):
        verdict_say(action=make_action(), done=True, channel=Channel.WEB, by=None)
    action = make_action(closed_on=today())
    web = verdict_say(action=action, done=True, channel=Channel.WEB, by=officer)
    told = verdict_say(action=action, done=False, channel=Channel.PHONE, by=officer)
    assert (web.by, web.by_role, told.by) == (None, "", officer)
    assert Entry.objects.filter(event="walkabout-action.verdict", actor=None).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=web.pk).update(by=officer)


def test_what_residents_said_of_an_earlier_closing_counts_no_more():
    officer = PersonFactory(role=Role.OFFICER)
    action = make_action(closed_on=today())
    verdict_say(action=action, done=False, channel=Channel.PHONE, by=officer)
    reader = reader_for_user(officer)
    assert [one.waits_because for one in actions_waiting_for(reader)] == ["not-done"]
    action_reopen(action=action, reason="Not done", due_on=today(), by=officer)
    from heard.walkabouts.services import action_close

    action_close(action=action, words="Now done", done_on=today(), by=officer)
    assert actions_waiting_for(reader) == []
    assert Verdict.objects.count() == 1


def test_what_waits_for_a_landlord_is_late_or_soon_and_its_own():
    late = make_action(walkabout=make_walkabout(on=today() - 30 * DAY), due_on=today() - 2 * DAY)
    soon = make_action(walkabout=make_walkabout(estate=late.estate), due_on=today() + 14 * DAY)
    make_action(
        walkabout=make_walkabout(estate=late.estate, at_time=time(15)), due_on=today() + 15 * DAY
    )
    make_action()
    waiting = actions_waiting_for(reader_for_user(runner(late)))
    assert [(one.key, one.waits_because, one.days) for one in waiting] == [
        (str(late.key), "late", -2),
        (str(soon.key), "soon", 14),
    ]


def test_a_landlord_is_reminded_of_late_actions_once_a_week():
    late = make_action(walkabout=make_walkabout(on=today() - 30 * DAY), due_on=today() - DAY)
    person = runner(late)
    assert (late_actions_remind(), late_actions_remind()) == (1, 0)
    assert Notice.objects.get().to == person.email
    assert late_actions_remind(today=today() + 7 * DAY) == 1


def test_hidden_actions_keep_their_reason():
    action = action_hide(action=make_action(), reason="Shows who lives there", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        EstateAction.objects.filter(pk=action.pk).update(hidden_because="")


# ---- figures and evidence


def test_figures_count_what_was_first_planned_and_first_promised():
    estate = EstateFactory()
    ago = today() - 60 * DAY
    held = make_walkabout(estate=estate, on=ago)
    make_action(walkabout=held, due_on=ago + 5 * DAY, closed_on=ago + 5 * DAY)
    make_action(walkabout=held, due_on=ago + 5 * DAY, closed_on=ago + 6 * DAY)
    make_action(walkabout=held, due_on=ago + 9 * DAY)
    walkabout_cancel(walkabout=make_walkabout(estate=estate, on=ago + DAY), reason="x", by=None)
    make_walkabout(estate=estate, on=ago + 2 * DAY)  # nobody said whether it was held
    make_walkabout(estate=estate, on=today() + DAY)  # to come
    figures = walkabout_figures(estate.landlord, (ago, today() + 30 * DAY))
    assert (figures.held.count, figures.held.base) == (1, 3)
    assert (figures.cancelled, figures.unsaid) == (1, 1)
    assert (figures.on_time.count, figures.on_time.base, figures.open_late) == (1, 3, 1)
    assert figures.on_time.low < 1 / 3 < figures.on_time.high
    assert not figures.on_time.has_percentage
    assert (figures.estates_walked.count, figures.estates_walked.base) == (1, 1)


def test_figures_of_nothing_are_unknown_and_not_nought():
    figures = walkabout_figures(EstateFactory().landlord, (date(2020, 1, 1), date(2020, 12, 31)))
    assert (figures.held.base, figures.held.share, figures.on_time.low) == (0, None, None)


def test_a_merged_landlords_walks_are_found_under_its_successor():
    action = make_action(walkabout=make_walkabout(on=today() - 40 * DAY), due_on=today() - DAY)
    succession = SuccessionFactory(predecessor=action.landlord)
    successor = succession.successor
    period = (today() - 50 * DAY, today())
    assert [one.key for one in observations_for(successor, period)] == [action.observation.key]
    assert walkabout_figures(successor, period).held.count == 1
    person = PersonFactory(role=Role.LANDLORD_LEAD, landlord=successor)
    reader = reader_for_user(person)
    assert action_get_for(reader, str(action.key), runs=True) == action
    assert late_actions_remind() == 1
    assert Notice.objects.get().to == person.email


def test_evidence_stands_with_its_scheme_and_without_what_was_withdrawn():
    walkabout = make_walkabout(scheme="red-amber-green")
    red = walkabout.scheme.grades.last()
    kept = note(walkabout, grade=red, framework_code="HC", criterion_code="26", due_on=today())
    gone = note(walkabout)
    observation_withdraw(observation=gone, reason="x", by=None)
    period = (today(), today())
    (seen,) = observations_for(walkabout.landlord, period)
    assert (seen.key, seen.grade, seen.scheme) == (kept.key, "Red", "Red, amber, green")
    assert (seen.framework_code, seen.criterion_code, seen.action) == ("HC", "26", "open")
    assert (
        observations_for(walkabout.landlord, (today(), today()), keys=frozenset({gone.key})) == []
    )


# ---- who sees what


def test_each_sees_what_they_have_to_do_with():
    ours, theirs = make_walkabout(), make_walkabout()
    named = PersonFactory(role=Role.REPRESENTATIVE)
    companions_set(walkabout=theirs, people=[named], by=None)
    seen_by = {
        PersonFactory(role=Role.OFFICER): {ours, theirs},
        PersonFactory(role=Role.ADMINISTRATOR): {ours, theirs},
        runner(ours): {ours},
        runner(theirs, Role.LANDLORD_LEAD): {theirs},
        named: {theirs},
        PersonFactory(role=Role.REPRESENTATIVE): set(),
        PersonFactory(role=Role.COUNCILLOR, ward=ours.estate.ward): {ours},
        PersonFactory(role=Role.AUDITOR): set(),
        PersonFactory(): set(),
    }
    for person, expected in seen_by.items():
        page = walkabout_list_for(reader_for_user(person), WalkaboutsWanted())
        assert set(page) == expected, person


def test_seen_words_are_in_no_log():
    note(make_walkabout(), words="Mrs Bell's bicycle", key=uuid4())
    assert not Entry.objects.filter(after__contains="Bell").exists()


def test_an_entry_at_the_same_moment_finds_the_other(monkeypatch):
    """Two requests with one key: the second loses the race in the store and gives the first's."""
    from heard.walkabouts.services import entering

    walkabout, key = make_walkabout(), uuid4()
    real = entering._record

    def raced(walkabout, key, seen, by):
        monkeypatch.setattr(entering, "_record", real)
        real(walkabout, key, seen, by)
        return real(walkabout, key, seen, by)

    monkeypatch.setattr(entering, "_record", raced)
    with pytest.raises(IntegrityError), transaction.atomic():
        raced(walkabout, uuid4(), Seen("x", "y"), None)
    first = note(walkabout, key=key)
    found, new = observation_record(walkabout=walkabout, key=key, seen=Seen("x", "y"), by=None)
    assert (found, new) == (first, False)
