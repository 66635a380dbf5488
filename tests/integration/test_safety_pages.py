from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from heard.accounts.models import User
from heard.safety import services
from heard.safety.rules import HOUR, Over, Rule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trial(monkeypatch):
    rules = (Rule("address", 1, HOUR, Over.MODERATE), Rule("address", 2, HOUR))
    monkeypatch.setattr(services, "RULES", {"concern.raise": rules})
    with override_settings(ROOT_URLCONF="tests.integration.trial_urls"):
        yield


def typed(page):
    return dict(re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, re.DOTALL))


def test_form_sent_too_often_is_moderated_and_then_waits_with_what_was_typed(client, settings):
    settings.COUNCIL_CONTACT = "020 7946 0000, Town Hall"
    sent = {
        "what": 'damp & <b>"mould"</b>\nin two rooms',
        "postcode": "BR1 2AB",
        "password": "hush",
    }
    assert client.post("/trial/", sent).json()["moderate"] == []
    assert client.post("/trial/", sent).json()["moderate"] == ["many-by-address"]
    response = client.post("/trial/?step=2", sent)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 2 * HOUR
    assert response["Cache-Control"] == "private, no-store"
    page = response.content.decode()
    kept = typed(page)
    assert set(kept) == {"what", "postcode"}
    assert "damp &amp; &lt;b&gt;" in kept["what"]
    assert "hush" not in page
    assert 'action="/trial/?step=2"' in page
    assert "020 7946 0000" in page
    assert "csrfmiddlewaretoken" in page


def test_looking_is_never_counted(client):
    for _ in range(5):
        assert client.get("/trial/").status_code == 200


def forged(origin, **headers):
    client = Client(enforce_csrf_checks=True)
    return client.post("/trial/", {"what": "damp"}, headers={"origin": origin, **headers})


def test_form_whose_page_was_open_too_long_can_be_sent_again():
    response = forged("http://testserver")
    assert response.status_code == 403
    assert typed(response.content.decode()) == {"what": "damp"}
    assert "csrftoken" in response.cookies
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = response.cookies["csrftoken"].value
    again = client.post("/trial/", {"what": "damp", "csrfmiddlewaretoken": token})
    assert again.json()["what"] == "damp"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", ""]
)
def test_form_that_another_site_filled_in_is_not_repeated(origin):
    response = forged(origin)
    assert response.status_code == 403
    assert not typed(response.content.decode())
    assert "damp" not in response.content.decode()


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/healthz", 200),
        ("/nowhere/", 404),
        ("/fault/", 500),
        ("/files/nonsense", 410),
        ("/staff/", 302),
        ("/accessibility", 301),
        ("/private/", 200),
    ],
)
def test_every_answer_carries_the_headers(path, status):
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == status
    for name, value in HEADERS.items():
        assert response[name] == value or (name, path) == ("Referrer-Policy", "/files/nonsense"), (
            name
        )
    assert "camera=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy
    if status >= 400:
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/static/heard/heard.css", "/static/heard/icon.svg"])
def test_static_files_carry_the_headers(path):
    response = Client().get(path)
    if response.status_code == 200:
        assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_policy_names_what_it_forbids_and_a_nonce_only_where_one_is_asked_for(client):
    plain = client.get("/")["Content-Security-Policy"]
    for part in ("object-src 'none'", "frame-src 'none'", "base-uri 'none'", "form-action 'self'"):
        assert part in plain
    assert "nonce" not in plain
    first, second = client.get("/nonce/"), client.get("/nonce/")
    assert f"'nonce-{first.content.decode()}'" in first["Content-Security-Policy"]
    assert first.content != second.content


def test_redirect_to_https_carries_the_headers(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/")
    assert response.status_code == 301
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_pages_of_somebody_signed_in_are_kept_nowhere(client):
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    client.force_login(User.objects.create_user("anna"))
    assert client.get("/")["Cache-Control"] == "private, no-store"


def test_private_page_is_kept_nowhere(client):
    response = client.get("/private/")
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
