"""Every write to the register and the measures stands in the log, once."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.factories.landlords import BoroughFactory, LandlordFactory, WardFactory
from tests.workbooks import build_workbook

from heard.accounts.models import User
from heard.audit.models import Entry
from heard.audit.services import audit_verify
from heard.landlords.errors import InUseError, InvalidEntryError
from heard.landlords.exchange import register_import
from heard.landlords.models import Kind, Landlord
from heard.landlords.services import (
    estate_create,
    homes_remove,
    homes_set,
    landlord_add_code,
    landlord_create,
    landlord_delete,
    landlord_rename,
    landlord_restore,
    landlord_update,
    succession_record,
    succession_update,
)
from heard.measures.services import workbook_import

pytestmark = pytest.mark.django_db

WARDS = b"name,valid_from\nRiverside,2020-01-01\nHillside,2020-01-01\n"


@pytest.fixture
def officer():
    return User.objects.create_user("officer")


def events():
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


def last(event):
    return Entry.objects.filter(event=event).latest("pk")


def test_new_landlord_is_logged_with_what_it_is(officer):
    landlord = landlord_create(
        name="River Homes", kind=Kind.COUNCIL, by=officer, reason="It asked to be in."
    )
    entry = last("landlord.create")
    assert (entry.actor, entry.target_label) == (officer.pk, "river-homes")
    assert entry.target_id == str(landlord.pk)
    assert json.loads(entry.after)["name"] == "River Homes"
    assert entry.before == ""
    assert entry.reason_kept.text == "It asked to be in."


def test_change_is_logged_with_only_what_changed(officer):
    landlord = LandlordFactory(name="River Homes", website="")
    landlord_update(landlord=landlord, by=officer, name="River Homes", website="https://a.example")
    entry = last("landlord.change")
    assert json.loads(entry.before) == {"website": ""}
    assert json.loads(entry.after) == {"website": "https://a.example"}


def test_nothing_is_logged_where_nothing_changed(officer):
    landlord = LandlordFactory(name="River Homes")
    landlord_update(landlord=landlord, by=officer, name="River Homes")
    assert events() == []


def test_rename_and_restoring_have_names_of_their_own(officer):
    landlord = LandlordFactory(name="River Homes")
    landlord_rename(landlord=landlord, name="Stream Homes", by=officer)
    first = landlord.history.order_by("history_id").first()
    landlord_restore(landlord=landlord, version=first.history_id, by=officer)
    assert events() == ["landlord.rename", "landlord-name.create", "landlord.restore"]
    assert {entry.target_label for entry in Entry.objects.all()} == {landlord.slug}


def test_removal_is_logged_with_what_was_there(officer):
    landlord = LandlordFactory(name="River Homes")
    pk = landlord.pk
    landlord_delete(landlord=landlord, by=officer, reason="Entered twice.")
    entry = last("landlord.remove")
    assert entry.target_id == str(pk)
    assert json.loads(entry.before)["name"] == "River Homes"


def test_refused_removal_is_not_logged(officer):
    landlord = LandlordFactory()
    ward = WardFactory()
    homes_set(
        landlord=landlord, ward=ward, tenure="social-rent", on=date(2024, 4, 1), homes=3, by=officer
    )
    with pytest.raises(InUseError):
        landlord_delete(landlord=landlord, by=officer)
    assert "landlord.remove" not in events()


def test_refused_entry_is_not_logged(officer):
    with pytest.raises(InvalidEntryError):
        landlord_create(name="River Homes", kind="castle", by=officer)
    assert events() == []


def test_homes_are_logged_with_the_count_before(officer):
    landlord, ward = LandlordFactory(), WardFactory()
    where = {"landlord": landlord, "ward": ward, "tenure": "social-rent", "on": date(2024, 4, 1)}
    homes_set(**where, homes=3, by=officer)
    row = homes_set(**where, homes=5, by=officer)
    homes_remove(row=row, by=officer)
    assert events() == ["homes.create", "presence.create", "homes.change", "homes.remove"]
    change = last("homes.change")
    assert (change.before, change.after) == ('{"homes":3}', '{"homes":5}')


def test_codes_successions_and_estates_are_logged_under_their_landlord(officer):
    old, new = LandlordFactory(), LandlordFactory()
    landlord_add_code(landlord=old, code="L1234", by=officer)
    row = succession_record(
        predecessor=old, successor=new, kind="merger", on=date(2020, 1, 1), by=officer
    )
    succession_update(
        row=row, kind="merger", on=date(2020, 2, 1), whole=True, source="", by=officer
    )
    estate_create(landlord=new, ward=WardFactory(), name="The Green", by=officer)
    assert last("landlord-code.create").target_label == old.slug
    assert '"on":"2020-01-01"' in last("succession.change").before
    assert last("estate.create").target_label == new.slug


def test_import_is_one_entry_with_its_counts(officer):
    BoroughFactory(name="Sampleford")
    register_import(data=WARDS, file="wards.csv", by=officer, what="wards", borough="Sampleford")
    entry = Entry.objects.get()
    after = json.loads(entry.after)
    assert entry.event == "register.import"
    assert (after["what"], after["created"], len(after["sha256"])) == ("wards", 2, 64)
    assert entry.reason_kept.text == "Import of wards.csv"


@pytest.mark.parametrize("trial", [True, False])
def test_import_that_changes_nothing_is_not_logged(officer, trial):
    BoroughFactory(name="Sampleford")
    given = {"data": WARDS, "file": "wards.csv", "by": officer, "what": "wards"}
    if not trial:
        register_import(**given, borough="Sampleford")
    register_import(**given, borough="Sampleford", trial=trial)
    assert Entry.objects.count() == (0 if trial else 1)


def test_workbook_is_one_entry_and_taken_again_none(officer, tmp_path):
    path = build_workbook(tmp_path / "tsm.xlsx")
    workbook_import(file=path, by=officer)
    workbook_import(file=path, by=officer)
    entry = Entry.objects.get()
    after = json.loads(entry.after)
    assert (entry.event, entry.target_label, entry.actor) == (
        "workbook.import",
        "2023-24",
        officer.pk,
    )
    assert (after["outcome"], after["figures"]) == ("imported", 3 * 12 + 9 + 3 * 22)


def test_log_of_the_register_holds(officer):
    landlord = landlord_create(name="River Homes", kind=Kind.COUNCIL, by=officer)
    landlord_rename(landlord=landlord, name="Stream Homes", by=officer, reason="It said so.")
    landlord_delete(landlord=Landlord.objects.get(), by=officer)
    verdict = audit_verify()
    assert (verdict.ok, verdict.rows) == (True, 4)
