"""Early warnings from the store: found, kept, told, acted upon, measured."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.concerns import make_raised
from tests.factories.landlords import SuccessionFactory
from tests.factories.signals import SAID, concern_row, make_store, noon, scanned

from heard import cli
from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.concerns.actors import Actor
from heard.concerns.events import Status as CaseStatus
from heard.concerns.models import Concern, Event, Flag, Sharing
from heard.concerns.services.residents import resident_add
from heard.desk.selectors import items_for
from heard.doctor import _safety_words
from heard.errors import NotFoundError
from heard.notices.models import Notice, State
from heard.runs.errors import RunError
from heard.runs.models import RunState
from heard.runs.steering import STALE, run_claim, run_stop
from heard.signals.errors import SignalError
from heard.signals.events import Kind, Level, Status
from heard.signals.models import (
    EarlyWarning,
    KnownProblem,
    Scan,
    Sighting,
    Trial,
    WarningEvent,
)
from heard.signals.selectors.finding import lists_for
from heard.signals.selectors.quality import months_shown, quality
from heard.signals.selectors.sharing import asked_get_for
from heard.signals.selectors.viewing import view_of
from heard.signals.services import acting, dangers
from heard.signals.services.scanning import scan_begin, scan_daily, scans_resume
from heard.signals.services.trying import trial_new, trial_run


@pytest.fixture(scope="module")
def store_made(django_db_setup, django_db_blocker):
    """One store for all tests here, scanned once as known on its last Sunday."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_store()
        scanned(made.sunday)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def store(store_made, db):
    return store_made


@pytest.fixture
def lift(store):
    return EarlyWarning.objects.get(level=Level.PLACE, estate=store.trouble, category="lift")


def reader(user):
    return reader_for_user(user)


def client_of(user):
    client = Client()
    start_session(client, user)
    return client


