from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from heard.access import Reader, Role
from heard.accounts.models import Membership, User
from heard.concerns.events import Answer, Felt, Kind, Status, Waiting
from heard.concerns.models import (
    Attachment,
    Channel,
    Concern,
    Consent,
    Deadline,
    Event,
    Flag,
    FlagKind,
    LikelyDuplicate,
    Link,
    Part,
    Party,
    Person,
    RaisedAs,
    SearchEntry,
    Sharing,
    Telling,
    Words,
)
from heard.concerns.references import reference_read
from heard.concerns.selectors.searching import search_for
from heard.concerns.services.rebuilding import DERIVED
from heard.concerns.services.timeline import concern_refresh
from heard.demo.chance import SEED
from heard.demo.concerns.loading import RESIDENT, concerns_enter
from heard.demo.register import borough_enter
from heard.demo.signals.loading import warnings_enter
from heard.notices.models import Notice
from heard.signals.events import Status as Stands
from heard.signals.models import EarlyWarning, Scan, Trial, WarningEvent
from heard.uploads.keeping import bytes_open


@pytest.fixture(scope="module")
def entered(django_db_setup, django_db_blocker, tmp_path_factory):
    """A store with all made-up concerns, and the moment for which they were told."""
    from django.test import override_settings

    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        borough_enter(seed=SEED)
        now = timezone.now()
        concerns_enter(seed=SEED, now=now)
        yield now
        transaction.set_rollback(True)


@pytest.fixture
def now(entered, db):
    """The moment of loading; what a test changes in the store is undone."""
    return entered


def values(model, field):
    return set(model.objects.values_list(field, flat=True))


def test_about_3000_concerns_are_there_and_some_are_open(now):
    still = Concern.objects.filter(closed_at=None)
    assert 2_800 <= Concern.objects.count() <= 3_200
    assert 110 <= still.count() <= 230
    assert still.filter(due_at__lt=now).exists()
    assert still.filter(due_at__date=timezone.localdate(now)).count() >= 3
    assert still.filter(assigned_to=None, status=Status.NEW).exists()
    assert LikelyDuplicate.objects.filter(settled_at=None).exists()
    assert Telling.objects.filter(done_at=None).exists()
    assert not Concern.objects.filter(last_at__gt=now).exists()


def test_every_status_channel_turn_and_clock_state_is_there(now):
    assert values(Concern, "status") == set(Status.values)
    assert values(Concern, "channel") == set(Channel.values)
    assert values(Concern, "waiting_on") == set(Waiting.values)
    assert values(Concern, "felt") == {"", *Felt.values}
    assert values(Deadline, "state") == {"running", "paused", "met", "missed", "lapsed"}
    assert values(Event, "kind") == set(Kind.values)
    answered = Event.objects.filter(kind=Kind.LANDLORD_ANSWERED)
    assert set(answered.values_list("outcome", flat=True)) == set(Answer.values)
    assert values(Party, "part") == set(Part.values)
    assert values(Party, "raised_as") == set(RaisedAs.values)
    assert values(Flag, "kind") == set(FlagKind.values)


def test_every_rule_of_the_landlords_is_met_and_missed_somewhere(now):
    met = Counter(Deadline.objects.values_list("rule", "state"))
    for rule in {rule for rule, _state in met if rule.startswith(("awaabs", "complaint"))}:
        assert met[rule, "met"], rule
        assert met[rule, "missed"], rule


def test_every_role_does_something(now):
    roles = {"resident", "representative", "council-officer", "landlord-officer", "ward-councillor"}
    assert values(Event, "role") == roles


def test_where_a_concern_stands_is_what_its_events_say(now):
    some = list(Concern.objects.order_by("pk")[::40])
    some += list(Concern.objects.filter(closed_at=None)[:20])
    for concern in some:
        before = [getattr(concern, name) for name in DERIVED]
        shared = set(concern.sharings.values_list("landlord_id", "ward_id"))
        clocks = sorted(
            concern.deadlines.values_list("rule", "due_at", "stopped_at", "state"), key=str
        )
        concern_refresh(concern, now=now)
        assert [getattr(concern, name) for name in DERIVED] == before, concern
        assert set(concern.sharings.values_list("landlord_id", "ward_id")) == shared
        assert clocks == sorted(
            concern.deadlines.values_list("rule", "due_at", "stopped_at", "state"), key=str
        )


