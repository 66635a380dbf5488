import pytest

from heard.demo import background, loading
from heard.demo.loading import demo_load
from heard.demo.models import Load
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