def opened(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


# ---- scans


def test_a_scan_finds_the_trouble_with_what_is_behind_it(store, lift):
    assert (lift.status, lift.landlord) == (Status.NEW, store.landlord)
    assert lift.observed == 4
    assert lift.total >= 14 > lift.usual_total
    assert lift.since <= store.sunday - timedelta(days=28)
    behind = set(lift.concerns.filter(description=SAID).values_list("category", flat=True))
    assert behind == {"lift"}
    sighting = lift.sightings.get()
    assert sighting.points[-1][1] == 4
    assert len(sighting.points) > 40
    assert Entry.objects.filter(event="scan.done").exists()
    notice = Notice.objects.get(template="warning.new", to=store.officer.email)
    assert lift.reference in notice.body


def test_the_list_is_never_longer_than_the_team_can_follow_up(store):
    acting.watch_set(per_week=1, by_period="week", by=store.officer)
    assert scanned(store.sunday).listed == 1
    assert len(lists_for(reader(store.officer)).listed) == 1
    with pytest.raises(SignalError, match="from 1 to 20"):
        acting.watch_set(per_week=0, by_period="week", by=store.officer)


def test_what_is_found_again_goes_on_as_the_same_warning(store, lift):
    before = EarlyWarning.objects.count()
    acting.warning_dismiss(warning=lift, reason="chance", by=store.officer)
    Concern.objects.bulk_create(
        [concern_row(store.trouble, store.sunday, "lift") for _ in range(2)]
    )
    scan = scanned(store.sunday)
    lift.refresh_from_db()
    assert (scan.new, EarlyWarning.objects.count()) == (0, before)
    assert (lift.observed, lift.status) == (6, Status.DISMISSED)
    assert [one.observed for one in lift.sightings.order_by("pk")] == [4, 6]


def test_what_does_not_count_is_left_out_and_what_came_later_is_not_known(store, lift):
    late = {"entered_at": timezone.now()}
    Concern.objects.bulk_create(
        [
            concern_row(store.trouble, store.sunday, "lift", status=status, **more)
            for status, more in (
                (CaseStatus.REFUSED, {"closed_at": timezone.now()}),
                (CaseStatus.TO_CHECK, {"suspicions": ["sent-too-quickly"]}),
                (CaseStatus.NEW, late),
            )
        ]
    )
    scan = scanned(store.sunday)
    lift.refresh_from_db()
    assert lift.observed == 4
    assert scan.read["left_out"] == 2


def test_merged_landlords_are_one(store):
    SuccessionFactory(predecessor=store.landlord, successor=store.other, on=noon(store.sunday))
    scanned(store.sunday)
    names = set(
        EarlyWarning.objects.filter(
            category="lift", level=Level.PLACE, estate=store.trouble
        ).values_list("landlord_name", flat=True)
    )
    assert "Birch Homes" in names


def test_a_scan_is_claimed_once_begun_again_after_a_crash_and_stopped(store):
    scan = scan_begin(by=store.officer, as_of=store.sunday)
    with pytest.raises(RunError, match="running already"):
        scan_begin(by=store.officer)
    assert run_claim(Scan, scan.pk) is not None
    assert run_claim(Scan, scan.pk) is None
    Scan.objects.filter(pk=scan.pk).update(beat_at=timezone.now() - 2 * STALE)
    with patch("heard.signals.services.scanning.scan_task") as task:
        assert scans_resume() == 1
    task.enqueue.assert_called_once_with(scan.pk)
    again = run_claim(Scan, scan.pk)
    assert again.attempts == 2
    run_stop(again, by=store.officer)
    from heard.signals.services.scanning import scan_run

    scan_run(again)
    again.refresh_from_db()
    assert (again.state, again.live, Sighting.objects.filter(scan=again).count()) == (
        RunState.STOPPED, None, 0,
    )  # fmt: skip
    dead = scan_begin(by=None, as_of=store.sunday)
    Scan.objects.filter(pk=dead.pk).update(attempts=3, beat_at=timezone.now() - 2 * STALE)
    assert scans_resume() == 0
    dead.refresh_from_db()
    assert dead.state == RunState.FAILED


def test_the_daily_scan_is_asked_for_once_from_five_in_the_morning(store):
    today = timezone.localtime()
    with patch("heard.signals.services.scanning.scan_task"):
        assert scan_daily(now=today.replace(hour=4)) is None
        made = scan_daily(now=today.replace(hour=5))
        assert made.as_of == today.date() - timedelta(days=1)
        assert scan_daily(now=today.replace(hour=6)) is None


def test_the_command_scans_at_once(store):
    out = io.StringIO()
    assert cli.main(["signals", "now", "--as-of", store.sunday.isoformat()], out=out) == 0
    assert "Lift" in out.getvalue()
    assert cli.main(["signals", "now", "--as-of", "2999-01-01"], out=out) == 1


# ---- danger


def test_one_concern_that_speaks_of_danger_is_told_at_once(
    store, django_capture_on_commit_callbacks
):
    night = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    with (
        patch("heard.notices.services.queueing.timezone.now", return_value=night),
        django_capture_on_commit_callbacks(execute=True),
    ):
        said = "There is a strong smell of gas in the hall."
        concern = make_raised(category="something-else", description=said).concern
    warning = EarlyWarning.objects.get(level=Level.DANGER)
    assert (warning.danger, list(warning.concerns.all())) == ("gas", [concern])
    notice = Notice.objects.get(template="warning.danger")
    assert (notice.urgent, notice.state) == (True, State.SENT)  # in spite of quiet hours
    assert said not in notice.body
    assert scanned().state == RunState.DONE  # looks again at what came in lately
    assert EarlyWarning.objects.filter(level=Level.DANGER).count() == 1
    page = opened(client_of(store.officer), "warnings:list")
    assert page.index("Danger: read these first") < page.index("The list")


def test_danger_in_what_a_resident_adds_later_is_told_too(
    store, django_capture_on_commit_callbacks
):
    concern = make_raised(category="something-else", description="The hall is dirty.").concern
    actor = Actor("resident", party=concern.parties.get())
    with django_capture_on_commit_callbacks(execute=True):
        resident_add(concern=concern, words="Still dirty.", actor=actor)
    assert not EarlyWarning.objects.filter(level=Level.DANGER).exists()
    with django_capture_on_commit_callbacks(execute=True):
        resident_add(concern=concern, words="Now I smell gas in the hall.", actor=actor)
    warning = EarlyWarning.objects.get(level=Level.DANGER)
    assert (warning.danger, list(warning.concerns.all())) == ("gas", [concern])
    assert Notice.objects.filter(template="warning.danger").exists()
    assert scanned().state == RunState.DONE  # looks again at what was said lately
    assert EarlyWarning.objects.filter(level=Level.DANGER).count() == 1


def test_the_councils_own_words_of_danger_are_used_unless_they_are_at_fault(settings, tmp_path):
    settings.HOME = tmp_path
    own = tmp_path / "safety_words.toml"
    own.write_text('[[rule]]\nname = "wasps"\nterms = ["wasps"]\n')
    dangers.rules.cache_clear()
    try:
        assert [one.name for one in dangers.rules().rules] == ["wasps"]
        own.write_text('[[rule]]\nname = "wasps"\n')
        dangers.rules.cache_clear()
        assert "gas" in [one.name for one in dangers.rules().rules]
        assert "rule 1: It has no terms" in " ".join(one.what for one in _safety_words())
    finally:
        dangers.rules.cache_clear()


# ---- what is done about it


def test_what_happens_is_added_and_never_changed(store, lift):
    by = store.officer
    acting.warning_watch(warning=lift, by=by)
    acting.warning_take_up(warning=lift, words="Rang two homes.", by=by)
    acting.warning_note_deed(warning=lift, words="Door drive replaced.", on=store.sunday, by=by)
    settled = acting.warning_settle(warning=lift, verdict="real", by=by)
    assert (settled.status, settled.verdict) == (Status.SETTLED, "real")
    with pytest.raises(SignalError, match="It is over"):
        acting.warning_dismiss(warning=lift, reason="chance", by=by)
    kinds = list(lift.events.order_by("number").values_list("kind", flat=True))
    assert kinds == [Kind.FOUND, Kind.WATCHED, Kind.TAKEN_UP, Kind.DEED, Kind.SETTLED]
    assert Entry.objects.filter(event="warning.settled").exists()
    for model in (WarningEvent, Sighting):
        change = {"words": "Other"} if model is WarningEvent else {"observed": 0}
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.filter(warning=lift).update(**change)


@pytest.mark.parametrize(
    ("deed", "given", "why"),
    [
        ("dismiss", {"reason": "other"}, "what the reason is"),
        ("dismiss", {"reason": "nonsense"}, "Choose a reason"),
        ("settle", {"verdict": ""}, "what you found out"),
        ("note_deed", {"words": " ", "on": timezone.localdate()}, "what was done"),
        ("note_deed", {"words": "x", "on": timezone.localdate() + timedelta(2)}, "in the future"),
    ],
)
def test_what_can_not_be_done_says_why(store, lift, deed, given, why):
    with pytest.raises(SignalError, match=why):
        getattr(acting, f"warning_{deed}")(warning=lift, by=store.officer, **given)


def test_precision_and_lead_follow_from_what_was_found_out(store, lift):
    others = EarlyWarning.objects.exclude(pk=lift.pk)
    acting.warning_settle(warning=lift, verdict="real", by=store.officer)
    for warning in others:
        acting.warning_dismiss(warning=warning, reason="known", by=store.officer)
    concern = lift.concerns.first()
    Event.objects.create(
        concern=concern, number=1, kind="escalated", at=timezone.now() + timedelta(days=9),
        role="system", audience="team",
    )  # fmt: skip
    found = quality()
    assert (found.real, found.base, found.apart) == (1, 1, others.count())
    assert (round(found.interval[0], 3), found.interval[1], found.lead) == (0.207, 1.0, 9)
    assert [one.real for one in months_shown()] == [None]
    public = opened(Client(), "early-warnings:summary")
    assert "1 to 7" in public
    assert "Too few to say" in public
    assert store.trouble.name not in public


# ---- what a landlord sees


def test_a_landlord_sees_what_was_shared_and_no_small_numbers(store, lift):
    lead = PersonFactory(role=Role.LANDLORD_LEAD, landlord=store.landlord)
    stranger = PersonFactory(role=Role.LANDLORD_LEAD, landlord=store.other)
    with pytest.raises(SignalError, match="isn’t about homes"):
        acting.warning_share(warning=lift, landlord=store.other, by=store.officer)
    with pytest.raises(NotFoundError):
        asked_get_for(reader(lead), lift.pk)
    acting.warning_share(
        warning=lift, landlord=store.landlord, words="What do you know?", by=store.officer
    )
    assert Notice.objects.filter(template="warning.shared", to=lead.email).exists()
    asked = asked_get_for(reader(lead), lift.pk)
    assert (asked.count, asked.cases, asked.answered) == (15, [], False)
    assert asked.where == store.trouble.name
    with pytest.raises(NotFoundError):
        asked_get_for(reader(stranger), lift.pk)
    keep = list(lift.concerns.values_list("pk", flat=True)[:3])
    lift.behind.exclude(concern__in=keep).delete()
    Sharing.objects.create(concern_id=keep[0], landlord=store.landlord)
    few = asked_get_for(reader(lead), lift.pk)
    assert (few.count, len(few.cases)) == (None, 1)
    assert store.trouble.name not in few.title
    client = client_of(lead)
    page = opened(client, "landlord-warnings:warning", lift.pk)
    assert "Fewer than 8" in page
    assert SAID not in page
    assert [one.what for one in items_for(reader(lead))] == ["Look into an early warning"]
    sent = client.post(
        reverse("landlord-warnings:answer", args=[lift.pk]), {"words": "A worn door drive."}
    )
    assert sent.status_code == 302
    assert not items_for(reader(lead))
    assert Notice.objects.filter(template="warning.answered", to=store.officer.email).exists()
    assert "A worn door drive." in opened(client_of(store.officer), "warnings:warning", lift.pk)
    SuccessionFactory(predecessor=store.landlord, successor=store.other, on=noon(store.sunday))
    assert asked_get_for(reader(stranger), lift.pk).answered  # it stands for the first one now


def test_restricted_concerns_are_counted_and_never_shown(store, lift):
    flagged = lift.concerns.first()
    Concern.objects.filter(pk=flagged.pk).update(description="What nobody may read.")
    Flag.objects.create(concern=flagged, kind="safeguarding", set_by=store.officer)
    view = view_of(reader(store.officer), lift)
    assert view.hidden == 1
    assert view.concerns.paginator.count == lift.concerns.count() - 1
    client, numbers = client_of(store.officer), view.concerns.paginator.page_range
    pages = [opened(client, "warnings:warning", lift.pk, page=number) for number in numbers]
    assert not any("What nobody may read" in page or flagged.reference in page for page in pages)
    assert "1 more is counted" in pages[0]


# ---- pages


def test_the_page_of_a_warning_tells_what_fits_and_what_may_mislead(store, lift):
    page = opened(client_of(store.officer), "warnings:warning", lift.pk)
    assert "liftwell" in page  # what those who raised it have in common
    assert "usual" in page
    assert Entry.objects.filter(event="warning.read").exists()
    chart = client_of(store.officer).get(reverse("warnings:chart", args=[lift.pk]))
    assert chart["Content-Type"].startswith("image/svg+xml")
    assert "no-store" in chart["Cache-Control"]


def test_work_does_not_grow_with_the_store(store, lift):
    client = client_of(store.officer)
    addresses = [
        reverse("warnings:list"),
        reverse("warnings:history"),
        reverse("warnings:warning", args=[lift.pk]),
        reverse("warnings:quality"),
    ]

    def counts():
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    before = counts()
    Concern.objects.bulk_create(
        [concern_row(one, store.sunday, "lift") for one in store.estates for _ in range(9)]
    )
    scanned(store.sunday)
    assert EarlyWarning.objects.count() > 1
    after = counts()
    assert all(new <= old + 1 for old, new in zip(before, after, strict=True)), (before, after)
    assert max(after) <= 40


def test_forms_of_the_team_lead_back_to_the_warning(store, lift):
    client = client_of(store.officer)
    for name, given in (
        ("take-up", {}),
        ("wait", {"words": "See what comes."}),
        ("share", {"landlord": store.landlord.pk, "words": "What do you know?"}),
        ("deed", {"words": "Repaired.", "on": store.sunday.isoformat()}),
        ("settle", {"verdict": "real"}),
    ):
        response = client.post(reverse(f"warnings:{name}", args=[lift.pk]), given)
        assert response.status_code == 302, (name, response.content.decode()[:3000])
    lift.refresh_from_db()
    assert (lift.verdict, lift.events.count()) == ("real", 6)
    assert "a day" not in opened(client, "warnings:history", status="settled", verdict="real")
    refused = client.post(reverse("warnings:dismiss", args=[lift.pk]), {"reason": "chance"})
    assert "It is over" in refused.content.decode()


def test_scan_now_and_its_progress(store):
    client = client_of(store.officer)
    sent = client.post(reverse("warnings:scan-now"))
    scan = Scan.objects.get(state=RunState.WAITING)
    assert sent["Location"] == scan.get_absolute_url()
    assert "Waiting to start" in opened(client, "warnings:scan", scan.pk)
    client.post(reverse("warnings:scan-stop", args=[scan.pk]))
    part = client.get(scan.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "Stopped" in part
    assert "<html" not in part


def test_a_back_test_says_when_a_known_problem_would_have_been_found(store):
    acting.problem_add(
        estate=store.trouble,
        category="lift",
        started_on=store.sunday - timedelta(days=34),
        by=store.officer,
    )
    trial = trial_new(by=store.officer, last=store.sunday)
    trial.first = store.sunday - timedelta(days=70)
    trial.save()
    trial_run(run_claim(Trial, trial.pk))
    trial.refresh_from_db()
    assert trial.state == RunState.DONE
    ours, plain, none = trial.result["methods"]
    assert (ours["found"], ours["of"], none["found"]) == (1, 1, 0)
    assert ours["false_a_week"] < plain["false_a_week"]
    page = opened(client_of(store.officer), "warnings:trial")
    assert "A plain z-score" in page
    assert "Lift at Estate 0" in page
    client_of(store.officer).post(
        reverse("warnings:problem-remove", args=[KnownProblem.objects.get().pk])
    )
    assert KnownProblem.objects.get().removed_at
