from __future__ import annotations

import logging

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.workbooks import build_workbook, cell_of

from heard.landlords.models import Landlord
from heard.measures.models import ImportJob, ImportState, Result, Workbook
from heard.measures.services import jobs
from heard.measures.services.jobs import import_run, import_task

pytestmark = pytest.mark.django_db
CREATE = "measures:import-create"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def book(tmp_path):
    def write(name="tsm.xlsx", **layout):
        return build_workbook(tmp_path / name, **layout)

    return write


@pytest.fixture
def upload(admin_client, django_capture_on_commit_callbacks):
    """Upload files and let the task run, as it does once the upload is safely stored."""

    def upload(*paths, client=admin_client):
        files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(CREATE), {"files": files})

    return upload


def kept_files(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def wrong(heading, value):
    return lambda book: setattr(cell_of(book, "LCRA_Perception", heading, "4801"), "value", value)


def test_upload_is_imported_and_reported(upload, admin_client, admin_user, book, settings):
    response = upload(book(), book("next.xlsx", year="2024-25"))
    job = ImportJob.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("measures:import", args=[job.pk])
    assert (job.state, job.created_by, job.finished) == (ImportState.DONE, admin_user, True)
    assert [report["year"] for report in job.report] == ["2023-24", "2024-25"]
    assert set(Workbook.objects.values_list("imported_by", flat=True)) == {admin_user.pk}
    assert kept_files(settings) == []
    text = admin_client.get(response.headers["Location"]).content.decode()
    assert "Imported" in text
    assert "tsm.xlsx" in text
    assert "3 landlords, as the coverage sheet says" in text
    assert "hx-get" not in text


def test_the_list_shows_uploads_and_workbooks(upload, admin_client, book):
    upload(book())
    text = admin_client.get(reverse("measures:imports")).content.decode()
    assert "tsm.xlsx" in text
    assert "Done" in text


def test_refused_upload_shows_its_faults_and_keeps_nothing(upload, admin_client, book, settings):
    good, bad = book("good.xlsx", year="2024-25"), book("bad.xlsx", mutate=wrong("(TP06)", "high"))
    response = upload(good, bad)
    job = ImportJob.objects.get()
    assert job.state == ImportState.REFUSED
    assert {fault["file"] for fault in job.faults} == {"bad.xlsx"}
    text = admin_client.get(response.headers["Location"]).content.decode()
    assert "Not taken. Nothing was stored." in text
    assert "bad.xlsx" in text
    assert job.faults[0]["place"] in text
    assert not Workbook.objects.exists()
    assert not Landlord.objects.exists()
    assert kept_files(settings) == []


def test_what_is_no_workbook_is_refused(upload, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a workbook")
    upload(path)
    job = ImportJob.objects.get()
    assert job.state == ImportState.REFUSED
    assert job.faults[0]["file"] == "notes.txt"


def test_the_uploaded_name_is_only_shown(upload, admin_client, book, settings, monkeypatch):
    stored = []
    usual = default_storage.save
    monkeypatch.setattr(
        jobs.default_storage, "save", lambda name, file: stored.append(name) or usual(name, file)
    )
    path = book("tsm<img src=x>.xlsx")
    response = upload(path)
    assert stored[0].startswith("imports/")
    assert "img" not in stored[0]
    text = admin_client.get(response.headers["Location"]).content.decode()
    assert "<img src=x>" not in text
    assert "tsm&lt;img src=x&gt;.xlsx" in text


def test_a_finished_import_run_again_does_nothing(upload, book):
    upload(book())
    job = ImportJob.objects.get()
    before = job.changed_at, Result.objects.count()
    import_task.func(job.pk)
    job.refresh_from_db()
    assert (job.changed_at, Result.objects.count()) == before


def test_an_unexpected_fault_is_logged_and_refused(upload, admin_client, book, monkeypatch, caplog):
    def fail(**_):
        raise RuntimeError("secret words")

    monkeypatch.setattr("heard.measures.services.importing.standings_rebuild", fail)
    with caplog.at_level(logging.ERROR):
        response = upload(book())
    job = ImportJob.objects.get()
    assert job.state == ImportState.REFUSED
    assert "our fault" in job.faults[0]["problem"]
    assert not Workbook.objects.exists()
    assert not Landlord.objects.exists()
    assert "import failed" in caplog.text
    assert "secret words" in caplog.text
    assert "secret words" not in admin_client.get(response.headers["Location"]).content.decode()


def test_a_lost_upload_is_refused_and_logged(admin_user, caplog):
    job = ImportJob.objects.create(
        files=[{"name": "a.xlsx", "stored": "imports/gone.xlsx"}], total=1, created_by=admin_user
    )
    with caplog.at_level(logging.ERROR):
        import_run(job)
    job.refresh_from_db()
    assert job.state == ImportState.REFUSED
    assert job.faults


def test_progress_is_told_while_it_runs(upload, book, monkeypatch):
    told = []
    usual = jobs._progress
    monkeypatch.setattr(
        jobs, "_progress", lambda job, *step: told.append(step) or usual(job, *step)
    )
    upload(book())
    assert [done for done, _total, _message in told] == [0, 1, 2, 3]
    assert told[-1] == (3, 3, "Done")


def test_too_large_a_file_is_never_kept(admin_client, book, settings, monkeypatch):
    monkeypatch.setattr("heard.measures.forms.LARGEST_UPLOAD", 100)
    path = book()
    response = admin_client.post(
        reverse(CREATE), {"files": [SimpleUploadedFile(path.name, path.read_bytes())]}
    )
    assert response.status_code == 200
    assert "is larger than 25 MB" in response.content.decode()
    assert not ImportJob.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("files", [{}, {"other": SimpleUploadedFile("a.xlsx", b"x")}])
def test_no_file_is_an_error_by_the_field(admin_client, files):
    response = admin_client.post(reverse(CREATE), files)
    assert response.status_code == 200
    assert "Choose at least one workbook." in response.content.decode()
    assert not ImportJob.objects.exists()


def test_waiting_import_asks_again_with_and_without_javascript(admin_client, admin_user):
    job = ImportJob.objects.create(files=[{"name": "a.xlsx", "stored": "x"}], created_by=admin_user)
    address = reverse("measures:import", args=[job.pk])
    text = admin_client.get(address).content.decode()
    assert 'http-equiv="refresh"' in text
    assert f'hx-get="{address}"' in text
    assert "heard serve" in text
    part = admin_client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'hx-get="{address}"' in part


@pytest.mark.parametrize("name", ["imports", "import-create", "import"])
def test_pages_are_for_staff(client, admin_user, admin_client, django_user_model, name):
    owner = admin_user
    job = ImportJob.objects.create(files=[{"name": "a", "stored": "x"}], created_by=owner)
    address = reverse(f"measures:{name}", args=[job.pk] if name == "import" else [])
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("accounts:sign-in"))
    client.force_login(django_user_model.objects.create_user("resident"))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code in {403, 405}
    assert admin_client.get(address).status_code == 200


def test_a_stranger_cannot_upload(client, django_user_model, book):
    client.force_login(django_user_model.objects.create_user("resident"))
    path = book()
    response = client.post(
        reverse(CREATE), {"files": [SimpleUploadedFile(path.name, path.read_bytes())]}
    )
    assert response.status_code == 403
    assert not ImportJob.objects.exists()


def test_import_that_is_not_there_is_404(admin_client):
    assert admin_client.get(reverse("measures:import", args=[999])).status_code == 404


def test_list_of_uploads_does_not_query_more_for_more(
    admin_client, admin_user, django_assert_max_num_queries
):
    for number in range(30):
        ImportJob.objects.create(
            files=[{"name": f"{number}.xlsx", "stored": "x"}], created_by=admin_user
        )
    with django_assert_max_num_queries(12):
        text = admin_client.get(reverse("measures:imports")).content.decode()
    assert text.count(".xlsx</a>") == 20