def test_references_can_be_read_out(now):
    references = values(Concern, "reference")
    assert len(references) == Concern.objects.count()
    assert all(reference_read(one) == one for one in references)


def test_rows_hold_what_forms_would_let_in(now):
    for concern in Concern.objects.order_by("pk")[::60]:
        concern.full_clean(validate_unique=False, validate_constraints=False)
    for person in Person.objects.order_by("pk")[::60]:
        person.full_clean()


def test_only_consent_opens_a_concern_to_a_landlord(now):
    shared = Sharing.objects.filter(landlord__isnull=False)
    agreed = set(Consent.objects.filter(withdrawn_at=None).values_list("concern", "landlord"))
    assert set(shared.values_list("concern", "landlord")) <= agreed
    assert Consent.objects.exclude(withdrawn_at=None).exists()
    assert Sharing.objects.filter(ward__isnull=False).exists()


def test_nobody_is_told_and_no_link_is_made(now):
    assert not Notice.objects.exists()
    assert not Party.objects.filter(links__isnull=False).exists()


def test_what_hangs_on_concerns_is_there(now):
    assert values(Link, "kind") == {"duplicate", "group", "split"}
    assert SearchEntry.objects.count() == Concern.objects.count()
    assert Words.objects.exclude(redacted="").exists()
    group = Concern.objects.filter(is_group=True, category="heating-hot-water")
    assert 12 in {one.parties.exclude(part=Part.RAISED_BY).count() for one in group}
    assert group.count() + 5 <= Concern.objects.filter(is_group=True).count()


def test_pictures_can_be_opened(now):
    attached = Attachment.objects.select_related("file").first()
    with (
        bytes_open(attached.file.path) as whole,
        bytes_open(attached.file.path, small=True) as part,
    ):
        assert whole.read(2) == part.read(2) == b"\xff\xd8"
    assert Attachment.objects.count() > 5


def test_words_can_be_searched(now):
    team = Reader(roles=frozenset({Role.OFFICER}), sees_restricted=True)
    found = search_for(team, "Brightmarsh")
    assert found
    assert {one.category for one in found} == {"damp-mould"}


def test_staff_cannot_sign_in_until_a_password_is_drawn(now):
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert all(user.is_made_up for user in User.objects.all())
    roles = Counter(Membership.objects.values_list("role", flat=True))
    assert roles[Role.LANDLORD_OFFICER] == 20
    assert roles[Role.COUNCILLOR] == 18
    assert roles[Role.CHAMPION] == 1


def test_the_resident_who_can_sign_in_has_concerns(now):
    own = Party.objects.filter(person__email=RESIDENT, part=Part.RESIDENT)
    assert own.count() >= 2
    assert own.filter(concern__closed_at=None).exists()


def test_scans_of_thirty_weeks_find_the_slow_problems(now):
    count = warnings_enter(seed=SEED, now=now)
    assert count == EarlyWarning.objects.count() >= 15
    stands = {Stands.TAKEN_UP, Stands.DISMISSED, Stands.SETTLED}  # the others hang on the day
    assert stands <= values(EarlyWarning, "status")
    assert {"real", "not-real"} <= values(EarlyWarning, "verdict")
    assert not EarlyWarning.objects.filter(found_on__gt=timezone.localdate(now)).exists()
    assert not WarningEvent.objects.filter(at__gt=now).exists()
    assert WarningEvent.objects.filter(kind="answered").exists()
    assert Scan.objects.first().as_of == timezone.localdate(now) - timedelta(days=1)
    listed = Scan.objects.values_list("listed", flat=True)
    assert len(listed) == 30
    assert max(listed) <= 3
    ours, plain, none = Trial.objects.get().result["methods"]
    slow = [one for one in ours["outcomes"] if one["lead"] is not None]
    assert len(slow) >= 2  # all three on most days of loading
    assert none["found"] == 0
    assert ours["false_a_week"] < plain["false_a_week"]
    assert not Notice.objects.exists()
