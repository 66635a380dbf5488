"""Rows are sealed once, in one chain, whoever writes at the same time and whoever is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from heard.audit.models import Entry, Head, Reason
from heard.audit.services import (
    Deed,
    audit_look,
    audit_record,
    audit_record_many,
    audit_verify,
    recording,
)

WRITERS, EACH = 6, 15


def write(count, failures, together):
    try:
        together.wait(timeout=30)
        for number in range(count):
            with transaction.atomic():
                audit_record(event="case.note", target=None, by=None, after={"n": number})
            if number % 5 == 0:
                audit_look(event="case.read", target=None, by=None)
    except Exception as error:  # noqa: BLE001 - told by the test
        failures.append(error)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_people_who_write_at_once_make_one_chain():
    if connection.vendor == "sqlite":
        pytest.skip("A store in memory can't be written by several; the test below uses a file.")
    failures, together = [], threading.Barrier(WRITERS)
    threads = [
        threading.Thread(target=write, args=(EACH, failures, together)) for _ in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    rows = WRITERS * (EACH + 3)
    assert not Entry.objects.filter(number=None).exists()
    verdict = audit_verify()
    assert (verdict.fault, verdict.rows) == (None, rows)


WRITE = """
import sys
from heard.cli import set_up_django
set_up_django()
from django.db import transaction
from heard.audit.services import audit_record
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[1])):
    with transaction.atomic():
        audit_record(event="case.note", target=None, by=None, after={"n": number})
    print(number, flush=True)
"""


def test_processes_of_which_one_is_killed_make_one_chain(tmp_path):
    """On a file, as SQLite is used in earnest."""
    environ = os.environ | {"HEARD_HOME": str(tmp_path), "HEARD_AUDIT_KEY": "the key"}
    environ.pop("HEARD_DATABASE_URL", None)
    environ["DJANGO_SETTINGS_MODULE"] = "heard.settings"
    heard = [sys.executable, "-m", "heard"]
    subprocess.run([*heard, "audit", "list"], check=True, env=environ)  # makes the store
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(count)],
            env=environ,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for count in (40, 40, 10_000)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    endless = writers[-1]
    told = [endless.stdout.readline() for _ in range(20)]
    endless.kill()
    told += endless.stdout.readlines()
    assert [writer.wait(timeout=60) for writer in writers[:2]] == [0, 0]
    endless.wait(timeout=60)
    found = subprocess.run(
        [*heard, "audit", "verify", "--json"], check=False, capture_output=True, env=environ
    )
    verdict = json.loads(found.stdout)
    assert verdict["ok"], verdict
    acknowledged = 1 + 80 + len(told)
    assert verdict["rows"] in {acknowledged, acknowledged + 1}  # one may be done but not yet told
    for writer in writers:
        writer.stdin.close()
        writer.stdout.close()


@pytest.mark.django_db(transaction=True)
def test_row_is_sealed_when_its_transaction_is_over():
    with transaction.atomic():
        made = audit_record(event="case.note", target=None, by=None, reason="because")
        made.refresh_from_db()
        assert made.number is None
    made.refresh_from_db()
    assert made.number == 1
    assert Head.objects.get().digest == made.digest


@pytest.mark.django_db(transaction=True)
def test_row_of_a_change_that_failed_is_not_there():
    audit_record(event="case.note", target=None, by=None)
    with transaction.atomic():
        audit_record(event="case.note", target=None, by=None, reason="because")
        transaction.set_rollback(True)
    audit_record(event="case.note", target=None, by=None)
    assert list(Entry.objects.values_list("number", flat=True)) == [1, 2]
    assert not Reason.objects.exists()
    assert audit_verify().ok


@pytest.mark.django_db(transaction=True)
def test_row_that_a_killed_process_left_is_sealed_by_the_next(monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr(recording, "audit_seal", lambda: 0)
        audit_record(event="case.note", target=None, by=None)
    left = Entry.objects.get()
    assert left.number is None
    audit_record(event="case.note", target=None, by=None)
    left.refresh_from_db()
    assert left.number == 1
    assert audit_verify().rows == 2


@pytest.mark.django_db(transaction=True)
def test_sealing_that_fails_does_not_undo_what_was_done(monkeypatch, caplog):
    def fail():
        raise DatabaseError("database is locked")

    with monkeypatch.context() as locked:
        locked.setattr(recording, "audit_seal", fail)
        audit_record(event="case.note", target=None, by=None)
    assert Entry.objects.count() == 1
    assert "database is locked" in caplog.text
    assert audit_verify().rows == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET event = 'x'", "DELETE FROM audit_entry"]
)
@pytest.mark.parametrize("sealed", [True, False])
def test_database_refuses_to_change_or_remove_rows(statement, sealed):
    audit_record(event="case.note", target=None, by=None)
    if sealed:
        assert audit_verify().rows == 1
    refused = pytest.raises(DatabaseError, match="only ever added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["number", "digest", "previous"])
def test_database_refuses_to_move_a_sealed_row(column):
    audit_record(event="case.note", target=None, by=None)
    audit_verify()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Entry.objects.update(**{column: "7"})


@pytest.mark.django_db
def test_database_refuses_a_row_that_brings_its_place():
    values = {"at": timezone.now(), "event": "x.y", "nonce": "1", "mark": "2"}
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Entry.objects.create(number=5, **values)


@pytest.mark.django_db
def test_writing_costs_a_query_and_a_reason_one_more(django_assert_num_queries):
    with transaction.atomic():
        with django_assert_num_queries(1):
            audit_record(event="case.note", target=None, by=None)
        with django_assert_num_queries(2):
            audit_record(event="case.note", target=None, by=None, reason="because")
        with django_assert_num_queries(2):
            audit_record_many(deeds=[Deed(event="case.note", reason="because")] * 40)
