from __future__ import annotations

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from tests.factories.files import photo

from heard.uploads.receiving import BoundedUploadHandler

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("error"),
]


@pytest.fixture(autouse=True)
def trial():
    with override_settings(ROOT_URLCONF="tests.integration.trial_urls"):
        yield


def send(client, *sizes, path="/trial/", what="damp in the hall"):
    files = [SimpleUploadedFile(f"{n}.jpg", bytes(size)) for n, size in enumerate(sizes)]
    return client.post(path, {"what": what, "files": files})


def test_files_within_the_limits_arrive_whole(client):
    told = send(client, 100_000, 20, 70_000).json()
    assert told["valid"], told
    assert told["files"] == [
        ["0.jpg", 100_000, 100_000],
        ["1.jpg", 20, 20],
        ["2.jpg", 70_000, 70_000],
    ]


def test_no_files_are_no_fault(client):
    assert send(client).json()["valid"]


def test_files_that_are_too_much_together_come_back_as_an_error_beside_what_was_typed(client):
    told = send(client, 100_000, 100_000, 100_000).json()
    assert told["what"] == "damp in the hall"
    assert told["errors"]["files"][0]["code"] == "together"


def test_too_many_files_come_back_as_an_error(client):
    told = send(client, *[10] * 11).json()
    assert told["errors"]["files"][0]["code"] == "many"
    assert told["what"] == "damp in the hall"


def test_one_big_file_is_named(client, monkeypatch):
    monkeypatch.setattr("heard.uploads.forms.MOST_BYTES", 100_000)
    told = send(client, 10, 150_000).json()
    assert told["errors"]["files"][0]["code"] == "big"
    assert "1.jpg" in told["errors"]["files"][0]["message"]


def test_big_file_is_dropped_while_it_is_read(client, monkeypatch):
    held = []
    real = tempfile.SpooledTemporaryFile

    class Watched(real):
        def write(self, data):
            held.append(len(data))
            return super().write(data)

    monkeypatch.setattr("heard.uploads.receiving.tempfile.SpooledTemporaryFile", Watched)
    send(client, 2_000_000)
    assert sum(held) <= 100_000


def test_request_that_is_far_too_long_is_not_read_at_all(client, monkeypatch):
    monkeypatch.setattr(BoundedUploadHandler, "new_file", lambda *a, **k: pytest.fail("was read"))
    response = send(client, 5_000_000)
    assert response.status_code == 413
    page = response.content.decode()
    assert "Send fewer photos" in page
    assert "<h1" in page


def test_page_that_takes_no_files_keeps_none(client):
    told = send(client, 10, path="/fileless/").json()
    assert told["what"] == "damp in the hall"
    assert not told["files"]
    assert told["errors"]["files"][0]["code"] == "together"


def test_absurdly_many_files_get_a_page(client):
    response = send(client, *[1] * 60)
    assert response.status_code == 413
    assert "too much" in response.content.decode()


def test_more_text_than_a_form_has_gets_a_page(client):
    response = client.post("/trial/", {"what": "x" * 2_500_000})
    assert response.status_code == 413


def test_broken_form_gets_a_page(client):
    response = client.post(
        "/trial/", b"--x\r\nnonsense", content_type="multipart/form-data; boundary="
    )
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("length", ["-1", "many", "", "9" * 30])
def test_length_that_makes_no_sense_is_no_fault_of_ours(length):
    response = Client().generic(
        "POST",
        "/trial/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=length,
    )
    assert response.status_code in {200, 400, 413}


def test_view_keeps_its_marks_through_every_guard():
    from tests.integration.trial_urls import trial_view

    assert trial_view.receives.each == 100_000
    assert trial_view.login_required is False


def test_photo_goes_all_the_way(client, settings, tmp_path):
    told = client.post(
        "/trial/", {"what": "x", "files": SimpleUploadedFile("a.jpg", photo())}
    ).json()
    assert told["files"] == [["a.jpg", len(photo()), len(photo())]]
