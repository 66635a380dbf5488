import pytest
from django.db import transaction
from django.utils import timezone

from heard.concerns.models import Concern, Event
from heard.demo import background, loading
from heard.demo.chance import SEED
from heard.demo.concerns import seasons
from heard.demo.concerns.loading import concerns_enter
from heard.demo.loading import demo_load
from heard.demo.models import Load
from heard.demo.register import borough_enter
from heard.demo.store import NotADemoError
from heard.landlords.models import Borough
from heard.landlords.services import landlord_create


def load(folder, *, reset=False):
    return demo_load(folder=folder, real=[], told=lambda _: None, reset=reset)


def test_demo_is_not_loaded_beside_other_landlords(db, tmp_path):
    landlord_create(name="Somebody's Homes", kind="provider", by=None)
    for reset in (False, True):
        with pytest.raises(NotADemoError, match="isn't empty: it holds 1 landlords"):
            load(tmp_path, reset=reset)
    assert not Load.objects.exists()


def test_nothing_is_loaded_when_a_part_fails(db, tmp_path, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(background, "HOW_MANY", 1)
    monkeypatch.setattr(loading, "workbooks_import", fail)
    with pytest.raises(RuntimeError):
        load(tmp_path)
    assert not Borough.objects.exists()


def test_the_same_seed_enters_the_same_rows(db, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(seasons, "PACE", 0.02)
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()

    def rows():
        with transaction.atomic():
            borough_enter(seed=SEED)
            concerns_enter(seed=SEED, now=now)
            fields = ("reference", "submission", "raised_at", "description", "status", "due_at")
            found = list(Concern.objects.order_by("reference").values_list(*fields))
            happened = list(
                Event.objects.order_by("concern__reference", "number").values_list(
                    "concern__reference", "number", "kind", "at", "outcome", "words__text"
                )
            )
            transaction.set_rollback(True)
        return found, happened

    assert rows() == rows()
