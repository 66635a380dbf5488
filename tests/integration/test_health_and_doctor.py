from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError
from django.urls import reverse

from heard import doctor, health
from heard.cli import main

pytestmark = pytest.mark.django_db


def found(mark=None):
    return [one for one in doctor.examine() if mark in {None, one.mark}]


def said(mark):
    return "\n".join(one.what for one in found(mark))


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    tmp_path.chmod(0o700)
    return tmp_path


def test_health_is_ok_where_the_store_works(client):
    response = client.get(reverse("health"))
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("fault", [OperationalError("disk is full"), InterfaceError("gone")])
def test_health_says_when_the_store_does_not_work(client, fault):
    with patch.object(health.HealthCheck.objects, "update_or_create", side_effect=fault):
        response = client.get(reverse("health"))
    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/plain")
    assert str(fault) in response.content.decode()


def test_doctor_of_a_fresh_store_finds_nothing_wrong_with_it(settings):
    settings.ALLOWED_HOSTS = ["localhost"]  # without the tests' own
    notes = said("note")
    assert "No measures yet." in notes
    assert "No borough yet." in notes
    wrong = {one.what for one in found("wrong")} - {"The styles are missing."}
    assert wrong == set()
    assert "The store is up to date." in said("ok")


def test_doctor_says_what_to_do_about_everything_wrong(settings):
    settings.DEBUG = True
    assert all(one.mend for one in found("wrong"))


def test_doctor_warns_of_debug(settings):
    settings.DEBUG = True
    assert "HEARD_DEBUG is on" in said("wrong")


def test_doctor_warns_of_plain_http_by_name(settings):
    settings.ALLOWED_HOSTS = ["heard.example"]
    assert "cookies are not kept to HTTPS" in said("wrong")


def test_doctor_finds_a_store_that_is_behind():
    plan = [("step", False)] * 3
    with patch.object(doctor.MigrationExecutor, "migration_plan", return_value=plan):
        assert "The store is 3 steps behind" in said("wrong")


def test_doctor_bears_a_store_without_tables():
    fault = OperationalError("no such table")
    with (
        patch.object(doctor, "store_faults", return_value=[f"can't be read: {fault}"]),
        patch("heard.measures.models.Workbook.objects.filter", side_effect=fault),
    ):
        wrong = said("wrong")
    assert "can't be read: no such table" in wrong
    assert "The check of contents failed: no such table" in wrong


def test_doctor_finds_a_home_that_is_not_there(settings, tmp_path):
    settings.HOME = tmp_path / "nowhere"
    assert "doesn't exist" in said("wrong")


def test_doctor_notes_a_home_that_others_can_look_into(home):
    home.chmod(0o755)
    assert "Others on this machine can look into" in said("note")


def test_doctor_notes_settings_that_are_none(monkeypatch):
    monkeypatch.setenv("HEARD_HMOE", "x")
    assert "HEARD_HMOE is no setting of Heard." in said("note")


@pytest.mark.parametrize(("debug", "code"), [(False, 0), (True, 1)])
def test_doctor_command_fails_where_something_is_wrong(settings, debug, code):
    settings.ALLOWED_HOSTS = ["localhost"]  # without the tests' own
    settings.DEBUG = debug
    out = io.StringIO()
    with patch.object(doctor, "_assets", list):
        assert main(["doctor"], out=out) == code
    assert "The store" in out.getvalue()


def test_doctor_names_the_fault_of_a_councils_own_standard(tmp_path, monkeypatch):
    standard = tmp_path / "standard.toml"
    standard.write_text("not = [toml")
    monkeypatch.setenv("HEARD_STANDARD", str(standard))
    assert any(str(standard.name) in one.what and one.mend for one in found("wrong"))
