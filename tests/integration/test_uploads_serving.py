from __future__ import annotations

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.files import letter, photo

from heard.accounts.models import User
from heard.errors import NotFoundError
from heard.uploads.services import upload_remove, upload_store
from heard.uploads.serving import SECONDS, file_link, file_response, image_response

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document():
    return upload_store(file=SimpleUploadedFile("Brief – Küche.pdf", letter()), by=None)


@pytest.fixture
def picture():
    return upload_store(file=SimpleUploadedFile("damp.jpg", photo(1000, 800)), by=None)


def read(response):
    """Its bytes, with the file closed. `close` would end the test's connection to the store too."""
    data = b"".join(response.streaming_content)
    for closer in response._resource_closers:
        closer()
    return data


def assert_alone(response):
    """The answer can be no part of a page, runs nothing and stays nowhere."""
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]


def test_document_comes_as_a_download_by_its_signed_address(client, document):
    response = client.get(file_link(document))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    told = response["Content-Disposition"]
    assert told == "attachment; filename*=utf-8''Brief%20%E2%80%93%20K%C3%BCche.pdf"
    assert read(response).startswith(b"%PDF-")
    assert int(response["Content-Length"]) == document.size
    assert_alone(response)


def test_address_of_a_file_knows_no_session_and_sets_no_cookie(client, document):
    client.force_login(User.objects.create_user("anna"))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(file_link(document))
    assert response.status_code == 200
    read(response)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert len(queries) == 1
    assert "django_session" not in queries[0]["sql"]
    assert "accounts_user" not in queries[0]["sql"]


def test_address_runs_out_after_a_minute(client, document, monkeypatch):
    link = file_link(document)
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + SECONDS + 1)
    response = client.get(link)
    assert response.status_code == 410
    assert "run out" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.split(":")[0]])
def test_address_that_was_changed_gives_nothing(client, document, change):
    token = file_link(document).rsplit("/", 1)[1]
    assert client.get(reverse("files:download", args=[change(token)])).status_code == 410


def test_address_signed_for_something_else_gives_nothing(client, document):
    token = signing.TimestampSigner(salt="another").sign(document.public_id.hex)
    assert client.get(reverse("files:download", args=[token])).status_code == 410
    token = signing.TimestampSigner(salt="heard.uploads.file").sign("no uuid")
    assert client.get(reverse("files:download", args=[token])).status_code == 410


def test_removed_file_is_gone(client, document, django_capture_on_commit_callbacks):
    link = file_link(document)
    with django_capture_on_commit_callbacks(execute=True):
        removed = upload_remove(stored=document, by=None, reason="asked to")
    assert client.get(link).status_code == 410
    with pytest.raises(NotFoundError):
        file_response(removed, inline=False)


def test_file_is_only_read(client, document):
    assert client.post(file_link(document)).status_code == 405
    head = client.head(file_link(document))
    assert head.status_code == 200
    read(head)


def test_picture_comes_inline_whole_or_small(picture):
    whole, small = image_response(picture), image_response(picture, small=True)
    assert whole["Content-Disposition"] == 'inline; filename="damp.jpg"'
    assert int(whole["Content-Length"]) > int(small["Content-Length"])
    assert whole["Content-Type"] == small["Content-Type"] == "image/jpeg"
    for response in (whole, small):
        assert_alone(response)
        read(response)


def test_document_never_comes_inline(document):
    with pytest.raises(NotFoundError):
        image_response(document)
    response = file_response(document, inline=True)
    assert response["Content-Disposition"].startswith("attachment")
    read(response)


def test_host_of_files_gives_files_and_nothing_else(client, document, settings):
    settings.FILES_URL = "https://files.example.org"
    settings.ALLOWED_HOSTS = ["testserver", "files.example.org"]
    link = file_link(document)
    assert link.startswith("https://files.example.org/files/")
    path = link.removeprefix("https://files.example.org")
    response = client.get(path, headers={"host": "files.example.org"})
    assert response.status_code == 200
    read(response)
    assert client.get(path).status_code == 404
    for other in ("/", reverse("landlords:list"), "/static/heard/heard.css"):
        response = client.get(other, headers={"host": "files.example.org"})
        assert response.status_code == 404
        assert not response.cookies
    assert client.get("/").status_code == 200
