"""A folder of reviews with something wrong: every fault told at once, and nothing written."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from tests.factories.files import letter, photo
from tests.factories.landlords import LandlordFactory
from tests.factories.practices import published
from tests.factories.reviews import answer_seats, bring, make_review, make_session, subject_of

from heard.audit.models import Entry
from heard.audit.services import recording
from heard.cli import main
from heard.errors import BadInputError
from heard.exchange import ExchangeError, exchange_export, exchange_import, taking
from heard.landlords.models import Landlord, LandlordCode
from heard.practices.models import Practice
from heard.reviews.models import Criterion, Evidence, Framework, Review, Score
from heard.uploads.keeping import files_folder
from heard.uploads.models import StoredFile
from heard.uploads.services import upload_remove, upload_store

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small review with files and a practice, written out; its store is gone."""
    folder = tmp_path_factory.mktemp("exchange") / "out"
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        landlords = [LandlordFactory(name="Ålder Homes", slug="alder"), LandlordFactory()]
        LandlordCode.objects.create(landlord=landlords[0], code="L0001")
        review = make_review(landlords=landlords)
        subject = subject_of(review, landlords[0])
        for name, data in (("lift.jpg", photo()), ("letter.pdf", letter())):
            stored = upload_store(file=SimpleUploadedFile(name, data), by=None)
            bring(subject, file=stored, title=f"“{name}”\u2028wörds")
        upload_remove(stored=stored, by=None, reason="It showed a child.")
        answer_seats(make_session(subject, seats=2))
        published(landlords[1])
        exchange_export(folder=folder, by=None)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def folder(written, tmp_path, settings):
    """A copy of it that a test may spoil, beside an empty installation."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return shutil.copytree(written, tmp_path / "in")


def nothing_is_here():
    models = (Landlord, Framework, Review, Practice, StoredFile, Entry)
    there = [model.__name__ for model in models if model.objects.exists()]
    return not there and not list(files_folder().glob("??/*"))


def rows_of(folder, name):
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


def write(folder, name, rows):
    (folder / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def change(folder, name, row=0, **changed):
    rows = rows_of(folder, name)
    rows[row] |= changed
    write(folder, name, rows)


def faults_of(folder):
    with pytest.raises(BadInputError) as caught:
        exchange_import(folder=folder, by=None)
    return {(one.file, one.place): one.problem for one in caught.value.faults}


def test_small_review_comes_back_the_same_with_its_photos(folder, tmp_path):
    taken = exchange_import(folder=folder, by=None)
    again = tmp_path / "again"
    exchange_export(folder=again, by=None)
    for path in folder.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes(), path
    assert len(list((again / "files").iterdir())) == 1
    assert StoredFile.objects.get(kind="pdf").removed_because == "It showed a child."
    assert {path.name[-6:] == "-small" for path in files_folder().glob("??/*")} == {True, False}
    for path in (again, again / "reviews.jsonl"):
        assert path.stat().st_mode & 0o077 == 0
    events = list(Entry.objects.order_by("pk").values_list("event", flat=True))
    assert events == [
        "framework.import",
        "review.import",
        "practice.import",
        "exchange.import",
        "exchange.export",
    ]
    assert Evidence.objects.filter(by=None, file__uploaded_by=None).count() == 2
    assert exchange_import(folder=folder, by=None).there == taken.new


def test_all_faults_are_told_at_once_and_nothing_is_written(folder):
    (folder / "review-moves.jsonl").write_bytes(b'{"key": \n\xff\n["list"]\n')
    rows = rows_of(folder, "review-landlords.jsonl")
    del rows[0]["left_on"]
    rows[1]["colour"] = "red"
    write(folder, "review-landlords.jsonl", rows)
    change(folder, "practices.jsonl", landlord="nobody")
    change(folder, "reviews.jsonl", period_from="April", stage="over", framework="none@1")
    change(folder, "review-sessions.jsonl", at="2026-04-30T09:15:00", title="x" * 151)
    change(folder, "landlord-codes.jsonl", code="L1")
    change(folder, "review-scores.jsonl", level="3", criterion=None)
    seats = (folder / "review-seats.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "review-seats.jsonl").write_bytes(seats[0] * 2)
    kept, removed = rows_of(folder, "files.jsonl")
    lost = kept | {"public_id": "8c1f0d3a-2b7e-4e55-9a43-0f6d1c2b3a49", "sha256": "0" * 64}
    write(folder, "files.jsonl", [kept, removed, lost])
    (photo_kept,) = (folder / "files").iterdir()
    photo_kept.write_bytes(letter())
    whole = rows_of(folder, "review-evidence.jsonl")
    write(folder, "review-evidence.jsonl", whole[:1])
    (yaml,) = (folder / "frameworks").iterdir()
    yaml.write_text(yaml.read_text().replace("evidence:", "proof:"))
    found = faults_of(folder)
    assert nothing_is_here()
    expected = {
        ("review-moves.jsonl", "line 1"): "It isn’t JSON, from sign 9 on.",
        ("review-moves.jsonl", "line 2"): "It isn’t UTF-8.",
        ("review-moves.jsonl", "line 3"): "It isn’t a JSON object.",
        ("review-landlords.jsonl", "line 1, “left_on”"): "It is missing.",
        ("review-landlords.jsonl", "line 2, “colour”"): "It isn’t known here.",
        ("practices.jsonl", "line 1, “landlord”"): "“nobody” isn’t in landlords.jsonl.",
        ("reviews.jsonl", "line 1, “period_from”"): "“April” can’t be read.",
        ("reviews.jsonl", "line 1, “stage”"): "“over” isn’t known.",
        ("reviews.jsonl", "line 1, “framework”"): "“none@1” isn’t in frameworks.jsonl.",
        ("review-sessions.jsonl", "line 1, “at”"): "Its time zone is missing.",
        ("review-scores.jsonl", "line 1, “level”"): "It isn’t a whole number.",
        ("review-scores.jsonl", "line 1, “criterion”"): "It names no row.",
        (f"files/{photo_kept.name}", ""): (
            "The file isn’t the one that was written: its bytes differ."
        ),
        (f"files/{'0' * 64}", ""): "The file is missing or can’t be read.",
        ("review-evidence.jsonl", ""): "It has 1 rows; 2 were written.",
        ("review-seats.jsonl", "line 2"): f"“{json.loads(seats[0])['key']}” is there twice.",
    }
    assert expected.items() <= found.items()
    assert any(file.startswith("frameworks/") for file, _place in found)
    assert not [problem for problem in found.values() if "isn’t in frameworks/" in problem]
    assert found["landlord-codes.jsonl", "line 1, “code”"].startswith("A regulator's code")
    assert "most 150" in found["review-sessions.jsonl", "line 1, “title”"]


def test_other_folders_and_later_formats_are_refused(folder, tmp_path):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"version": 2}))
    with pytest.raises(ExchangeError, match="in version 2 of the format"):
        exchange_import(folder=folder, by=None)
    for told in ("[]", "{", json.dumps(manifest | {"rows": 1}), "[" * 100_000):
        (folder / "manifest.json").write_text(told)
        with pytest.raises(ExchangeError, match="isn’t a folder"):
            exchange_import(folder=folder, by=None)
    with pytest.raises(ExchangeError, match="isn’t a folder"):
        exchange_import(folder=tmp_path / "nowhere", by=None)
    assert nothing_is_here()


def test_nothing_outside_the_folder_is_read(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("{}")
    (folder / "practices.jsonl").unlink()
    (folder / "practices.jsonl").symlink_to(secret)
    (folder / "reviews.jsonl").unlink()
    os.mkfifo(folder / "reviews.jsonl")
    (folder / "files" / "..pdf").write_bytes(b"")
    (folder / "frameworks" / "big@1.yaml").write_bytes(b"x" * 300_001)
    (folder / "files" / ("0" * 64)).symlink_to(secret)
    (folder / "notes.txt").write_text("mine")
    found = faults_of(folder)
    assert sorted(file for file, _place in found) == [
        "files/..pdf",
        "files/" + "0" * 64,
        "frameworks/big@1.yaml",
        "notes.txt",
        "practices.jsonl",
        "reviews.jsonl",
    ]


def test_name_of_a_file_cannot_lead_elsewhere(folder):
    kept, removed = rows_of(folder, "files.jsonl")
    out = kept | {"public_id": "8c1f0d3a-2b7e-4e55-9a43-0f6d1c2b3a49", "sha256": "../manifest.json"}
    kept |= {"original_name": "../lift.jpg", "media_type": "image/png"}
    write(folder, "files.jsonl", [kept, removed, out])
    found = faults_of(folder)
    assert found["files.jsonl", "line 3, “sha256”"] == "It is no SHA-256."
    assert found["files.jsonl", "line 1, “original_name”"] == "A file can’t be called so."
    assert "It isn’t the photo or PDF" in found[f"files/{kept['sha256']}", ""]
    assert nothing_is_here()


def test_rules_of_the_store_have_the_last_word(folder):
    rows = rows_of(folder, "review-scores.jsonl")
    for at in (1, 4):
        rows[at]["level"] = None
    write(folder, "review-scores.jsonl", rows)
    found = faults_of(folder)
    assert set(found) == {("review-scores.jsonl", "line 2"), ("review-scores.jsonl", "line 5")}
    assert "score has a level if scored" in found["review-scores.jsonl", "line 2"]
    assert nothing_is_here()


def test_import_that_is_cut_short_or_tried_leaves_nothing(folder, monkeypatch):
    assert exchange_import(folder=folder, by=None, trial=True).new > 25
    assert nothing_is_here()

    def stop(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(taking, "_log", stop)
    with pytest.raises(KeyboardInterrupt):
        exchange_import(folder=folder, by=None)
    assert nothing_is_here()


def test_what_is_here_already_is_never_changed(folder):
    exchange_import(folder=folder, by=None)
    landlord = Landlord.objects.get(slug="alder")
    Landlord.objects.filter(pk=landlord.pk).update(name="Alder Today")
    exchange_import(folder=folder, by=None)
    assert Landlord.objects.get(slug="alder").name == "Alder Today"

    before = list(Score.objects.order_by("pk").values())
    Review.objects.update(title="Another title")
    Criterion.objects.filter(code="1").update(name="Another name")
    landlord.codes.update(code="L0002")
    found = faults_of(folder)
    assert {file: problem for (file, _place), problem in found.items()} == {
        "reviews.jsonl": f"“{Review.objects.get()}” is here already, and differs in: title.",
        f"frameworks/{Framework.objects.get().slug}@1.yaml": (
            "A framework of this code and version is here, and says something else."
        ),
        "landlord-codes.jsonl": "“alder” has other codes here: L0002.",
    }
    LandlordCode.objects.create(landlord=LandlordFactory(slug="beech"), code="L0001")
    assert "L0001 is the code of “beech” here, not of “alder”." in faults_of(folder).values()
    assert list(Score.objects.order_by("pk").values()) == before


def test_reference_that_another_record_has_is_refused(folder):
    exchange_import(folder=folder, by=None)
    review = rows_of(folder, "reviews.jsonl")[0]
    other = review | {"key": "8c1f0d3a-2b7e-4e55-9a43-0f6d1c2b3a49"}
    write(folder, "reviews.jsonl", [review, other])
    found = faults_of(folder)
    assert set(found) == {("reviews.jsonl", "line 2")}
    assert "reference" in found["reviews.jsonl", "line 2"].lower()
    assert Review.objects.count() == 1


def test_export_takes_no_place_but_its_own(folder, tmp_path, capsys):
    here = tmp_path / "here"
    here.mkdir()
    assert main(["reviews", "export", str(here)]) == 0  # an empty folder will do
    assert "PRIVATE" in capsys.readouterr().err
    assert main(["reviews", "export", str(here)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["reviews", "export", str(here), "--replace"]) == 0
    (here / "notes.txt").write_text("mine")
    assert main(["reviews", "export", str(here), "--replace"]) == 1
    assert "something else" in capsys.readouterr().err
    assert (here / "notes.txt").exists()
    (tmp_path / "link").symlink_to(here)
    assert main(["reviews", "export", str(tmp_path / "link")]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "in", "link"]
    assert main(["reviews", "import", str(folder), "--dry-run"]) == 0
    assert "rows would come in; 0 are here already." in capsys.readouterr().out


def test_export_says_which_file_was_lost_and_leaves_nothing_behind(folder, tmp_path):
    exchange_import(folder=folder, by=None)
    stored = StoredFile.objects.filter(removed_at=None).first()
    (files_folder() / stored.path).write_bytes(b"other")
    with pytest.raises(ExchangeError, match=str(stored.public_id)):
        exchange_export(folder=tmp_path / "out", by=None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "media"]


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_stays_whatever_happens_next(folder, tmp_path, monkeypatch):
    def sealing_is_cut_short():
        raise KeyboardInterrupt

    monkeypatch.setattr(recording, "audit_seal", sealing_is_cut_short)
    with pytest.raises(KeyboardInterrupt):
        exchange_import(folder=folder, by=None)
    monkeypatch.undo()
    exchange_export(folder=tmp_path / "again", by=None)  # in a transaction of its own
    assert (tmp_path / "again" / "files.jsonl").read_bytes() == (
        folder / "files.jsonl"
    ).read_bytes()
