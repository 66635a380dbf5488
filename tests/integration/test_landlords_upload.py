from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.landlords import BoroughFactory, LandlordFactory, PresenceFactory

from heard.landlords.models import Borough, Landlord

pytestmark = pytest.mark.django_db

UPLOAD = "landlords:upload"
TEXT = b"name,kind\nConfluence,council\n"


def preview(client, data=TEXT, **values):
    file = SimpleUploadedFile("mine.csv", data, "text/csv")
    return client.post(reverse(UPLOAD), {"file": file, **values})


def carried(answer):
    return re.search(r'name="upload" value="([^"]+)"', answer.content.decode())[1]


def confirm(client, upload):
    return client.post(reverse("landlords:confirm"), {"upload": upload})


def test_nothing_is_stored_until_it_is_confirmed(admin_client, admin_user):
    answer = preview(admin_client, new_borough="Riverton")
    text = answer.content.decode()
    assert "Nothing is stored yet" in text
    assert "Confluence" in text
    assert "Riverton would be a new borough" in text
    assert not Landlord.objects.exists()
    assert not Borough.objects.exists()
    assert confirm(admin_client, carried(answer)).status_code == 302
    landlord = Landlord.objects.get()
    assert landlord.history.get().history_user == admin_user
    assert landlord.boroughs.get().name == "Riverton"


def test_preview_shows_old_and_new(admin_client):
    PresenceFactory(landlord__name="Confluence", borough__slug="here")
    text = preview(admin_client, borough="here").content.decode()
    assert "<del>housing-association</del>" in text
    assert "<ins>council</ins>" in text


def test_preview_of_nothing_new_offers_nothing_to_confirm(admin_client):
    PresenceFactory(landlord__name="Confluence", landlord__kind="council")
    text = preview(admin_client).content.decode()
    assert "There is nothing to store" in text
    assert 'name="upload"' not in text


def test_faults_are_shown_with_row_and_column(admin_client):
    text = preview(admin_client, b"name,kind\nA,zzz\n").content.decode()
    assert "mine.csv, row 2, column kind" in text
    assert "Nothing was stored" in text


def test_unclear_borough_is_told(admin_client):
    BoroughFactory.create_batch(2)
    assert "Say which borough" in preview(admin_client).content.decode()


def test_no_file_is_told(admin_client):
    assert "There is a problem" in admin_client.post(reverse(UPLOAD), {}).content.decode()


def test_confirming_after_the_register_changed_shows_the_preview_again(admin_client):
    BoroughFactory()
    upload = carried(preview(admin_client))
    LandlordFactory(name="Confluence")
    answer = confirm(admin_client, upload)
    assert "The register has changed since" in answer.content.decode()
    assert Landlord.objects.get().kind == "housing-association"
    confirm(admin_client, carried(answer))
    assert Landlord.objects.get().kind == "council"


def test_confirming_what_was_tampered_with_is_refused(admin_client):
    upload = carried(preview(admin_client))
    answer = confirm(admin_client, upload[:-3] + "xyz")
    assert "was changed" in answer.content.decode()
    assert not Landlord.objects.exists()


def test_downloads_are_files(admin_client):
    PresenceFactory(landlord__name="Confluence", borough__slug="here")
    answer = admin_client.get(reverse("landlords:download", args=["here", "landlords"]))
    assert answer["Content-Disposition"] == 'attachment; filename="here-landlords.csv"'
    assert b"Confluence" in answer.content
    template = admin_client.get(reverse("landlords:template", args=["wards"]))
    assert b"valid_from" in template.content
    for address in ("download/here/zzz.csv", "download/zzz/landlords.csv", "template/zzz.csv"):
        assert admin_client.get(f"/staff/landlords/{address}").status_code == 404
