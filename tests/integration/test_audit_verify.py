"""`heard audit verify` finds each kind of tampering, and nothing where there is none."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.integration.audit_store import copy_of_head, renumber, row, some_rows, tampering
from tests.integration.audit_store import verdict_of as fault

from heard.audit.models import Entry, Head, Reason
from heard.audit.services import (
    Witness,
    audit_empty,
    audit_erase_reasons,
    audit_record,
    audit_seal,
    audit_verify,
    audit_verify_end,
)
from heard.audit.witness import witness_path
from heard.cli import main

pytestmark = pytest.mark.django_db

OTHER = {
    "at": timezone.now() - timedelta(days=400),
    "event": "case.other",
    "actor": 77,
    "actor_roles": "auditor",
    "target_type": "concerns.concern",
    "target_id": "9",
    "target_label": "H-99",
    "before": '{"stage":9}',
    "after": "",
    "reason_digest": "0" * 64,
    "nonce": "0" * 32,
    "mark": "0" * 64,
    "previous": "0" * 64,
    "digest": "0" * 64,
}


def columns():
    return {field.attname for field in Entry._meta.concrete_fields} - {"id", "number"}


def test_every_column_is_tried():
    assert set(OTHER) == columns()


def test_log_that_nobody_touched_holds():
    some_rows()
    verdict = audit_verify()
    assert verdict.as_dict() == {"ok": True, "rows": 6, "first_fault": None}


def test_empty_log_holds():
    assert audit_verify().rows == 0
    assert audit_verify().ok


@pytest.mark.parametrize("number", [1, 2, 6])
@pytest.mark.parametrize("column", sorted(OTHER))
def test_altered_column_is_found(column, number):
    some_rows()
    with tampering():
        row(number).update(**{column: OTHER[column]})
    found = audit_verify()
    # A row whose digest still fits its neighbours might be one put in; either way it is named.
    assert found.fault.number == number
    assert found.fault.what in {"altered", "inserted"}
    assert found.fault.id == row(number).get().pk
    assert found.rows == number - 1


@pytest.mark.parametrize("number", [1, 3, 6])
def test_changed_key_is_found(number):
    some_rows()
    with tampering():
        Reason.objects.filter(entry__number=number).delete()
        row(number).update(id=1_000_000)
    assert audit_verify().fault.number == number


@pytest.mark.parametrize("number", [1, 4, 6])
def test_removed_row_is_found(number):
    some_rows()
    with tampering():
        Reason.objects.filter(entry__number=number).delete()
        row(number).delete()
    assert fault(audit_verify()) == (number, "removed")


def test_removed_row_whose_gap_was_closed_is_found():
    some_rows()
    with tampering():
        row(3).delete()
        for number in (4, 5, 6):
            renumber(number, number - 1)
    assert fault(audit_verify()) == (3, "reordered")


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 5), (5, 6)])
def test_swapped_rows_are_found(one, other):
    some_rows()
    with tampering():
        renumber(one, 1000)
        renumber(other, one)
        renumber(1000, other)
    assert fault(audit_verify()) == (one, "reordered")


def test_swapped_contents_are_found():
    some_rows()
    said = sorted(columns() - {"previous", "digest"})
    one, other = (Entry.objects.values(*said).get(number=number) for number in (3, 4))
    with tampering():
        row(3).update(nonce="0")
        row(4).update(**one)
        row(3).update(**other)
    assert fault(audit_verify()) == (3, "reordered")


def forged(**values):
    kept = {name: value for name, value in OTHER.items() if name != "reason_digest"}
    with tampering():
        return Entry.objects.create(**kept | values)


def test_row_forged_at_the_end_is_found():
    some_rows()
    forged(number=7, previous=row(6).get().digest)
    assert fault(audit_verify()) == (7, "inserted")


def test_row_forged_in_the_middle_is_found():
    some_rows()
    with tampering():
        for number in (6, 5, 4):
            renumber(number, number + 1)
    forged(number=4, previous=row(3).get().digest)
    assert fault(audit_verify()) == (4, "inserted")


@pytest.mark.parametrize("number", [0, -5])
def test_row_forged_before_the_first_is_found(number):
    some_rows()
    forged(number=number)
    assert fault(audit_verify()) == (number, "inserted")


def test_row_forged_without_a_place_is_found_and_never_sealed():
    some_rows()
    made = forged(number=None, previous="", digest="")
    audit_record(event="case.note", target=None, by=None)
    verdict = audit_verify()
    assert (verdict.rows, verdict.fault.id, verdict.fault.what) == (7, made.pk, "inserted")


def test_row_that_waits_and_is_altered_is_found():
    some_rows()
    waiting = audit_record(event="case.note", target=None, by=None)
    with tampering():
        Entry.objects.filter(pk=waiting.pk).update(event="case.other")
    assert audit_verify().fault.id == waiting.pk


def test_row_cannot_be_written_a_second_time():
    some_rows()
    copy = Entry.objects.get(number=3)
    copy.pk = copy.number = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_truncated_log_is_found():
    some_rows()
    with tampering():
        Reason.objects.all().delete()
        Entry.objects.all()._raw_delete(connection.alias)
    assert fault(audit_verify()) == (1, "removed")


def test_truncated_log_stays_found_after_further_entries():
    some_rows()
    with tampering():
        Reason.objects.all().delete()
        Entry.objects.all()._raw_delete(connection.alias)
    audit_record(event="case.note", target=None, by=None)
    assert not audit_verify().ok


def test_removed_head_is_found_and_nothing_is_sealed_without_it():
    some_rows()
    Head.objects.all().delete()
    audit_record(event="case.note", target=None, by=None)
    assert fault(audit_verify()) == (1, "head")
    assert Entry.objects.filter(number=None).count() == 1


@pytest.mark.parametrize("column", ["number", "digest", "mark"])
def test_altered_head_is_found(column):
    some_rows()
    other = 5 if column == "number" else "0" * 64
    Head.objects.update(**{column: other})
    assert audit_verify().fault.what == "head"


def test_removed_last_row_is_found_with_the_head_altered_to_fit():
    some_rows()
    with tampering():
        Reason.objects.filter(entry__number=6).delete()
        row(6).delete()
        Head.objects.update(number=5, digest=row(5).get().digest)
    audit_record(event="case.note", target=None, by=None)
    assert audit_verify().fault.what == "head"


def test_old_head_put_back_is_found_and_nothing_is_sealed_onto_it():
    some_rows(4)
    old = copy_of_head()
    some_rows(2)
    Head.objects.filter(pk=1).update(**old)
    audit_record(event="case.note", target=None, by=None)
    verdict = audit_verify()
    assert fault(verdict) == (5, "head")


def test_store_taken_back_is_found_with_what_was_remembered_outside():
    some_rows(4)
    old = copy_of_head()
    some_rows(2)
    verdict = audit_verify()
    witness = Witness(verdict.rows, verdict.last)
    with tampering():
        Reason.objects.filter(entry__number__gt=4).delete()
        row(5).delete()
        row(6).delete()
        Head.objects.filter(pk=1).update(**old)
    assert audit_verify().ok  # in itself the store holds
    assert fault(audit_verify(witness=witness)) == (5, "removed")
    some_rows(2)  # and it doesn't help to write on
    assert fault(audit_verify(witness=witness)) == (6, "altered")


def test_emptied_store_is_found_with_what_was_remembered_outside():
    some_rows(4)
    verdict = audit_verify()
    with tampering():
        for model in (Reason, Entry, Head):
            model.objects.all()._raw_delete(connection.alias)
    witness = Witness(verdict.rows, verdict.last)
    assert fault(audit_verify(witness=witness)) == (1, "removed")


def test_other_key_is_told_from_tampering(settings):
    some_rows()
    settings.AUDIT_KEY = b"another"
    assert audit_verify().fault.what == "key"


def test_altered_reason_is_found():
    some_rows()
    Reason.objects.filter(entry__number=2).update(text="because of something else")
    assert fault(audit_verify()) == (2, "altered")


def test_reason_given_to_a_row_without_one_is_found():
    some_rows()
    Reason.objects.create(entry=row(3).get(), text="because", salt="")
    assert fault(audit_verify()) == (3, "inserted")


def test_removed_reason_is_found():
    some_rows()
    Reason.objects.filter(entry__number=2).delete()
    assert fault(audit_verify()) == (2, "removed")


def test_reason_removed_when_its_time_is_up_leaves_the_log_whole():
    some_rows()
    assert audit_erase_reasons(by=None, before=timezone.now() + timedelta(days=1)) == 2
    assert not Reason.objects.exists()
    verdict = audit_verify()
    assert verdict.ok
    assert verdict.rows == 7
    assert "because" not in str(list(Entry.objects.values()))


def test_reasons_about_one_case_can_be_removed():
    some_rows()
    assert audit_erase_reasons(by=None, about="H-2") == 1
    assert list(Reason.objects.values_list("text", flat=True)) == ["because of 6"]
    assert audit_verify().ok


def test_reasons_are_never_all_removed_by_default():
    with pytest.raises(ValueError, match="which reasons"):
        audit_erase_reasons(by=None)


def test_emptied_log_says_so():
    some_rows()
    audit_empty()
    first = Entry.objects.get()
    assert first.event == "audit.restart"
    assert json.loads(first.after)["rows"] == 6
    assert audit_verify().rows == 1


def test_end_of_the_log_is_quickly_checked():
    some_rows(8)
    assert audit_verify_end(rows=3).ok
    with tampering():
        row(2).update(event="x.y")
    assert audit_verify_end(rows=3).ok  # no promise about those before
    with tampering():
        row(7).update(event="x.y")
    assert audit_verify_end(rows=3).fault.number == 7


def test_sealing_takes_many_rows_at_once(django_assert_max_num_queries):
    for _ in range(30):
        audit_record(event="case.note", target=None, by=None)
    with django_assert_max_num_queries(45):
        assert audit_seal() == 30


def test_command_says_that_the_log_holds(capsys):
    some_rows()
    assert main(["audit", "verify"]) == 0
    assert "The log holds: 6 rows." in capsys.readouterr().out
    assert oct(witness_path().stat().st_mode)[-3:] == "600"


def test_command_names_the_first_row_that_does_not_hold(capsys):
    some_rows()
    with tampering():
        row(4).update(actor=99)
    key = row(4).get().pk
    assert main(["audit", "verify"]) == 1
    assert "Row 4 was altered" in capsys.readouterr().out
    assert main(["audit", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "ok": False,
        "rows": 3,
        "first_fault": {"number": 4, "id": key, "what": "altered"},
    }


def test_command_remembers_how_far_the_log_held(capsys):
    some_rows(4)
    old = copy_of_head()
    some_rows(2)
    assert main(["audit", "verify", "--json"]) == 0
    with tampering():
        Reason.objects.filter(entry__number__gt=4).delete()
        row(5).delete()
        row(6).delete()
        Head.objects.filter(pk=1).update(**old)
    capsys.readouterr()
    assert main(["audit", "verify"]) == 1
    said = capsys.readouterr().out
    assert "Row 5 was removed" in said
    assert "older copy" in said
