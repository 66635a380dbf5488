"""The council's own sign-in, played by a provider on this machine."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory

from heard import environment
from heard.access import Role
from heard.accounts.invitations import invitation_send
from heard.accounts.models import Membership, User
from heard.errors import SettingsError

pytestmark = pytest.mark.django_db

START = "/account/sign-in/with/council/"
BACK = "/account/sign-in/with/council/back/"
CLAIMS = {"sub": "1234", "email": "Ada@Council.example", "email_verified": True}


class Provider(BaseHTTPRequestHandler):
    """Answers as an OpenID Connect provider does."""

    def do_GET(self):
        site = self.server.site
        if self.path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": site,
                    "authorization_endpoint": f"{site}/authorize",
                    "token_endpoint": f"{site}/token",
                    "userinfo_endpoint": f"{site}/userinfo",
                    "jwks_uri": f"{site}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self.answer(self.server.claims)

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.sent.append(sent)
        now = int(timezone.now().timestamp())
        claims = {**self.server.claims, "iss": self.server.site, "aud": "heard"}
        token = jwt.encode({**claims, "iat": now, "exp": now + 60}, "k" * 32, algorithm="HS256")
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@pytest.fixture
def provider(settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        server.site = f"http://127.0.0.1:{server.server_port}"
        server.claims, server.sent = dict(CLAIMS), []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.SOCIALACCOUNT_PROVIDERS = environment.openid_providers(
            {
                "HEARD_OIDC_ISSUER": server.site,
                "HEARD_OIDC_CLIENT_ID": "heard",
                "HEARD_OIDC_CLIENT_SECRET": "secret",
            }
        )
        yield server
        server.shutdown()


def go(client, **answer):
    """Press the button, and come back from the provider."""
    page = client.post(START, {"process": "login"})
    target = page.context["target"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
    assert asked["code_challenge_method"] == "S256"
    return client.get(BACK, {"code": "c", "state": asked["state"], **answer})


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_whoever_is_known_by_a_verified_address_gets_in_with_both_factors(client, provider):
    user = PersonFactory(role=Role.OFFICER, email="ada@council.example")
    go(client)
    assert signed_in(client) == str(user.pk)
    assert client.get("/staff/landlords/").status_code == 200
    assert provider.sent[0]["code_verifier"]
    user.email = "elsewhere@council.example"
    user.save()
    again = Client()
    go(again)  # known by now by who they are there
    assert signed_in(again) == str(user.pk)


def test_whoever_was_invited_gets_in_and_has_the_role(client, provider):
    invitation_send(email="ada@council.example", role=Role.OFFICER, by=None)
    go(client)
    assert Membership.objects.get().user.email == "ada@council.example"
    assert client.get("/staff/landlords/").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "1", "email": "stranger@council.example", "email_verified": True},
        {"sub": "1", "email": "ada@council.example", "email_verified": False},
        {"sub": "1", "email": "ada@council.example", "email_verified": "true"},
        {"sub": "1", "email": "ada@council.example"},
        {"sub": "1"},
    ],
)
def test_nobody_else_gets_in(client, provider, claims):
    PersonFactory(role=Role.OFFICER, email="ada@council.example")
    provider.claims = claims
    answer = go(client)
    assert answer["Location"] == reverse("accounts:sign-in")
    assert not signed_in(client)
    assert User.objects.count() == 1
    assert "that we know" in client.get(answer["Location"]).content.decode()


def test_a_forged_return_and_a_refusal_let_nobody_in(client, provider):
    PersonFactory(role=Role.OFFICER, email="ada@council.example")
    client.get(BACK, {"code": "c", "state": "made up"})
    assert not signed_in(client)
    go(client, error="access_denied")
    assert not signed_in(client)


def test_the_button_is_there_only_with_a_provider(client, provider, settings):
    assert START in client.get("/account/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert START not in client.get("/account/sign-in/").content.decode()
    assert client.post(START).status_code == 404


def test_the_settings_come_together():
    assert environment.openid_providers({}) == {}
    with pytest.raises(SettingsError, match="HEARD_OIDC_CLIENT_ID and HEARD_OIDC_CLIENT_SECRET"):
        environment.openid_providers({"HEARD_OIDC_ISSUER": "https://login.example"})
