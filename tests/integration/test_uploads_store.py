from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image
from tests.factories.files import PLACE, letter, photo, png_bomb

from heard.accounts.models import User
from heard.uploads import services
from heard.uploads.keeping import bytes_open, bytes_write
from heard.uploads.models import StoredFile, VirusCheck
from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.services import UploadError, upload_remove, upload_store, upload_sweep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def sent(data, name="damp.jpg", claimed="image/jpeg"):
    return SimpleUploadedFile(name, data, content_type=claimed)


def on_disk(media):
    return [path for path in media.rglob("*") if path.is_file()]


def test_photo_is_kept_as_heard_drew_it_and_nothing_of_the_original(media):
    anna = User.objects.create_user("anna")
    stored = upload_store(file=sent(photo(4000, 3000)), by=anna)
    assert (stored.kind, stored.media_type) == ("image", "image/jpeg")
    assert (stored.width, stored.height, stored.pages) == (2560, 1920, None)
    assert (stored.original_name, stored.uploaded_by) == ("damp.jpg", anna)
    assert stored.virus_check == VirusCheck.UNCHECKED
    with bytes_open(stored.path) as file:
        assert len(file.read()) == stored.size
    with bytes_open(stored.path, small=True) as file:
        assert max(Image.open(file).size) == 480
    files = on_disk(media)
    assert len(files) == 2
    assert all(PLACE not in path.read_bytes() for path in files)


def test_files_are_readable_by_heard_alone_under_names_that_say_nothing(media):
    stored = upload_store(file=sent(photo()), by=None)
    for path in on_disk(media):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert "damp" not in path.name
        assert path.suffix == ""
    other = upload_store(file=sent(photo()), by=None)
    assert other.path != stored.path


def test_name_and_claimed_type_count_for_nothing():
    stored = upload_store(file=sent(letter(), "cat.png", "image/png"), by=None)
    assert (stored.kind, stored.media_type, stored.pages) == ("pdf", "application/pdf", 1)
    assert stored.original_name == "cat.pdf"


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"<html><script>alert(1)</script>", "damp.jpg", Refusal.KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "damp.svg", Refusal.KIND),
        (photo()[:3000], "damp.jpg", Refusal.DAMAGED),
        (png_bomb(), "damp.png", Refusal.TOO_MANY_PIXELS),
        (b"", "damp.jpg", Refusal.EMPTY),
        (b"\xff\xd8\xff" + bytes(10 * 1024 * 1024), "damp.jpg", Refusal.TOO_BIG),
    ],
    ids=["html", "svg", "cut short", "bomb", "empty", "big"],
)
def test_refused_file_leaves_nothing(media, data, name, refusal):
    with pytest.raises(UploadError) as caught:
        upload_store(file=sent(data, name), by=None)
    assert caught.value.refusal is refusal
    assert str(caught.value).endswith(".")
    assert not on_disk(media)
    assert not StoredFile.objects.exists()


def test_page_that_takes_pictures_alone_refuses_a_pdf():
    with pytest.raises(UploadError) as caught:
        upload_store(file=sent(letter()), by=None, allowed=["image"])
    assert caught.value.refusal is Refusal.NOT_WANTED


def test_store_that_fails_keeps_no_bytes(media, monkeypatch):
    def fail(**_values):
        raise IntegrityError

    monkeypatch.setattr(StoredFile.objects, "create", fail)
    with pytest.raises(IntegrityError):
        upload_store(file=sent(photo()), by=None)
    assert not on_disk(media)


def test_disk_that_is_full_leaves_no_half_a_file(media, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        upload_store(file=sent(photo()), by=None)
    assert not on_disk(media)
    assert not StoredFile.objects.exists()


def test_checked_file_says_so(settings, monkeypatch):
    asked = []
    settings.CLAMAV = "127.0.0.1:3310"
    monkeypatch.setattr(
        services, "virus_check", lambda data, address: asked.append((data, address))
    )
    assert upload_store(file=sent(photo()), by=None).virus_check == VirusCheck.CLEAN
    assert asked == [(photo(), "127.0.0.1:3310")]  # the file as it was sent


@pytest.mark.parametrize("refusal", [Refusal.VIRUS, Refusal.UNCHECKED])
def test_file_that_is_not_found_clean_is_not_opened_or_kept(media, settings, monkeypatch, refusal):
    def refuse(_data, address):
        raise RefusedError(refusal)

    settings.CLAMAV = "127.0.0.1:3310"
    monkeypatch.setattr(services, "virus_check", refuse)
    monkeypatch.setattr(services, "check_apart", lambda *_: pytest.fail("opened"))
    with pytest.raises(UploadError) as caught:
        upload_store(file=sent(photo()), by=None)
    assert caught.value.refusal is refusal
    assert not on_disk(media)


def test_removal_deletes_bytes_and_keeps_facts(media, django_capture_on_commit_callbacks):
    anna = User.objects.create_user("anna")
    stored = upload_store(file=sent(photo()), by=anna)
    with django_capture_on_commit_callbacks(execute=True):
        removed = upload_remove(stored=stored, by=anna, reason="asked to")
    assert not on_disk(media)
    again = StoredFile.objects.get(pk=stored.pk)
    assert (again.path, again.sha256, again.original_name, again.uploaded_by) == ("", "", "", None)
    assert (again.size, again.width, again.removed_because) == (stored.size, 640, "asked to")
    assert upload_remove(stored=stored, by=None, reason="twice").removed_at == removed.removed_at


def test_removal_that_is_rolled_back_keeps_the_bytes(media):
    stored = upload_store(file=sent(photo()), by=None)
    with transaction.atomic():
        upload_remove(stored=stored, by=None, reason="x")
        transaction.set_rollback(True)
    assert len(on_disk(media)) == 2


def test_sweep_takes_only_what_no_row_knows_and_is_old(media):
    kept = upload_store(file=sent(photo()), by=None)
    orphan = bytes_write(b"x", b"y")
    half = media / "files" / kept.path[:2] / ("0" * 32 + ".part")
    half.write_bytes(b"half")
    assert upload_sweep() == 0  # being written just now, perhaps
    assert upload_sweep(youngest=timedelta(seconds=-1)) == 3
    assert {path.name.removesuffix("-small") for path in on_disk(media)} == {kept.path[3:]}
    assert orphan != kept.path


KILLED = """
import django
django.setup()
from heard.uploads import keeping, services
from heard.uploads.checked import Checked

def never(*_args, **_values):
    print("written", flush=True)
    import time
    time.sleep(60)

services.StoredFile.objects.create = never
services._kept(Checked("image", "image/jpeg", b"bytes" * 1000, b"small", 1, 1), name="x", by=None)
"""


def test_server_killed_between_bytes_and_row_leaves_what_the_next_start_sweeps(tmp_path, settings):
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "HEARD_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "heard.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    settings.MEDIA_ROOT = tmp_path / "media"
    assert len(on_disk(tmp_path / "media")) == 2
    assert upload_sweep(youngest=timedelta(0)) == 2
    assert not on_disk(tmp_path / "media")


def test_row_is_either_whole_or_removed():
    stored = upload_store(file=sent(photo()), by=None)
    for wrong in ({"path": ""}, {"removed_at": stored.uploaded_at}, {"width": None}, {"pages": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(**wrong)
